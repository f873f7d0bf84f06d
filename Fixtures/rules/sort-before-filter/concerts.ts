import express from "express";
import { loadConcerts } from "./store";

const app = express();

app.get("/halls/:hall/concerts", async (request, response) => {
  const concerts = await loadConcerts();
  const coming = [...concerts] // wattlint-expect: sort-before-filter
    .sort((a, b) => a.begins.localeCompare(b.begins))
    .filter((concert) => concert.hall === request.params.hall && concert.begins > new Date().toISOString());
  response.json(coming);
});

app.get("/halls/:hall/next", async (request, response) => {
  const seen = new Set<string>();
  const concerts = await loadConcerts();
  const first = [...concerts] // wattlint-ok: sort-before-filter
    .sort((a, b) => a.begins.localeCompare(b.begins))
    .filter((concert) => !seen.has(concert.hall) && seen.add(concert.hall));
  response.json(first);
});
