from transformers import BitsAndBytesConfig

EIGHT_BIT = BitsAndBytesConfig(load_in_8bit=True)
FOUR_BIT = BitsAndBytesConfig(load_in_4bit=True)
USE_INT8 = True
