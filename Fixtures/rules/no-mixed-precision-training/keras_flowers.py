"""Trains a recogniser of flowers."""
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

for gpu in tf.config.list_physical_devices("GPU"):
    tf.config.experimental.set_memory_growth(gpu, True)


def build() -> keras.Model:
    model = keras.Sequential([
        keras.Input((224, 224, 3)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.Conv2D(64, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(5),
    ])
    model.compile(optimizer="adam", loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    return model


def train(data, validation) -> None:
    model = build()
    model.fit(data, validation_data=validation, epochs=60)  # wattlint-expect: no-mixed-precision-training


def try_out(data) -> None:
    model = build()
    model.fit(data, epochs=1)  # wattlint-ok: no-mixed-precision-training


def chosen(data, epochs: int) -> None:
    model = build()
    model.fit(data, epochs=epochs)  # wattlint-ok: no-mixed-precision-training
