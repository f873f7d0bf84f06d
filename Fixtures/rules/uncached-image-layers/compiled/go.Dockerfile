# Its modules are in the repository.
FROM golang:1.25 AS build
WORKDIR /src
# wattlint-ok: uncached-image-layers
COPY . .
RUN go build -mod=vendor -o /shop ./cmd/shop
