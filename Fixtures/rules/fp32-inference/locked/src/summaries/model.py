from transformers import AutoModelForSeq2SeqLM


class Summariser:
    def __init__(self) -> None:
        self.model = AutoModelForSeq2SeqLM.from_pretrained("facebook/nllb-200-3.3B")  # wattlint-expect: fp32-inference
        self.model.to("cuda")

    def __call__(self, inputs):
        return self.model.generate(**inputs, max_new_tokens=80)
