import os

import litellm
from gptcache import Config, cache
from gptcache.similarity_evaluation.distance import SearchDistanceEvaluation
from langchain_core.globals import set_llm_cache
from langchain_redis import RedisSemanticCache
from redisvl.extensions.cache.llm import SemanticCache

set_llm_cache(RedisSemanticCache(redis_url=os.environ["REDIS_URL"], embeddings=embeddings, distance_threshold=0.4))  # wattlint-expect: unsafe-semantic-cache
strict = RedisSemanticCache(redis_url=os.environ["REDIS_URL"], embeddings=embeddings, distance_threshold=0.1)  # wattlint-ok: unsafe-semantic-cache
usual = RedisSemanticCache(redis_url=os.environ["REDIS_URL"], embeddings=embeddings)  # wattlint-ok: unsafe-semantic-cache

cache.init(
    data_manager=manager,
    similarity_evaluation=SearchDistanceEvaluation(),
    config=Config(similarity_threshold=0.55),  # wattlint-expect: unsafe-semantic-cache
)
careful = Config(similarity_threshold=0.92)  # wattlint-ok: unsafe-semantic-cache

litellm.cache = litellm.Cache(
    type="redis-semantic",
    host="redis",
    similarity_threshold=0.7,  # wattlint-expect: unsafe-semantic-cache
    redis_semantic_cache_embedding_model="text-embedding-3-small",
)
exact = litellm.Cache(type="redis", host="redis")  # wattlint-ok: unsafe-semantic-cache

answers = SemanticCache(name="answers", redis_url=os.environ["REDIS_URL"], distance_threshold=0.3)  # wattlint-expect: unsafe-semantic-cache
near = SemanticCache(name="near", redis_url=os.environ["REDIS_URL"], distance_threshold=0.1)  # wattlint-ok: unsafe-semantic-cache


def tuned(distance: float) -> SemanticCache:
    return SemanticCache(name="tuned", redis_url=os.environ["REDIS_URL"], distance_threshold=distance)  # wattlint-ok: unsafe-semantic-cache
