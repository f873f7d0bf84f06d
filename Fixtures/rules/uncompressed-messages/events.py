import json
import os

from aiokafka import AIOKafkaProducer
from confluent_kafka import Producer
from kafka import KafkaProducer

BROKERS = os.environ["BROKERS"].split(",")


def encode(value: dict) -> bytes:
    return json.dumps(value).encode("utf-8")


orders = KafkaProducer(bootstrap_servers=BROKERS, value_serializer=lambda value: json.dumps(value).encode("utf-8"))  # wattlint-expect: uncompressed-messages
clicks = KafkaProducer(bootstrap_servers=BROKERS, value_serializer=encode, acks="all")  # wattlint-expect: uncompressed-messages
packed = KafkaProducer(bootstrap_servers=BROKERS, value_serializer=encode, compression_type="lz4")  # wattlint-ok: uncompressed-messages
binary = KafkaProducer(bootstrap_servers=BROKERS, value_serializer=lambda value: value.SerializeToString())  # wattlint-ok: uncompressed-messages
SETTINGS = json.loads(os.environ["KAFKA_SETTINGS"])
elsewhere = KafkaProducer(**SETTINGS, value_serializer=encode)  # wattlint-ok: uncompressed-messages


class Publisher:
    def __init__(self, brokers: str):
        self.producer = Producer({"bootstrap.servers": brokers, "linger.ms": 20})  # wattlint-expect: uncompressed-messages

    def publish(self, topic: str, event: dict) -> None:
        self.producer.produce(topic, key=event["id"], value=json.dumps(event).encode())


class PackedPublisher:
    def __init__(self, brokers: str):
        self.producer = Producer({"bootstrap.servers": brokers, "compression.type": "zstd"})  # wattlint-ok: uncompressed-messages

    def publish(self, topic: str, event: dict) -> None:
        self.producer.produce(topic, key=event["id"], value=json.dumps(event).encode())


class BytePublisher:
    def __init__(self, brokers: str):
        self.producer = Producer({"bootstrap.servers": brokers})  # wattlint-ok: uncompressed-messages

    def publish(self, topic: str, event) -> None:
        self.producer.produce(topic, value=event.SerializeToString())


async def start() -> AIOKafkaProducer:
    producer = AIOKafkaProducer(bootstrap_servers=BROKERS, value_serializer=encode)  # wattlint-expect: uncompressed-messages
    await producer.start()
    return producer
