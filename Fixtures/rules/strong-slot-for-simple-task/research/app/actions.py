import json

from .providers import chat

ROUTING_PROMPT = """Choose the best of these research desks for the question: finance, sport, science, travel.
Respond with only the name of the desk, no explanation."""


async def choose_desk(question, cfg):
    reply = await chat(  # wattlint-expect: strong-slot-for-simple-task
        model=cfg.smart_llm_model,
        messages=[{"role": "system", "content": ROUTING_PROMPT}, {"role": "user", "content": question}],
        temperature=0,
        llm_provider=cfg.smart_llm_provider,
    )
    return reply.strip()


async def is_relevant(source, question, cfg) -> bool:
    reply = await chat(  # wattlint-expect: strong-slot-for-simple-task
        messages=[{"role": "user", "content": f"Is this source relevant to {question}? Answer only yes or no.\n\n{source}"}],
        model=cfg.strategic_llm_model,
    )
    return reply.strip().lower() == "yes"


async def is_paywalled(page, cfg) -> bool:
    reply = await chat(  # wattlint-ok: strong-slot-for-simple-task
        messages=[{"role": "user", "content": f"Is this page behind a paywall? Answer only yes or no.\n\n{page}"}],
        model=cfg.fast_llm_model,
    )
    return reply.strip().lower() == "yes"


async def classify_source(source, cfg) -> str:
    # Needs the stronger model: the small one confused press releases with studies, which takes reasoning about the method.
    reply = await chat(  # wattlint-ok: strong-slot-for-simple-task
        messages=[{"role": "user", "content": f"Classify the source as exactly one of: study, press release, opinion.\n\n{source}"}],
        model=cfg.smart_llm_model,
    )
    return reply.strip()


async def write_report(question, context, cfg) -> str:
    return await chat(  # wattlint-ok: strong-slot-for-simple-task
        messages=[
            {"role": "system", "content": "You write research reports. Determine which sources are relevant and classify them."},
            {"role": "user", "content": f"Question: {question}\n\nSources: {json.dumps(context)}"},
        ],
        model=cfg.smart_llm_model,
        max_tokens=12000,
    )


async def plan_research(question, cfg) -> list:
    reply = await chat(  # wattlint-ok: strong-slot-for-simple-task
        messages=[{"role": "user", "content": f"Plan the research step by step, and give the sub-questions as JSON.\n\n{question}"}],
        model=cfg.strategic_llm_model,
    )
    return json.loads(reply)
