FROM rust:1.90-bookworm AS build
WORKDIR /src
COPY Cargo.toml Cargo.lock ./
RUN cargo fetch
COPY src ./src
RUN cargo build --release --locked

# wattlint-ok-next: bloated-image
FROM debian:bookworm-slim
COPY --from=build /src/target/release/orders /orders
CMD ["/orders"]
