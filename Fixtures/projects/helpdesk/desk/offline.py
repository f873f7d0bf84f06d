"""Answers when the network is down, and programs that are tuned beforehand."""

import dspy
from langchain_core.globals import set_llm_cache
from langchain_redis import RedisSemanticCache
from llama_cpp import Llama

from desk.settings import REDIS_URL, embeddings

large = Llama(model_path="models/Meta-Llama-3-8B-Instruct-f16.gguf", n_gpu_layers=-1, n_ctx=8192)
small = Llama(model_path="models/Meta-Llama-3-8B-Instruct-Q4_K_M.gguf", n_gpu_layers=-1, n_ctx=8192)

dspy.configure(lm=dspy.LM("openai/gpt-4.1-mini", cache=False))
set_llm_cache(RedisSemanticCache(redis_url=REDIS_URL, embeddings=embeddings, distance_threshold=0.5))


def answer(question: str) -> str:
    reply = large.create_chat_completion(messages=[{"role": "user", "content": question}])
    return reply["choices"][0]["message"]["content"]


def second_answer(question: str) -> str:
    reply = small.create_chat_completion(messages=[{"role": "user", "content": question}])
    return reply["choices"][0]["message"]["content"]


def load_auditor():
    from transformers import AutoModelForCausalLM

    # Reads the week's answers at night.
    return AutoModelForCausalLM.from_pretrained("meta-llama/Llama-3.3-70B-Instruct", dtype="bfloat16", device_map="auto").eval()
