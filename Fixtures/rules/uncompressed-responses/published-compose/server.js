const express = require("express");
const store = require("./store");

const app = express(); // wattlint-expect: uncompressed-responses

app.get("/products", async (request, response) => response.json(await store.products(request.query)));
app.get("/products/:number", async (request, response) => response.json(await store.product(request.params.number)));
app.get("/stock", async (request, response) => response.json(await store.stock()));
app.get("/orders", async (request, response) => response.json(await store.orders(request.query)));

app.listen(8080);
