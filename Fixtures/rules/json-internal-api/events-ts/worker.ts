import axios from "axios";
import { Kafka } from "kafkajs";

const PROFILES = process.env.PROFILES_URL ?? "http://profiles.crm.svc.cluster.local:8080";
const stock = axios.create({ baseURL: "http://stock.shop.svc.cluster.local", timeout: 2000 });
const consumer = new Kafka({ brokers: ["kafka:9092"] }).consumer({ groupId: "profiles" });

interface Click {
  user: string;
  page: string;
}

// Each event goes on as it comes.
export async function follow() {
  for await (const click of consumerEvents(consumer)) {
    await fetch(`${PROFILES}/events`, { // wattlint-expect: json-internal-api
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(click),
    });
  }
}

export async function reserve(consumerGroup: AsyncIterable<Click>) {
  for await (const click of consumerGroup) {
    await stock.put("/views", { page: click.page }); // wattlint-expect: json-internal-api
  }
}

export async function mirror(consumerGroup: AsyncIterable<Click>) {
  for await (const click of consumerGroup) {
    await axios.post("http://profiles.crm.svc.cluster.local:8080/mirror", click); // wattlint-expect: json-internal-api
  }
}

export async function report(consumerGroup: AsyncIterable<Click>) {
  for await (const click of consumerGroup) {
    await fetch("https://collector.example.com/events", { method: "POST", body: JSON.stringify(click) }); // wattlint-ok: json-internal-api
  }
}

// Now and then, when somebody asks for it.
export async function rename(user: string, name: string) {
  await axios.patch("http://profiles.crm.svc.cluster.local:8080/profiles/" + user, { name }); // wattlint-ok: json-internal-api
}

// A picture, not JSON.
export async function store(consumerGroup: AsyncIterable<Buffer>) {
  for await (const picture of consumerGroup) {
    await fetch("http://pictures.shop.svc.cluster.local/raw", { method: "PUT", body: picture }); // wattlint-ok: json-internal-api
  }
}

export async function warmUp() {
  await fetch("http://stock.shop.svc.cluster.local/health"); // wattlint-ok: json-internal-api
}

async function* consumerEvents(source: typeof consumer): AsyncGenerator<Click> {
  await source.subscribe({ topic: "clicks" });
  yield* [];
}
