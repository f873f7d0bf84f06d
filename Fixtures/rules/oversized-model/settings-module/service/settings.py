"""Defaults; operations overrides them in the environment."""
import os

from pydantic_settings import BaseSettings

ANSWER_MODEL = "gpt-4o"
LABEL_MODEL = os.getenv("LABEL_MODEL", "gpt-4o")
TITLE_MODEL = os.environ.get("TITLE_MODEL", "gpt-4.1-nano")
REQUIRED_MODEL = os.environ["REQUIRED_MODEL"]
MODELS = {"strong": "claude-opus-4-5", "quick": "claude-haiku-4-5"}


class Settings(BaseSettings):
    guard_model: str = "gpt-4.1"
    guard_model_small: str = "gpt-4.1-nano"
    timeout: float = 20


settings = Settings()
