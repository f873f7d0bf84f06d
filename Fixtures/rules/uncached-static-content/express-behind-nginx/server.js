const express = require("express");

const app = express();
app.use(express.static("dist")); // wattlint-ok: uncached-static-content
app.listen(8080);
