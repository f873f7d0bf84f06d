"""All prompts in one place, so that they can be reviewed."""
from textwrap import dedent

ONE_SENTENCE = dedent(
    """
    Summarize the release note in one sentence for the newsletter.
    No marketing words.
    """
)

NAME_CONVERSATION = """Write a short title for this conversation, three to five words, no quotation marks.

{conversation}"""

PLAN = """Plan the next release from these notes. Weigh risks against each other, order the work, name owners,
and argue for each decision in detail.

{notes}"""


class Prompts:
    keywords = "Extract keywords from the text. Output keywords only, comma separated, ten at most."
