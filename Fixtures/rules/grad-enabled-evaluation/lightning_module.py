"""Frameworks switch recording off themselves."""
import pandas as pd
import pytorch_lightning as pl
import torch


class Classifier(pl.LightningModule):
    def validation_step(self, batch, index):
        self.net.eval()
        return self.net(batch[0])  # wattlint-ok: grad-enabled-evaluation


def evaluate_expression(frame: pd.DataFrame, text: str):
    return frame.eval(text)  # wattlint-ok: grad-enabled-evaluation


def serve(model, requests):
    model.eval()
    for request in requests:
        yield model(torch.tensor(request))  # wattlint-expect: grad-enabled-evaluation


def half(model, loader):
    model.eval()
    with torch.autocast("cuda"):
        for x in loader:
            yield model(x)  # wattlint-expect: grad-enabled-evaluation
