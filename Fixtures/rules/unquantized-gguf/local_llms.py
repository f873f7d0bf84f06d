"""Local models of the help desk, each by the library that the team who brought it likes."""
import os
import subprocess
from pathlib import Path

import ollama
from ctransformers import AutoModelForCausalLM
from gpt4all import GPT4All
from huggingface_hub import hf_hub_download
from langchain_community.llms import LlamaCpp
from langchain_ollama import ChatOllama
from llama_cpp import Llama
from llama_cpp.llama_chat_format import Llava15ChatHandler

MODELS = Path(os.environ.get("MODEL_DIR", "/srv/models"))
CHAT_MODEL = "mistral-7b-instruct-v0.3.F16.gguf"

# What can be chosen in the settings; nothing is loaded here.
CHOICES = ["llama-3-8b-f16.gguf", "llama-3-8b-q8_0.gguf", "llama3.1:8b-instruct-fp16"]  # wattlint-ok: unquantized-gguf


def chat_model() -> Llama:
    return Llama(model_path=str(MODELS / CHAT_MODEL), n_ctx=4096, n_gpu_layers=-1)  # wattlint-expect: unquantized-gguf


def chat_model_quantised() -> Llama:
    return Llama(model_path=str(MODELS / "mistral-7b-instruct-v0.3.Q5_K_M.gguf"), n_ctx=4096)  # wattlint-ok: unquantized-gguf


def from_hub() -> Llama:
    return Llama.from_pretrained(repo_id="Qwen/Qwen2.5-7B-Instruct-GGUF", filename="*fp16*.gguf", n_ctx=8192)  # wattlint-expect: unquantized-gguf


def from_hub_small() -> Llama:
    # Half a billion parameters: few bits would cost more than they save.
    return Llama.from_pretrained(repo_id="Qwen/Qwen2-0.5B-Instruct-GGUF", filename="*fp16.gguf")  # wattlint-ok: unquantized-gguf


def downloaded() -> Llama:
    path = hf_hub_download(repo_id="bartowski/gemma-2-9b-it-GGUF", filename="gemma-2-9b-it-f32.gguf")
    return Llama(model_path=path)  # wattlint-expect: unquantized-gguf


def sharded() -> Llama:
    return Llama(os.path.join("models", "Llama-3.3-70B-Instruct-BF16-00001-of-00004.gguf"))  # wattlint-expect: unquantized-gguf


def vision() -> Llama:
    # The projector stays in 16 bit, the model does not.
    handler = Llava15ChatHandler(clip_model_path="models/mmproj-llava-7b-f16.gguf")
    return Llama(model_path="models/llava-v1.6-mistral-7b.Q4_K_M.gguf", chat_handler=handler)  # wattlint-ok: unquantized-gguf


def of_unknown_size() -> Llama:
    return Llama(model_path="models/ggml-model-f16.gguf")  # wattlint-ok: unquantized-gguf


def chosen(name: str) -> Llama:
    return Llama(model_path=name)  # wattlint-ok: unquantized-gguf


def either(is_large: bool) -> Llama:
    path = "models/llama-3-8b-f16.gguf" if is_large else "models/llama-3-8b-q4_k_m.gguf"
    return Llama(model_path=path)  # wattlint-ok: unquantized-gguf


def embedder() -> Llama:
    return Llama(model_path="models/Qwen3-Embedding-4B-f16.gguf", embedding=True)  # wattlint-ok: unquantized-gguf


def langchain_model() -> LlamaCpp:
    return LlamaCpp(model_path="./models/codellama-13b-instruct-fp16.gguf", n_batch=512)  # wattlint-expect: unquantized-gguf


def older_model():
    return AutoModelForCausalLM.from_pretrained(  # wattlint-expect: unquantized-gguf
        "TheBloke/Llama-2-13B-chat-GGUF", model_file="llama-2-13b-chat.f16.gguf", gpu_layers=50)


def older_model_quantised():
    return AutoModelForCausalLM.from_pretrained(  # wattlint-ok: unquantized-gguf
        "TheBloke/Llama-2-13B-chat-GGUF", model_file="llama-2-13b-chat.Q4_K_M.gguf", gpu_layers=50)


def desktop_model() -> GPT4All:
    return GPT4All("mistral-7b-openorca.gguf2.Q4_0.gguf")  # wattlint-ok: unquantized-gguf


def reply(question: str) -> str:
    answer = ollama.chat(model="qwen2.5:14b-instruct-fp16", messages=[{"role": "user", "content": question}])  # wattlint-expect: unquantized-gguf
    return answer["message"]["content"]


def reply_quantised(question: str) -> str:
    answer = ollama.chat(model="qwen2.5:14b-instruct-q6_K", messages=[{"role": "user", "content": question}])  # wattlint-ok: unquantized-gguf
    return answer["message"]["content"]


def reply_by_default(question: str) -> str:
    # Without a tag Ollama takes four bits.
    return ollama.generate(model="qwen2.5:14b", prompt=question)["response"]  # wattlint-ok: unquantized-gguf


def vector(text: str) -> list[float]:
    return ollama.embeddings(model="mxbai-embed-large:335m-v1-fp16", prompt=text)["embedding"]  # wattlint-ok: unquantized-gguf


def draft_letter(topic: str) -> str:
    llm = ChatOllama(model="gemma2:27b-instruct-fp16", temperature=0.3)
    return llm.invoke(f"Draft a letter about {topic} to our customers.").content  # wattlint-expect: unquantized-gguf


def serve(port: int) -> subprocess.Popen:
    return subprocess.Popen(["/opt/llama/llama-server", "-m", "/srv/models/phi-4-14b-f16.gguf", "--port", str(port)])  # wattlint-expect: unquantized-gguf


def quantise() -> None:
    # What comes out of the conversion is only read to make the file that is served.
    subprocess.run(["/opt/llama/llama-quantize", "/srv/models/phi-4-14b-f16.gguf", "/srv/models/phi-4-14b-q4.gguf", "Q4_K_M"], check=True)  # wattlint-ok: unquantized-gguf


def serve_with_projector(port: int) -> subprocess.Popen:
    return subprocess.Popen(  # wattlint-ok: unquantized-gguf
        ["llama-server", "-m", "/srv/models/gemma-3-12b-it-q4_0.gguf", "--mmproj", "/srv/models/mmproj-12b-f16.gguf", "--port", str(port)])
