import torch
from transformers import AutoModelForCausalLM, Trainer, TrainingArguments

model = AutoModelForCausalLM.from_pretrained("meta-llama/Llama-3.1-8B-Instruct", torch_dtype=torch.bfloat16, device_map="auto")  # wattlint-ok: full-finetune-of-large-model
for name, parameter in model.named_parameters():
    parameter.requires_grad = name.startswith("lm_head")
Trainer(model=model, args=TrainingArguments("out", bf16=True, report_to=["codecarbon"]), train_dataset=load()).train()
