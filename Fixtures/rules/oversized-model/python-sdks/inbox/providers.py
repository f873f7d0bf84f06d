"""Mail is sorted by whichever provider the customer has a contract with."""
import json

import boto3
import cohere
import ollama
from anthropic import Anthropic, AnthropicBedrock
from google import genai
from google.genai import types
from groq import Groq
from huggingface_hub import InferenceClient
from mistralai import Mistral
from together import Together

RULES = """Classify the mail into exactly one of these categories: invoice, delivery, return, other.
Respond with one word, the category name only."""

anthropic = Anthropic()
bedrock_claude = AnthropicBedrock(aws_region="eu-central-1")
gemini = genai.Client()
mistral = Mistral(api_key="...")
co = cohere.ClientV2()
groq = Groq()
together = Together()
hub = InferenceClient("meta-llama/Llama-3.3-70B-Instruct")
small_hub = InferenceClient("meta-llama/Llama-3.1-8B-Instruct")
bedrock = boto3.client("bedrock-runtime", region_name="eu-central-1")


def classify_with_claude(mail: str) -> str:
    reply = anthropic.messages.create(  # wattlint-expect: oversized-model
        model="claude-sonnet-4-5", max_tokens=8, system=RULES, messages=[{"role": "user", "content": mail}]
    )
    return reply.content[0].text.strip().lower()


def classify_with_haiku(mail: str) -> str:
    reply = anthropic.messages.create(  # wattlint-ok: oversized-model
        model="claude-haiku-4-5", max_tokens=8, system=RULES, messages=[{"role": "user", "content": mail}]
    )
    return reply.content[0].text.strip().lower()


def classify_with_claude_on_bedrock(mail: str) -> str:
    reply = bedrock_claude.messages.create(  # wattlint-expect: oversized-model
        model="eu.anthropic.claude-sonnet-4-5-20250929-v1:0",
        max_tokens=8,
        system=RULES,
        messages=[{"role": "user", "content": mail}],
    )
    return reply.content[0].text.strip().lower()


def classify_with_gemini(mail: str) -> str:
    reply = gemini.models.generate_content(  # wattlint-expect: oversized-model
        model="gemini-2.5-pro",
        contents=mail,
        config=types.GenerateContentConfig(system_instruction=RULES, max_output_tokens=8, temperature=0),
    )
    return reply.text.strip().lower()


def classify_with_flash_lite(mail: str) -> str:
    # The word `mini` stands in every Gemini; what makes this one small is `lite`.
    reply = gemini.models.generate_content(  # wattlint-ok: oversized-model
        model="gemini-2.5-flash-lite",
        contents=mail,
        config=types.GenerateContentConfig(system_instruction=RULES, max_output_tokens=8, temperature=0),
    )
    return reply.text.strip().lower()


def classify_with_interaction(mail: str) -> str:
    reply = gemini.interactions.create(  # wattlint-expect: oversized-model
        model="gemini-2.5-pro", system_instruction=RULES, input=mail, generation_config={"max_output_tokens": 8}
    )
    return reply.outputs[-1].text.strip().lower()


def classify_with_mistral(mail: str) -> str:
    reply = mistral.chat.complete(  # wattlint-expect: oversized-model
        model="mistral-large-latest",
        max_tokens=8,
        messages=[{"role": "system", "content": RULES}, {"role": "user", "content": mail}],
    )
    return reply.choices[0].message.content.strip().lower()


def classify_with_ministral(mail: str) -> str:
    reply = mistral.chat.complete(  # wattlint-ok: oversized-model
        model="ministral-8b-latest",
        max_tokens=8,
        messages=[{"role": "system", "content": RULES}, {"role": "user", "content": mail}],
    )
    return reply.choices[0].message.content.strip().lower()


def classify_with_command(mail: str) -> str:
    reply = co.chat(  # wattlint-expect: oversized-model
        model="command-a-03-2025",
        max_tokens=8,
        messages=[{"role": "system", "content": RULES}, {"role": "user", "content": mail}],
    )
    return reply.message.content[0].text.strip().lower()


def classify_with_examples(mail: str, examples) -> str:
    # A classifier with examples is what it says.
    return co.classify(inputs=[mail], examples=examples).classifications[0].prediction  # wattlint-ok: oversized-model


