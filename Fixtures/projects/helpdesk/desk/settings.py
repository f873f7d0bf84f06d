"""Where things are."""

import os

from langchain_openai import OpenAIEmbeddings

REDIS_URL = os.environ["REDIS_URL"]
embeddings = OpenAIEmbeddings(model="text-embedding-3-small")
