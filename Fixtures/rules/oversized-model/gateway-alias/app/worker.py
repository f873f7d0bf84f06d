"""Router objects of LiteLLM resolve names against the same configuration."""
import litellm
from litellm import Router
import yaml

router = Router(model_list=yaml.safe_load(open("litellm_config.yaml"))["model_list"])


async def should_escalate(mail: str) -> bool:
    reply = await router.acompletion(  # wattlint-expect: oversized-model
        model="house-style",
        max_tokens=1,
        messages=[{"role": "user", "content": f"Must a manager see this? Answer yes or no.\n{mail}"}],
    )
    return reply.choices[0].message.content == "yes"


async def should_escalate_quick(mail: str) -> bool:
    reply = await router.acompletion(  # wattlint-ok: oversized-model
        model="quick",
        max_tokens=1,
        messages=[{"role": "user", "content": f"Must a manager see this? Answer yes or no.\n{mail}"}],
    )
    return reply.choices[0].message.content == "yes"


def is_duplicate(mail: str, other: str) -> bool:
    reply = litellm.completion(  # wattlint-expect: oversized-model
        model="litellm_proxy/inbox-model",
        api_base="http://litellm.platform.svc.cluster.local:4000",
        max_tokens=1,
        messages=[{"role": "user", "content": f"Do these mails say the same? Answer yes or no.\n{mail}\n---\n{other}"}],
    )
    return reply.choices[0].message.content.strip().lower() == "yes"
