from graph.sizes import ModelSize

DUPLICATE_PROMPT = "Do these two facts say the same? Answer only yes or no.\n\n{one}\n{other}"
DATE_PROMPT = "Extract the dates of this fact, as a flat JSON object with the keys valid_from and valid_to.\n\n{fact}"


async def is_duplicate(client, one, other) -> bool:
    reply = await client.generate_response(  # wattlint-expect: strong-slot-for-simple-task
        DUPLICATE_PROMPT.format(one=one, other=other), model_size=ModelSize.large
    )
    return reply == "yes"


async def is_contradiction(client, one, other) -> bool:
    reply = await client.generate_response(  # wattlint-ok: strong-slot-for-simple-task
        DUPLICATE_PROMPT.format(one=one, other=other), model_size=ModelSize.small
    )
    return reply == "yes"


async def describe(client, summaries):
    return await client.generate_response(  # wattlint-ok: strong-slot-for-simple-task
        "Write a comprehensive description of this community, from the summaries of its members.\n\n" + "\n".join(summaries),
        model_size=ModelSize.large,
    )
