const express = require("express");
const { search } = require("./catalogue");

const app = express();

app.get("/products", async (request, response) => {
  response.json(await search(request.query.q));
});

app.listen(3000);
