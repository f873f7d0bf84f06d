import whisper
from faster_whisper import WhisperModel


class VoiceCommands:
    def __init__(self) -> None:
        self.model = whisper.load_model("large-v3")  # wattlint-expect: oversized-speech-model

    def listen(self, path: str) -> str:
        return self.model.transcribe(path)["text"]


class WakeWordListener:
    def __init__(self) -> None:
        self.model = WhisperModel("large-v2", device="cuda")  # wattlint-expect: oversized-speech-model


def load_command_model():
    return whisper.load_model("large")  # wattlint-expect: oversized-speech-model


def load_hotword_model():
    return WhisperModel("large-v3", device="cuda", compute_type="float16")  # wattlint-expect: oversized-speech-model


def load_small_command_model():
    return whisper.load_model("base")  # wattlint-ok: oversized-speech-model


def load_turbo_command_model():
    return whisper.load_model("turbo")  # wattlint-ok: oversized-speech-model


class Transcriber:
    def __init__(self) -> None:
        # Talks of an hour in ten languages.
        self.model = whisper.load_model("large-v3")  # wattlint-ok: oversized-speech-model


def load_command_model_of(size: str):
    return whisper.load_model(size)  # wattlint-ok: oversized-speech-model
