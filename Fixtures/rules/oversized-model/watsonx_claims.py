"""Sorts insurance claims on watsonx.ai."""
import os

from ibm_watsonx_ai import APIClient, Credentials
from ibm_watsonx_ai.foundation_models import ModelInference
from ibm_watsonx_ai.foundation_models.schema import TextChatParameters

client = APIClient(Credentials(url=os.environ["WATSONX_URL"], api_key=os.environ["WATSONX_APIKEY"]))
large = ModelInference(model_id="mistralai/mistral-large", api_client=client, project_id="claims", params={"temperature": 0})
small = ModelInference(model_id="ibm/granite-3-3-8b-instruct", api_client=client, project_id="claims")
tuned = ModelInference(deployment_id="5f1c", api_client=client, space_id="claims")

KIND = """Classify the claim into exactly one of: car, home, travel, other. Answer with the label only.

Claim: {claim}"""


def classify_claim(claim: str) -> str:
    answer = large.chat(messages=[{"role": "user", "content": KIND.format(claim=claim)}], params=TextChatParameters(max_tokens=5))  # wattlint-expect: oversized-model
    return answer["choices"][0]["message"]["content"].strip()


def is_urgent(claim: str) -> bool:
    return large.generate_text(prompt=f"Is this claim urgent? Answer yes or no.\n\n{claim}", params={"max_new_tokens": 1}).strip() == "yes"  # wattlint-expect: oversized-model


def classify_claim_cheaply(claim: str) -> str:
    answer = small.chat(messages=[{"role": "user", "content": KIND.format(claim=claim)}], params={"max_tokens": 5})  # wattlint-ok: oversized-model
    return answer["choices"][0]["message"]["content"].strip()


def classify_claim_tuned(claim: str) -> str:
    # Nobody knows what is deployed there.
    answer = tuned.chat(messages=[{"role": "user", "content": KIND.format(claim=claim)}], params={"max_tokens": 5})  # wattlint-ok: oversized-model
    return answer["choices"][0]["message"]["content"].strip()


def draft_reply(claim: str) -> str:
    answer = large.chat(messages=[{"role": "user", "content": f"Write a friendly letter that explains how we settle this claim, and why:\n{claim}"}])  # wattlint-ok: oversized-model
    return answer["choices"][0]["message"]["content"]
