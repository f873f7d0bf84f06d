import express from "express";

const app = express();
const folder = "build";

app.use("/static", express.static(`${folder}/static`, { maxAge: 0, etag: true })); // wattlint-todo: uncached-static-content a folder in a template
app.use("/", express.static("build", { maxAge: 0 })); // wattlint-expect: uncached-static-content

app.listen(8080);
