import express from "express";
import { loadOffers, Offer } from "./store";

const app = express();
const known: Offer[] = [];

app.get("/offers", async (request, response) => {
  const found = await loadOffers();
  const sorted = found.toSorted((a, b) => a.price - b.price).filter((offer) => offer.city === request.query.city); // wattlint-expect: sort-before-filter
  response.json(sorted);
});

app.get("/cheap", async (request, response) => {
  const found = await loadOffers();
  response.json([...found].sort((a, b) => a.price - b.price).filter((offer) => offer.price < 10)); // wattlint-expect: sort-before-filter
});

app.get("/known", (request, response) => {
  // Others see the order too.
  response.json(known.sort((a, b) => a.price - b.price).filter((offer) => offer.price < 10)); // wattlint-ok: sort-before-filter
});

app.get("/spread", async (request, response) => {
  const found = await loadOffers();
  response.json([...found].sort((a, b) => a.price - b.price).filter((offer, index) => index % 10 === 0)); // wattlint-ok: sort-before-filter
});

app.get("/once", async (request, response) => {
  const found = await loadOffers();
  const seen = new Set<string>();
  response.json([...found].sort((a, b) => a.price - b.price).filter((offer) => !seen.has(offer.city) && seen.add(offer.city))); // wattlint-ok: sort-before-filter
});

app.get("/good", async (request, response) => {
  const found = await loadOffers();
  response.json(found.filter((offer) => offer.price < 10).sort((a, b) => a.price - b.price)); // wattlint-ok: sort-before-filter
});

export function cheap(offers: Offer[]) {
  return [...offers].sort((a, b) => a.price - b.price).filter((offer) => offer.price < 10); // wattlint-ok: sort-before-filter
}
