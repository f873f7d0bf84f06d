import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers, mixed_precision

mixed_precision.set_global_policy("mixed_float16")
gpus = tf.config.list_physical_devices("GPU")


def train(data) -> None:
    model = keras.Sequential([layers.Conv2D(32, 3), layers.GlobalAveragePooling2D(), layers.Dense(5)])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    model.fit(data, epochs=60)  # wattlint-ok: no-mixed-precision-training
