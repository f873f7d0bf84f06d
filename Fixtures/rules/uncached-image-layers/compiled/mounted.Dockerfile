FROM rust:1.91 AS build
WORKDIR /src
# wattlint-ok: uncached-image-layers
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,target=/src/target \
    cargo build --release && cp target/release/shop /shop
