# wattlint-ok: bloated-image
FROM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /orders ./cmd/orders

# wattlint-ok: bloated-image
FROM gcr.io/distroless/static-debian12
COPY --from=build /orders /orders
ENTRYPOINT ["/orders"]
