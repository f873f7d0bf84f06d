from openai import OpenAI

gateway = OpenAI(base_url="http://ai-gateway.models.svc.cluster.local/v1", api_key="none")
zero = OpenAI(base_url="http://tensorzero:3000/openai/v1", api_key="none")

SPAM = "Is this mail spam? Answer yes or no.\n\n"


def is_spam(mail: str) -> bool:
    answer = gateway.chat.completions.create(  # wattlint-expect: oversized-model
        model="desk-standard", max_tokens=1, temperature=0, messages=[{"role": "user", "content": SPAM + mail}])
    return answer.choices[0].message.content.strip().lower() == "yes"


def is_spam_small(mail: str) -> bool:
    answer = gateway.chat.completions.create(  # wattlint-ok: oversized-model
        model="desk-small", max_tokens=1, temperature=0, messages=[{"role": "user", "content": SPAM + mail}])
    return answer.choices[0].message.content.strip().lower() == "yes"


def is_spam_mixed(mail: str) -> bool:
    answer = gateway.chat.completions.create(  # wattlint-ok: oversized-model
        model="desk-mixed", max_tokens=1, temperature=0, messages=[{"role": "user", "content": SPAM + mail}])
    return answer.choices[0].message.content.strip().lower() == "yes"


def is_spam_by_model(mail: str) -> bool:
    answer = zero.chat.completions.create(  # wattlint-expect: oversized-model
        model="tensorzero::model_name::house", max_tokens=1, temperature=0, messages=[{"role": "user", "content": SPAM + mail}])
    return answer.choices[0].message.content.strip().lower() == "yes"


def is_spam_by_function(mail: str) -> bool:
    answer = zero.chat.completions.create(  # wattlint-expect: oversized-model
        model="tensorzero::function_name::answer_mail", max_tokens=1, temperature=0, messages=[{"role": "user", "content": SPAM + mail}])
    return answer.choices[0].message.content.strip().lower() == "yes"


def is_spam_by_small_function(mail: str) -> bool:
    answer = zero.chat.completions.create(  # wattlint-ok: oversized-model
        model="tensorzero::function_name::sort_mail", max_tokens=1, temperature=0, messages=[{"role": "user", "content": SPAM + mail}])
    return answer.choices[0].message.content.strip().lower() == "yes"
