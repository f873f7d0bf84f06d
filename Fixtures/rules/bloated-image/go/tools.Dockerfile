# An image for CI: it starts nothing of its own.
# wattlint-ok: bloated-image
FROM rust:1.91
RUN cargo install cargo-nextest
