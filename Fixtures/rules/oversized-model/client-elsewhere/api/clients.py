import os
from functools import lru_cache

from anthropic import Anthropic
from openai import OpenAI

openai_client = OpenAI()
claude = Anthropic(max_retries=4)
# A server of our own that speaks the same protocol.
vllm_client = OpenAI(base_url=os.environ.get("VLLM_URL", "http://vllm.ml:8000/v1"), api_key="unused")


@lru_cache
def get_client() -> OpenAI:
    return OpenAI(timeout=10)
