const path = require("path");
const express = require("express");

const { invoices } = require("./invoices");

const app = express();

app.use(express.static(path.join(__dirname, "../../panel/dist"))); // wattlint-expect: uncached-static-content
app.get("/invoices", async (request, response) => response.json(await invoices(request.query)));
app.get("*", (request, response) => response.sendFile(path.join(__dirname, "../../panel/dist/index.html")));

app.listen(3000);
