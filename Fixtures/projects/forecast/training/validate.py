"""Judges a model on the weeks that it has not seen."""

import torch
from torch import nn


def mean_error(model: nn.Module, weeks, loss: nn.Module) -> float:
    model.eval()
    total = 0.0
    for inputs, sold in weeks:
        total += loss(model(inputs.cuda()), sold.cuda()).item()
    return total / len(weeks)


@torch.inference_mode()
def quantiles(model: nn.Module, weeks) -> torch.Tensor:
    model.eval()
    errors = torch.cat([model(inputs.cuda()).cpu() - sold for inputs, sold in weeks])
    return torch.quantile(errors, torch.tensor([0.1, 0.5, 0.9]))
