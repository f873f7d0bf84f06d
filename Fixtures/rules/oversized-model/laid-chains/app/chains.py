from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_openai import ChatOpenAI

urgency_chain = (
    ChatPromptTemplate.from_template("Rate how urgent this ticket is on a scale from 1 to 5. Answer with a single digit.\n{ticket}")
    | ChatOpenAI(model="gpt-4o", temperature=0)  # wattlint-expect: oversized-model
    | StrOutputParser()
)


def build_reply_chain():
    prompt = ChatPromptTemplate.from_template("Write the answer of the lost property office to this letter.\n{ticket}")
    return prompt | ChatOpenAI(model="gpt-4o") | StrOutputParser()  # wattlint-ok: oversized-model


small_chain = (
    ChatPromptTemplate.from_template("Classify the ticket as lost, found or other. Answer with one word.\n{ticket}")
    | ChatOpenAI(model="gpt-4.1-nano")  # wattlint-ok: oversized-model
    | StrOutputParser()
)
