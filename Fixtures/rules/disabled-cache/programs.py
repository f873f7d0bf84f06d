import dspy
from vllm import LLM, SamplingParams
from vllm.engine.arg_utils import AsyncEngineArgs

fast = dspy.LM("openai/gpt-4.1-mini", cache=False)  # wattlint-expect: disabled-cache
plain = dspy.LM("openai/gpt-4.1-mini", temperature=0.0, max_tokens=200)  # wattlint-ok: disabled-cache
varied = dspy.LM("openai/gpt-4.1-mini", temperature=1.0, cache=False)  # wattlint-ok: disabled-cache

engine = LLM(
    model="Qwen/Qwen3-8B",
    max_model_len=16384,
    enable_prefix_caching=False,  # wattlint-expect: disabled-cache
)
cached = LLM(model="Qwen/Qwen3-8B", enable_prefix_caching=True)  # wattlint-ok: disabled-cache
embedder = LLM(model="Qwen/Qwen3-Embedding-0.6B", runner="pooling", enable_prefix_caching=False)  # wattlint-ok: disabled-cache


def arguments(name: str, caches: bool) -> AsyncEngineArgs:
    return AsyncEngineArgs(model=name, enable_prefix_caching=caches)  # wattlint-ok: disabled-cache


def serving(name: str) -> AsyncEngineArgs:
    return AsyncEngineArgs(model=name, enable_prefix_caching=False)  # wattlint-expect: disabled-cache


def measure_latency(prompts: list[str]) -> float:
    cold = LLM(model="Qwen/Qwen3-8B", enable_prefix_caching=False)  # wattlint-ok: disabled-cache
    return run(cold, prompts, SamplingParams(temperature=0))


def evaluate(program) -> float:
    judge = dspy.LM("openai/gpt-4.1", cache=False)  # wattlint-ok: disabled-cache
    return score(program, judge)
