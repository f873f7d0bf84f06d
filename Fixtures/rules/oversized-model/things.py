"""What is asked of mails, code and articles: a small task may be about a large thing."""
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_openai import ChatOpenAI

llm = ChatOpenAI(model="gpt-4", temperature=0)
prompt = ChatPromptTemplate.from_template("Classify the following email as 'spam' or 'ham'. Answer with one word.\n\n{email}")
chain = prompt | llm | StrOutputParser()


def classify_email(email: str) -> str:
    return chain.invoke({"email": email})  # wattlint-expect: oversized-model


def is_code(text: str) -> bool:
    answer = llm.invoke(f"Is the following text source of a program? Answer yes or no.\n\n{text}").content  # wattlint-expect: oversized-model
    return answer.strip().lower() == "yes"


def categorize_article(article: str) -> str:
    return llm.invoke(f"Categorize the article. Reply with exactly one of: sports, politics, culture.\n\n{article}").content  # wattlint-expect: oversized-model


def write_email(topic: str) -> str:
    return llm.invoke(f"Classify the topic for yourself, then write an email about it. Answer with one word for the subject.\n\n{topic}").content  # wattlint-ok: oversized-model


def email_reply(mail: str) -> str:
    return llm.invoke(f"Classify the mood, in one word, and answer the mail.\n\n{mail}").content  # wattlint-ok: oversized-model


def draft_code(task: str) -> str:
    return llm.invoke(f"Classify the language, exactly one of: go, rust. Then program it.\n\n{task}").content  # wattlint-ok: oversized-model
