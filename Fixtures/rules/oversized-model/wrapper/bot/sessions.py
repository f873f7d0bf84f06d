from bot.llm import Assistant, LARGE, SMALL, ask as ask_model

namer = Assistant(model=SMALL)
thinker = Assistant()


def session_title(first_message: str) -> str:
    return thinker.respond_to(f"Generate a title of at most five words: {first_message}", limit=16)  # wattlint-expect: oversized-model


def session_title_small(first_message: str) -> str:
    return namer.respond_to(f"Generate a title of at most five words: {first_message}", limit=16)  # wattlint-ok: oversized-model


def session_score(transcript: str) -> int:
    return int(ask_model(f"Rate the visitor's patience on a scale of 1 to 5. Answer with only a number.\n{transcript}", model=LARGE))  # wattlint-expect: oversized-model


def session_report(transcript: str) -> str:
    return ask_model(f"Write a report on this session for the team, with everything that went wrong.\n{transcript}")  # wattlint-ok: oversized-model
