import aiohttp


async def fetch(address):
    async with aiohttp.ClientSession() as session, session.get(address) as response:
        return await response.json()
