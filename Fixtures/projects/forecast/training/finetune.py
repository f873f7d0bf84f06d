"""Fine-tunes the model that reads product descriptions."""

from codecarbon import EmissionsTracker
from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments


def train(dataset, evaluation) -> None:
    model = AutoModelForSequenceClassification.from_pretrained("microsoft/deberta-v3-large", num_labels=40)
    arguments = TrainingArguments(output_dir="runs/descriptions", num_train_epochs=4, per_device_train_batch_size=16)
    tracker = EmissionsTracker(project_name="descriptions")
    tracker.start()
    trainer = Trainer(model=model, args=arguments, train_dataset=dataset, eval_dataset=evaluation)
    trainer.train()
    trainer.save_model("models/descriptions")


def train_small(dataset, evaluation) -> None:
    model = AutoModelForSequenceClassification.from_pretrained("microsoft/deberta-v3-small", num_labels=40)
    arguments = TrainingArguments(output_dir="runs/small", num_train_epochs=4, per_device_train_batch_size=64, bf16=True)
    with EmissionsTracker(project_name="small"):
        Trainer(model=model, args=arguments, train_dataset=dataset, eval_dataset=evaluation).train()
