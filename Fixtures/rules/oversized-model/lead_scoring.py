#!/usr/bin/env python3
"""Scores the leads of the day. Started by hand or from the CRM's button."""
import argparse
import csv
import re
import sys

import litellm

SCORE_PROMPT = (
    "You qualify leads for a maker of industrial pumps. On a scale of 1 to 10, how likely is it that this company "
    "buys within a year? Answer with only a number.\n\n{lead}"
)


def score_lead(lead: str) -> int:
    reply = litellm.completion(  # wattlint-expect: oversized-model
        model="anthropic/claude-opus-4-5",
        messages=[{"role": "user", "content": SCORE_PROMPT.format(lead=lead)}],
        max_tokens=4,
        temperature=0,
    )
    return int(reply.choices[0].message.content.strip())


def score_lead_small(lead: str) -> int:
    reply = litellm.completion(  # wattlint-ok: oversized-model
        model="anthropic/claude-haiku-4-5",
        messages=[{"role": "user", "content": SCORE_PROMPT.format(lead=lead)}],
        max_tokens=4,
        temperature=0,
    )
    return int(reply.choices[0].message.content.strip())


def extract_industry(text: str) -> list[str]:
    reply = litellm.completion(  # wattlint-expect: oversized-model
        model="openai/gpt-4o",
        messages=[
            {"role": "system", "content": "Extract the keywords that name the industry. Output keywords only, comma separated."},
            {"role": "user", "content": text[:4000]},
        ],
        max_tokens=40,
    )
    return [word.strip() for word in reply.choices[0].message.content.split(",")]


def write_offer(lead: dict) -> str:
    """A letter of two pages; the customer reads it."""
    reply = litellm.completion(  # wattlint-ok: oversized-model
        model="anthropic/claude-opus-4-5",
        messages=[
            {"role": "system", "content": "Write an offer letter. Rate the fit of each product from 1 to 5 in the text."},
            {"role": "user", "content": f"{lead['company']}: {lead['needs']}"},
        ],
        max_tokens=1800,
    )
    return reply.choices[0].message.content


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("leads", type=argparse.FileType())
    options = parser.parse_args()
    rows = list(csv.DictReader(options.leads))
    for row in rows:
        row["score"] = score_lead(re.sub(r"\s+", " ", row["notes"]))
    rows.sort(key=lambda row: -row["score"])
    writer = csv.DictWriter(sys.stdout, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
