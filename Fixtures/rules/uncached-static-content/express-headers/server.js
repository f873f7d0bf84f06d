const express = require("express");

const app = express();

app.use((request, response, next) => {
  if (request.path.startsWith("/assets/")) response.set("Cache-Control", "public, max-age=31536000, immutable");
  next();
});
app.use(express.static("dist")); // wattlint-ok: uncached-static-content
app.listen(8080);
