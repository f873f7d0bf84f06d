from openai import OpenAI

client = OpenAI()


def image(url: str, detail: str) -> dict:
    return {"type": "image_url", "image_url": {"url": url, "detail": detail}}


def has_dog(url: str) -> bool:
    response = client.chat.completions.create(  # wattlint-expect: high-detail-image
        model="gpt-4o-mini",
        max_tokens=1,
        messages=[
            {
                "role": "user",
                "content": [
                    {"type": "text", "text": "Is there a dog in the picture? Answer yes or no."},
                    {"type": "image_url", "image_url": {"url": url, "detail": "high"}},
                ],
            }
        ],
    )
    return response.choices[0].message.content.lower() == "yes"


def has_cat(url: str) -> bool:
    response = client.chat.completions.create(  # wattlint-ok: high-detail-image
        model="gpt-4o-mini",
        max_tokens=1,
        messages=[
            {
                "role": "user",
                "content": [
                    {"type": "text", "text": "Is there a cat in the picture? Answer yes or no."},
                    {"type": "image_url", "image_url": {"url": url, "detail": "low"}},
                ],
            }
        ],
    )
    return response.choices[0].message.content.lower() == "yes"


def classify_room(url: str) -> str:
    response = client.chat.completions.create(  # wattlint-expect: high-detail-image
        model="gpt-4o-mini",
        messages=[{"role": "user", "content": [{"type": "text", "text": "Classify the room as exactly one of: kitchen, bath, bedroom."}, image(url, "high")]}],
    )
    return response.choices[0].message.content.strip()


def is_outdoors(url: str) -> bool:
    response = client.responses.create(  # wattlint-expect: high-detail-image
        model="gpt-4o-mini",
        input=[
            {
                "role": "user",
                "content": [
                    {"type": "input_text", "text": "Was this taken outdoors? Answer yes or no."},
                    {"type": "input_image", "image_url": url, "detail": "high"},
                ],
            }
        ],
    )
    return response.output_text.strip().lower() == "yes"


def read_receipt(url: str) -> str:
    # Small print.
    response = client.chat.completions.create(  # wattlint-ok: high-detail-image
        model="gpt-4o-mini",
        messages=[{"role": "user", "content": [{"type": "text", "text": "Read this receipt and list all positions with their prices."}, image(url, "high")]}],
    )
    return response.choices[0].message.content


def has_car(url: str) -> bool:
    response = client.chat.completions.create(  # wattlint-ok: high-detail-image
        model="gpt-4o-mini",
        max_tokens=1,
        messages=[
            {"role": "user", "content": [{"type": "text", "text": "Is there a car? Answer yes or no."}, {"type": "image_url", "image_url": {"url": url}}]}
        ],
    )
    return response.choices[0].message.content.lower() == "yes"


def describe(url: str) -> str:
    response = client.chat.completions.create(  # wattlint-ok: high-detail-image
        model="gpt-4o-mini",
        messages=[{"role": "user", "content": [{"type": "text", "text": "Describe the picture for somebody who cannot see it."}, image(url, "high")]}],
    )
    return response.choices[0].message.content
