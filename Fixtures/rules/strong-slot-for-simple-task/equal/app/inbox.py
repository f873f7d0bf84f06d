from app.llm import ask
from app.settings import settings


async def is_spam(mail: str) -> bool:
    answer = await ask(prompt=f"Is this mail spam? Answer only yes or no.\n\n{mail}", model=settings.smart_model)  # wattlint-ok: strong-slot-for-simple-task
    return answer == "yes"


async def is_newsletter(mail: str) -> bool:
    # The only one of its family: there is no small model to use instead.
    answer = await ask(prompt=f"Is this mail a newsletter? Answer only yes or no.\n\n{mail}", model=settings.main_llm)  # wattlint-ok: strong-slot-for-simple-task
    return answer == "yes"
