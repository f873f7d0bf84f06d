def decide(question: str, model: str) -> bool:
    return model in question
