from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    # Two names for one model, until there is a reason for a second.
    smart_model: str = "gpt-4.1-mini"
    fast_model: str = "gpt-4.1-mini"
    main_llm: str = "gpt-4.1-nano"


settings = Settings()
