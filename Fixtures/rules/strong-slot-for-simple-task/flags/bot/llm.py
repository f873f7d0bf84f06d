async def send_message(prompt, fast_model=None, use_large_model=False, user=None):
    raise NotImplementedError("bound to the user's settings when the program starts")
