import os

MODEL = os.getenv("CLAIMS_MODEL", "mistralai/Mistral-7B-Instruct-v0.3")
IN_EIGHT_BIT = os.getenv("CLAIMS_IN_EIGHT_BIT", "True").lower() in ("1", "true", "yes")
IF_ASKED = os.getenv("CLAIMS_IF_ASKED", "no") == "yes"
SOMEHOW = os.environ["CLAIMS_SOMEHOW"] == "8"
