"""Scores and embeds with networks that other functions have made ready."""
import torch
from transformers import AutoModel, AutoModelForSequenceClassification, AutoTokenizer

DEVICE = "cuda"
guard_tokens = AutoTokenizer.from_pretrained("acme/toxic-guard")
guard = AutoModelForSequenceClassification.from_pretrained("acme/toxic-guard").to(DEVICE).eval()


def toxicity(texts: list[str]) -> list[float]:
    batch = guard_tokens(texts, padding=True, return_tensors="pt").to(DEVICE)
    return guard(**batch).logits.softmax(-1)[:, 1].detach().cpu().tolist()  # wattlint-expect: grad-enabled-evaluation


def toxicity_of_one(text: str) -> float:
    batch = guard_tokens([text], return_tensors="pt").to(DEVICE)
    with torch.inference_mode():
        return guard(**batch).logits.softmax(-1)[0, 1].detach().item()  # wattlint-ok: grad-enabled-evaluation


def toxicity_for_callers(texts: list[str]) -> list[float]:
    # Nothing here says that gradients are recorded: whoever calls it may have switched them off.
    batch = guard_tokens(texts, padding=True, return_tensors="pt").to(DEVICE)
    return guard(**batch).logits.softmax(-1)[:, 1].tolist()  # wattlint-ok: grad-enabled-evaluation


class PairScorer:
    def __init__(self, name: str):
        self.tokens = AutoTokenizer.from_pretrained(name)
        self.network = AutoModelForSequenceClassification.from_pretrained(name)
        self.network.to(DEVICE)
        self.network.eval()

    def score(self, pairs: list[tuple[str, str]]) -> list[float]:
        found = []
        for start in range(0, len(pairs), 16):
            batch = self.tokens(pairs[start : start + 16], padding=True, return_tensors="pt").to(DEVICE)
            found += self.network(**batch).logits.view(-1).detach().float().tolist()  # wattlint-expect: grad-enabled-evaluation
        return found

    @torch.no_grad()
    def score_quietly(self, pairs: list[tuple[str, str]]) -> list[float]:
        batch = self.tokens(pairs, padding=True, return_tensors="pt").to(DEVICE)
        return self.network(**batch).logits.view(-1).detach().tolist()  # wattlint-ok: grad-enabled-evaluation


class OnDemand:
    def __init__(self, name: str, for_good: bool):
        self.network = AutoModel.from_pretrained(name)
        if for_good:
            self.network.eval()

    def embed(self, batch):
        return self.network(**batch).last_hidden_state.mean(1).detach()  # wattlint-ok: grad-enabled-evaluation


class Tower(torch.nn.Module):
    def __init__(self, name: str):
        super().__init__()
        self.trunk = AutoModel.from_pretrained(name)
        self.trunk.eval()

    def encode(self, batch):
        # What a network does with a part of its own is its author's design.
        return self.trunk(**batch).last_hidden_state.detach()  # wattlint-ok: grad-enabled-evaluation


def ready(name: str):
    tokens = AutoTokenizer.from_pretrained(name)
    network = AutoModel.from_pretrained(name).to(DEVICE)
    network = network.eval()
    return tokens, network


def vectors(texts, tokens, network):
    batch = tokens(texts, padding=True, return_tensors="pt").to(DEVICE)
    return network(**batch).last_hidden_state.mean(1).detach().cpu()  # wattlint-expect: grad-enabled-evaluation


def vectors_of(texts, tokens, other):
    batch = tokens(texts, padding=True, return_tensors="pt").to(DEVICE)
    return other(**batch).last_hidden_state.mean(1).detach().cpu()  # wattlint-ok: grad-enabled-evaluation


def main(texts: list[str], other) -> None:
    tokens, network = ready("intfloat/e5-large-v2")
    print(vectors(texts, tokens, network))
    # Nobody here knows what it is handed.
    print(vectors_of(texts, tokens, other))
