"""Which models answer; another deployment may set others."""

import os


class Config:
    smart_llm_model = os.getenv("SMART_LLM_MODEL", "gpt-4.1")
    fast_llm_model = os.getenv("FAST_LLM_MODEL", "gpt-4.1-nano")


cfg = Config()
