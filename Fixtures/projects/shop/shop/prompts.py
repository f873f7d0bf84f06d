"""Prompts, in one place so that they are reviewed together."""

IS_SPAM = """Is the product review below spam or an advertisement? Answer yes or no.

Review:
{review}
"""

SENTIMENT = """Classify the sentiment of the product review. Answer with one word: positive, negative or neutral.

Review:
{review}
"""

TICKET_TITLE = """Write a short title for this support conversation. At most six words, no punctuation.

{conversation}
"""

SUPPORT_REPLY = """You work in the support of an online shop. Write a helpful, complete reply to the customer's message, using the
order history and the shop's policies below. Explain which policy applies and what happens next.

Policies:
{policies}

Order history:
{orders}

Message:
{message}
"""

PRODUCT_QUESTION = """Does the product description below answer the customer's question? Answer yes or no.

Description:
{description}

Question:
{question}
"""
