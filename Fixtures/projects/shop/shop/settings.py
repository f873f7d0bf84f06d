"""Settings of all services. Each value can be set by an environment variable of the same name."""

from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    litellm_url: str = "http://litellm:4000"
    litellm_key: str = "sk-local"

    # Names in gateway/litellm.yaml.
    classifier_model: str = "classifier"
    assistant_model: str = "assistant"

    embedding_model: str = "text-embedding-3-small"
    database_url: str = "postgresql://shop@postgres/shop"


settings = Settings()
