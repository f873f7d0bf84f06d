"""Trains and evaluates a sequence model."""
import torch
from torch import nn


class Trainer:
    def __init__(self, model: nn.Module, teacher: nn.Module, device: str):
        self.lstm_model = model.to(device)
        self.teacher = teacher
        self.device = device
        self.optimizer = torch.optim.Adam(model.parameters())

    def train_epoch(self, loader):
        self.lstm_model.train()
        for x, y in loader:
            loss = nn.functional.mse_loss(self.lstm_model(x), y)  # wattlint-ok: grad-enabled-evaluation
            self.optimizer.zero_grad()
            loss.backward()
            self.optimizer.step()

    def test_epoch(self, loader):
        self.lstm_model.eval()
        losses = []
        for x, y in loader:
            pred = self.lstm_model(x.to(self.device))  # wattlint-expect: grad-enabled-evaluation
            losses.append(nn.functional.mse_loss(pred, y).item())
        return sum(losses) / len(losses)

    def predict(self, x):
        self.lstm_model.eval()
        with torch.no_grad():
            return self.lstm_model(x)  # wattlint-ok: grad-enabled-evaluation

    def score(self, x):
        # Reached under no_grad only.
        self.lstm_model.eval()
        return self.lstm_model(x).mean()  # wattlint-ok: grad-enabled-evaluation

    def report(self, batches):
        with torch.inference_mode():
            return [self.score(batch) for batch in batches]

    def saliency(self, x):
        self.lstm_model.eval()
        x.requires_grad_(True)
        out = self.lstm_model(x)  # wattlint-ok: grad-enabled-evaluation
        return torch.autograd.grad(out.sum(), x)[0]

    def export(self, x, path):
        self.lstm_model.eval()
        print(self.lstm_model(x).shape)  # wattlint-ok: grad-enabled-evaluation
        torch.onnx.export(self.lstm_model, x, path)


def validate(model, loader, phase: str):
    model.eval()
    with torch.set_grad_enabled(phase == "train"):
        return [model(x) for x, _ in loader]  # wattlint-ok: grad-enabled-evaluation


@torch.inference_mode()
def answer(model, x):
    model.eval()
    return model(x)  # wattlint-ok: grad-enabled-evaluation


def accuracy(net, loader):
    net.train(False)
    hits = 0
    for x, y in loader:
        logits = net(x)  # wattlint-expect: grad-enabled-evaluation
        hits += (logits.argmax(1) == y).sum().item()
    return hits


def embed(encoder, images):
    encoder.eval()
    return encoder(images).detach().cpu()  # wattlint-expect: grad-enabled-evaluation


def load(path: str, device: str):
    model = torch.load(path).to(device)
    model.eval()
    return model  # wattlint-ok: grad-enabled-evaluation


def write(model, tokens):
    model.eval()
    # generate() records nothing.
    return model.generate(tokens, max_new_tokens=20)  # wattlint-ok: grad-enabled-evaluation


def frozen(backbone, head, x):
    for parameter in backbone.parameters():
        parameter.requires_grad = False
    backbone.eval()
    return head(backbone(x))  # wattlint-ok: grad-enabled-evaluation


def under_a_context(model, x, context):
    model.eval()
    with context:
        return model(x)  # wattlint-ok: grad-enabled-evaluation
