import os

DEFAULTS = {
    "FAST_LLM": "openai:gpt-5.4-mini",
    "SMART_LLM": "openai:gpt-5.4",
    "STRATEGIC_LLM": "openai:gpt-5.4",
    "SMART_TOKEN_LIMIT": 12000,
}


class Config:
    def __init__(self):
        for key, value in DEFAULTS.items():
            setattr(self, key.lower(), os.getenv(key, value))
        self.fast_llm_provider, self.fast_llm_model = self.parse_llm(self.fast_llm)
        self.smart_llm_provider, self.smart_llm_model = self.parse_llm(self.smart_llm)
        self.strategic_llm_provider, self.strategic_llm_model = self.parse_llm(self.strategic_llm)

    @staticmethod
    def parse_llm(text):
        provider, model = text.split(":", 1)
        return provider, model
