import { CompressionTypes, Kafka } from "kafkajs";

const kafka = new Kafka({ clientId: "shop", brokers: ["kafka:9092"] });
const producer = kafka.producer();

export async function publish(orders: Order[]): Promise<void> {
  await producer.send({ // wattlint-expect: uncompressed-messages
    topic: "orders",
    messages: orders.map((order) => ({ key: order.id, value: JSON.stringify(order) })),
  });
}

export async function publishPacked(orders: Order[]): Promise<void> {
  await producer.send({ // wattlint-ok: uncompressed-messages
    topic: "orders",
    compression: CompressionTypes.GZIP,
    messages: orders.map((order) => ({ key: order.id, value: JSON.stringify(order) })),
  });
}

export async function publishBytes(orders: Order[]): Promise<void> {
  await producer.send({ topic: "orders", messages: orders.map((order) => ({ value: Order.encode(order).finish() })) }); // wattlint-ok: uncompressed-messages
}
