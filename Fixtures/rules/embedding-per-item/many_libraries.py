"""Vectors for the search index, from whichever library the tenant uses."""
import cohere
import litellm
import ollama
import voyageai
from fastembed import TextEmbedding
from google import genai
from langchain_openai import OpenAIEmbeddings
from llama_index.embeddings.openai import OpenAIEmbedding
from mistralai import Mistral
from sentence_transformers import SentenceTransformer

encoder = SentenceTransformer("BAAI/bge-m3", device="cuda")
fast = TextEmbedding(model_name="BAAI/bge-small-en-v1.5")
voyage = voyageai.Client()
co = cohere.ClientV2()
gemini = genai.Client()
mistral = Mistral(api_key="...")
embeddings = OpenAIEmbeddings(model="text-embedding-3-large")
index_embedding = OpenAIEmbedding(model="text-embedding-3-small")


def encode_each(pages, store):
    for page in pages:
        store.add(page.id, encoder.encode(page.text))  # wattlint-expect: unbatched-inference


def encode_all(pages, store):
    vectors = encoder.encode([page.text for page in pages], batch_size=64)  # wattlint-ok: embedding-per-item
    for page, vector in zip(pages, vectors):
        store.add(page.id, vector)


def embed_each_with_fastembed(pages, store):
    for page in pages:
        store.add(page.id, next(iter(fast.embed(page.text))))  # wattlint-expect: unbatched-inference


def embed_all_with_fastembed(pages):
    return list(fast.embed([page.text for page in pages]))  # wattlint-ok: embedding-per-item


def embed_each_with_voyage(pages, store):
    for page in pages:
        store.add(page.id, voyage.embed([page.text], model="voyage-3.5").embeddings[0])  # wattlint-expect: embedding-per-item


def embed_in_slices_with_voyage(texts, store):
    for start in range(0, len(texts), 128):
        part = texts[start : start + 128]
        store.add_all(voyage.embed(part, model="voyage-3.5").embeddings)  # wattlint-ok: embedding-per-item


def embed_each_with_cohere(pages, store):
    for page in pages:
        answer = co.embed(texts=[page.text], model="embed-v4.0", input_type="search_document")  # wattlint-expect: embedding-per-item
        store.add(page.id, answer.embeddings.float[0])


def embed_all_with_cohere(pages):
    return co.embed(texts=[page.text for page in pages], model="embed-v4.0", input_type="search_document")  # wattlint-ok: embedding-per-item


def embed_each_with_gemini(pages, store):
    for page in pages:
        answer = gemini.models.embed_content(model="gemini-embedding-001", contents=page.text)  # wattlint-expect: embedding-per-item
        store.add(page.id, answer.embeddings[0].values)


def embed_all_with_gemini(texts):
    return gemini.models.embed_content(model="gemini-embedding-001", contents=texts)  # wattlint-ok: embedding-per-item


def embed_each_with_mistral(pages, store):
    for page in pages:
        answer = mistral.embeddings.create(model="mistral-embed", inputs=[page.text])  # wattlint-expect: embedding-per-item
        store.add(page.id, answer.data[0].embedding)


def embed_each_with_langchain(pages, store):
    for page in pages:
        store.add(page.id, embeddings.embed_query(page.text))  # wattlint-expect: embedding-per-item


def embed_all_with_langchain(pages):
    return embeddings.embed_documents([page.text for page in pages])  # wattlint-ok: embedding-per-item


def embed_each_with_llama_index(pages, store):
    for page in pages:
        store.add(page.id, index_embedding.get_text_embedding(page.text))  # wattlint-expect: embedding-per-item


def embed_all_with_llama_index(pages):
    return index_embedding.get_text_embedding_batch([page.text for page in pages])  # wattlint-ok: embedding-per-item


def embed_each_with_litellm(pages, store):
    for page in pages:
        answer = litellm.embedding(model="text-embedding-3-small", input=[page.text])  # wattlint-expect: embedding-per-item
        store.add(page.id, answer.data[0]["embedding"])


def embed_each_at_home(pages, store):
    for page in pages:
        # The older call takes one text only; the newer one takes a list.
        store.add(page.id, ollama.embeddings(model="nomic-embed-text", prompt=page.text)["embedding"])  # wattlint-expect: embedding-per-item


def embed_all_at_home(pages):
    return ollama.embed(model="nomic-embed-text", input=[page.text for page in pages])["embeddings"]  # wattlint-ok: embedding-per-item


def embed_question(question: str):
    return encoder.encode(question)  # wattlint-ok: embedding-per-item
