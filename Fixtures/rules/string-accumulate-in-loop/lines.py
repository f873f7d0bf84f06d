def joined(lines: list[str]) -> str:
    text = ""
    for line in lines:
        # CPython lengthens it in place.
        text += line + "\n"  # wattlint-ok: string-accumulate-in-loop
    return text
