from core.client import complete


class Engine:
    def judge(self, question: str) -> str:
        return complete(question, model="gpt-4o")


class Valve:
    def judge(self, question: str) -> str:
        return "yes" if "open" in question else "no"
