from fastapi import FastAPI
from sentence_transformers import SentenceTransformer
from transformers import AutoModelForCausalLM
from vllm import AsyncEngineArgs, AsyncLLMEngine

app = FastAPI()
engine = AsyncLLMEngine.from_engine_args(AsyncEngineArgs(model="Qwen/Qwen2.5-14B-Instruct", dtype="bfloat16"))  # wattlint-expect: unquantized-load
small = AsyncLLMEngine.from_engine_args(AsyncEngineArgs(model="Qwen/Qwen2.5-7B-Instruct", dtype="bfloat16"))  # wattlint-ok: unquantized-load
ready = AsyncLLMEngine.from_engine_args(AsyncEngineArgs(model="Qwen/Qwen2.5-14B-Instruct-AWQ", dtype="float16"))  # wattlint-ok: unquantized-load
# A script that loads it once gives its accelerator back.
once = AutoModelForCausalLM.from_pretrained("Qwen/Qwen2.5-14B-Instruct", torch_dtype="bfloat16")  # wattlint-ok: unquantized-load
words = SentenceTransformer("BAAI/bge-m3")


@app.post("/answers")
async def answer(text: str) -> str:
    async for output in engine.generate(text, None, text):
        last = output
    async for output in small.generate(text, None, text):
        last = output
    async for output in ready.generate(text, None, text):
        last = output
    return str(last) + str(once.generate(text)) + str(words.encode(text))
