import streamlit as st
from openai import OpenAI

client = OpenAI()

if "messages" not in st.session_state:
    st.session_state.messages = []


def respond(text: str) -> None:
    st.session_state.messages.append({"role": "user", "content": text})
    response = client.chat.completions.create(model="gpt-4o-mini", messages=st.session_state.messages)  # wattlint-expect: unbounded-history
    st.session_state.messages.append({"role": "assistant", "content": response.choices[0].message.content})