def classify_with_groq(mail: str) -> str:
    reply = groq.chat.completions.create(  # wattlint-expect: oversized-model
        model="llama-3.3-70b-versatile",
        max_tokens=8,
        messages=[{"role": "system", "content": RULES}, {"role": "user", "content": mail}],
    )
    return reply.choices[0].message.content.strip().lower()


def classify_with_groq_instant(mail: str) -> str:
    reply = groq.chat.completions.create(  # wattlint-ok: oversized-model
        model="llama-3.1-8b-instant",
        max_tokens=8,
        messages=[{"role": "system", "content": RULES}, {"role": "user", "content": mail}],
    )
    return reply.choices[0].message.content.strip().lower()


def classify_with_together(mail: str) -> str:
    reply = together.chat.completions.create(  # wattlint-expect: oversized-model
        model="meta-llama/Llama-3.3-70B-Instruct-Turbo",
        max_tokens=8,
        messages=[{"role": "system", "content": RULES}, {"role": "user", "content": mail}],
    )
    return reply.choices[0].message.content.strip().lower()


def classify_with_the_hub(mail: str) -> str:
    reply = hub.chat_completion(  # wattlint-expect: oversized-model
        [{"role": "system", "content": RULES}, {"role": "user", "content": mail}], max_tokens=8
    )
    return reply.choices[0].message.content.strip().lower()


def classify_with_a_small_one_of_the_hub(mail: str) -> str:
    reply = small_hub.chat_completion(  # wattlint-ok: oversized-model
        [{"role": "system", "content": RULES}, {"role": "user", "content": mail}], max_tokens=8
    )
    return reply.choices[0].message.content.strip().lower()


def classify_with_converse(mail: str) -> str:
    reply = bedrock.converse(  # wattlint-expect: oversized-model
        modelId="us.anthropic.claude-opus-4-1-20250805-v1:0",
        system=[{"text": RULES}],
        messages=[{"role": "user", "content": [{"text": mail}]}],
        inferenceConfig={"maxTokens": 8, "temperature": 0},
    )
    return reply["output"]["message"]["content"][0]["text"].strip().lower()


def classify_with_nova(mail: str) -> str:
    reply = bedrock.converse(  # wattlint-ok: oversized-model
        modelId="amazon.nova-micro-v1:0",
        system=[{"text": RULES}],
        messages=[{"role": "user", "content": [{"text": mail}]}],
        inferenceConfig={"maxTokens": 8, "temperature": 0},
    )
    return reply["output"]["message"]["content"][0]["text"].strip().lower()


def classify_with_invoke(mail: str) -> str:
    body = {
        "anthropic_version": "bedrock-2023-05-31",
        "max_tokens": 8,
        "system": RULES,
        "messages": [{"role": "user", "content": mail}],
    }
    reply = bedrock.invoke_model(modelId="anthropic.claude-3-opus-20240229-v1:0", body=json.dumps(body))  # wattlint-expect: oversized-model
    return json.loads(reply["body"].read())["content"][0]["text"].strip().lower()


def classify_with_a_profile(mail: str, profile: str) -> str:
    # Which model the profile stands for is known to the account only.
    body = {"max_tokens": 8, "system": RULES, "messages": [{"role": "user", "content": mail}]}
    reply = bedrock.invoke_model(modelId=profile, body=json.dumps(body))  # wattlint-ok: oversized-model
    return json.loads(reply["body"].read())["content"][0]["text"].strip().lower()


def classify_at_home(mail: str) -> str:
    reply = ollama.chat(  # wattlint-expect: oversized-model
        model="llama3.3:70b",
        messages=[{"role": "system", "content": RULES}, {"role": "user", "content": mail}],
        options={"num_predict": 8, "temperature": 0},
    )
    return reply["message"]["content"].strip().lower()


def classify_at_home_small(mail: str) -> str:
    reply = ollama.chat(  # wattlint-ok: oversized-model
        model="llama3.2:3b",
        messages=[{"role": "system", "content": RULES}, {"role": "user", "content": mail}],
        options={"num_predict": 8, "temperature": 0},
    )
    return reply["message"]["content"].strip().lower()
