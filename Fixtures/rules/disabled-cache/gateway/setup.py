import litellm
from litellm.caching.caching import Cache

litellm.cache = Cache(type="redis", host="redis", port="6379", ttl=3600)
