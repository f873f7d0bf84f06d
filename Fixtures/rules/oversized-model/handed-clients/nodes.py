"""Nodes that are handed the model that they ask."""
from typing import Literal, Optional

from langchain_core.language_models import BaseChatModel
from langchain_core.prompts import ChatPromptTemplate
from pydantic import BaseModel


class Grade(BaseModel):
    score: Literal["yes", "no"]


def is_relevant(llm: BaseChatModel, document: str, question: str) -> bool:
    prompt = f"Does the document answer the question? Answer only yes or no.\n{question}\n{document}"
    answer = llm.invoke(prompt)  # wattlint-ok: oversized-model
    return answer.content.strip().lower() == "yes"


def is_useful(llm: BaseChatModel, document: str) -> bool:
    prompt = ChatPromptTemplate.from_template("Decide whether the document is of use. Answer only 'yes' or 'no'.\n{document}")
    chain = prompt | llm.with_structured_output(Grade)
    return chain.invoke({"document": document}).score == "yes"  # wattlint-ok: oversized-model


class Router:
    def __init__(self, llm: Optional[BaseChatModel] = None):
        self.llm = llm

    def is_ours(self, question: str) -> bool:
        prompt = f"Is this about our own documents? Answer only yes or no.\n{question}"
        return self.llm.invoke(prompt).content.strip().lower() == "yes"  # wattlint-ok: oversized-model
