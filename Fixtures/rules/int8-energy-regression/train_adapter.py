"""QLoRA's older sister: the base model is frozen in 8 bit, so that the adapter's training fits on one card."""
import torch
from datasets import load_dataset
from peft import LoraConfig, get_peft_model, prepare_model_for_kbit_training
from transformers import AutoModelForCausalLM, AutoTokenizer, BitsAndBytesConfig, Trainer, TrainingArguments

NAME = "meta-llama/Llama-3.1-8B"
model = AutoModelForCausalLM.from_pretrained(  # wattlint-ok: int8-energy-regression
    NAME, quantization_config=BitsAndBytesConfig(load_in_8bit=True), device_map="auto"
)
model = prepare_model_for_kbit_training(model)
model = get_peft_model(model, LoraConfig(r=16, lora_alpha=32, task_type="CAUSAL_LM"))
data = load_dataset("json", data_files="data/train.jsonl")["train"]
Trainer(model=model, train_dataset=data, args=TrainingArguments(output_dir="out", bf16=True)).train()
model.eval()
print(model.generate(**AutoTokenizer.from_pretrained(NAME)("Hello", return_tensors="pt"), max_new_tokens=20))
