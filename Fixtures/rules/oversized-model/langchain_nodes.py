"""Nodes of a graph that answers questions over a company's documents."""
from typing import Literal, TypedDict

from langchain_anthropic import ChatAnthropic
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_openai import ChatOpenAI
from pydantic import BaseModel

llm = ChatOpenAI(model="gpt-4o", temperature=0)
small = ChatOpenAI(model="gpt-4o-mini", temperature=0)
writer = ChatAnthropic(model="claude-opus-4-5", max_tokens=4096)


class State(TypedDict):
    question: str
    documents: list[str]
    answer: str


class GradeDocument(BaseModel):
    binary_score: Literal["yes", "no"]


def route_question(state: State) -> str:
    answer = llm.invoke(  # wattlint-expect: oversized-model
        f"Is this about our own documents or the web? Reply with one word, documents or web.\n{state['question']}"
    )
    return "retrieve" if answer.content.strip().lower() == "documents" else "search"


def route_question_small(state: State) -> str:
    answer = small.invoke(  # wattlint-ok: oversized-model
        f"Is this about our own documents or the web? Reply with one word, documents or web.\n{state['question']}"
    )
    return "retrieve" if answer.content.strip().lower() == "documents" else "search"


GRADE = ChatPromptTemplate.from_messages(
    [
        ("system", "Decide whether the document helps to answer the question. Answer 'yes' or 'no'."),
        ("human", "{document}\n\n{question}"),
    ]
)
grader = GRADE | llm.with_structured_output(GradeDocument)
small_grader = GRADE | small.with_structured_output(GradeDocument)
titler = ChatPromptTemplate.from_template("Write a short title for this conversation: {text}") | llm | StrOutputParser()


def grade_documents(state: State) -> State:
    kept = []
    for document in state["documents"]:
        grade = grader.invoke({"document": document, "question": state["question"]})  # wattlint-expect: oversized-model
        if grade.binary_score == "yes":
            kept.append(document)
    return {**state, "documents": kept}


def grade_documents_small(state: State) -> State:
    kept = [
        document
        for document in state["documents"]
        if small_grader.invoke({"document": document, "question": state["question"]}).binary_score == "yes"  # wattlint-ok: oversized-model
    ]
    return {**state, "documents": kept}


def conversation_title(text: str) -> str:
    return titler.invoke({"text": text})  # wattlint-expect: oversized-model


def generate(state: State) -> State:
    answer = writer.invoke("Answer from the documents, with quotes.\n" + "\n".join(state["documents"]) + state["question"])  # wattlint-ok: oversized-model
    return {**state, "answer": answer.content}
