// Asks other services of the same cluster.
import axios from "axios";

const PRICES = process.env.PRICES_URL ?? "http://prices:8080";

export async function prices(skus: string[]): Promise<number[]> {
  const found: number[] = [];
  for (const sku of skus) {
    const answer = await fetch(`http://pricing.shop.svc.cluster.local/price/${sku}`); // wattlint-expect: n-plus-one-http
    found.push((await answer.json()).price);
  }
  return found;
}

export async function together(skus: string[]) {
  return Promise.all(skus.map((sku) => axios.get(`${PRICES}/price/${sku}`))); // wattlint-expect: n-plus-one-http
}

export async function many(skus: string[]) {
  return axios.get(`${PRICES}/prices?skus=${skus.join(",")}`); // wattlint-ok: n-plus-one-http
}

export async function cities(names: string[]) {
  const found = [];
  for (const name of names) {
    // Others' services take one city at a time.
    found.push(await fetch(`https://api.open-meteo.example.com/v1/forecast?city=${name}`)); // wattlint-ok: n-plus-one-http
  }
  return found;
}

export async function patient(): Promise<Response> {
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      return await fetch("http://pricing.shop.svc.cluster.local/health"); // wattlint-ok: n-plus-one-http
    } catch (error) {
      console.warn(error);
    }
  }
  throw new Error("no prices");
}

async function remove(ids: string[]): Promise<void> {
  await fetch(`http://search.shop.svc.cluster.local/documents?ids=${ids}`, { method: "DELETE" }); // wattlint-ok: n-plus-one-http
}

async function add(id: string): Promise<void> {
  await fetch(`http://search.shop.svc.cluster.local/documents/${id}/refresh`); // wattlint-expect: n-plus-one-http
}

export async function replace(documents: Array<{ id: string }>): Promise<void> {
  for (const document of documents) {
    // It takes many, and each must be gone before the next comes.
    await remove([document.id]);
    await add(document.id);
  }
}

export async function forget(documents: Array<{ id: string }>, known: Map<string, string[]>): Promise<void> {
  for (const document of documents) {
    const earlier = known.get(document.id);
    if (earlier?.length) await remove(earlier);
  }
}
