"""Labels for invoices that were read by OCR, with schemas instead of free text."""
from enum import Enum
from typing import Literal

from openai import AsyncOpenAI
from pydantic import BaseModel, Field

client = AsyncOpenAI()


class Relevance(BaseModel):
    reason: str = Field(description="one sentence")
    relevant: bool


class DocumentKind(str, Enum):
    INVOICE = "invoice"
    REMINDER = "reminder"
    CREDIT_NOTE = "credit_note"


class KindAnswer(BaseModel):
    kind: DocumentKind


class LineItem(BaseModel):
    description: str
    quantity: float
    unit_price: float
    tax: list[str]


class Invoice(BaseModel):
    supplier: str
    number: str
    items: list[LineItem]


async def classify_document(page: str) -> DocumentKind:
    completion = await client.beta.chat.completions.parse(  # wattlint-expect: oversized-model
        model="gpt-4o-2024-11-20",
        messages=[
            {"role": "system", "content": "Say which kind of document this page is the first page of."},
            {"role": "user", "content": page},
        ],
        response_format=KindAnswer,
    )
    return completion.choices[0].message.parsed.kind


async def is_relevant(page: str, question: str) -> bool:
    completion = await client.chat.completions.parse(  # wattlint-expect: oversized-model
        model="gpt-4.1",
        temperature=0,
        messages=[
            {"role": "system", "content": "Decide whether the page helps to answer the question."},
            {"role": "user", "content": f"{question}\n\n{page}"},
        ],
        response_format=Relevance,
    )
    return completion.choices[0].message.parsed.relevant


async def is_relevant_small(page: str, question: str) -> bool:
    completion = await client.chat.completions.parse(  # wattlint-ok: oversized-model
        model="gpt-4.1-nano",
        temperature=0,
        messages=[
            {"role": "system", "content": "Decide whether the page helps to answer the question."},
            {"role": "user", "content": f"{question}\n\n{page}"},
        ],
        response_format=Relevance,
    )
    return completion.choices[0].message.parsed.relevant


async def read_invoice(pages: list[str]) -> Invoice:
    # Nested, and what the product is about.
    completion = await client.beta.chat.completions.parse(  # wattlint-ok: oversized-model
        model="gpt-4o-2024-11-20",
        messages=[
            {"role": "system", "content": "Read the invoice. Check that items and totals agree."},
            {"role": "user", "content": "\n\n".join(pages)},
        ],
        response_format=Invoice,
    )
    return completion.choices[0].message.parsed


async def reconcile(invoice: Invoice, orders: list[dict]) -> str:
    completion = await client.chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-4o-2024-11-20",
        messages=[
            {"role": "system", "content": "Match items with orders. Explain every difference in detail."},
            {"role": "user", "content": f"{invoice.model_dump_json()}\n{orders}"},
        ],
        tools=[
            {
                "type": "function",
                "function": {
                    "name": "convert",
                    "parameters": {"type": "object", "properties": {"unit": {"type": "string", "enum": ["kg", "lb"]}}},
                },
            }
        ],
    )
    return completion.choices[0].message.content


async def which_side(text: str) -> Literal["buyer", "seller"]:
    response = await client.responses.create(  # wattlint-expect: oversized-model
        model="gpt-4.1",
        instructions="Is the author buyer or seller? Respond with one word.",
        input=text,
        max_output_tokens=16,
    )
    answer = response.output_text.strip().lower()
    return "buyer" if answer == "buyer" else "seller"
