from transformers import AutoModelForCausalLM, AutoTokenizer

from claims import settings


def explain(text: str) -> str:
    tokenizer = AutoTokenizer.from_pretrained(settings.MODEL)
    model = AutoModelForCausalLM.from_pretrained(settings.MODEL, device_map="auto", load_in_8bit=settings.IN_EIGHT_BIT)  # wattlint-expect: int8-energy-regression
    inputs = tokenizer(text, return_tensors="pt").to(model.device)
    return tokenizer.decode(model.generate(**inputs, max_new_tokens=200)[0])


def shorten(text: str) -> str:
    tokenizer = AutoTokenizer.from_pretrained(settings.MODEL)
    model = AutoModelForCausalLM.from_pretrained(settings.MODEL, device_map="auto", load_in_8bit=settings.IF_ASKED)  # wattlint-ok: int8-energy-regression
    inputs = tokenizer(text, return_tensors="pt").to(model.device)
    return tokenizer.decode(model.generate(**inputs, max_new_tokens=40)[0])


def rank(text: str) -> str:
    tokenizer = AutoTokenizer.from_pretrained(settings.MODEL)
    model = AutoModelForCausalLM.from_pretrained(settings.MODEL, device_map="auto", load_in_8bit=settings.SOMEHOW)  # wattlint-ok: int8-energy-regression
    inputs = tokenizer(text, return_tensors="pt").to(model.device)
    return tokenizer.decode(model.generate(**inputs, max_new_tokens=2)[0])
