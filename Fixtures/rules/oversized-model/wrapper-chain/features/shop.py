from features.engines import Engine, Valve


class Shop:
    def __init__(self, llm, engine: Engine, valve):
        self.llm = llm
        self.engine = engine
        self.valve = valve

    def check(self, text: str) -> bool:
        # Two classes have a method of this name, and one of them asks no model.
        return self.valve.judge(f"Is it open? Answer yes or no.\n{text}") == "yes"  # wattlint-ok: oversized-model

    def start(self, text: str) -> bool:
        return self.engine.judge(f"Is it running? Answer yes or no.\n{text}") == "yes"  # wattlint-expect: oversized-model

    def stop(self, text: str) -> bool:
        return Valve().judge(f"Is it shut? Answer yes or no.\n{text}") == "yes"  # wattlint-ok: oversized-model
