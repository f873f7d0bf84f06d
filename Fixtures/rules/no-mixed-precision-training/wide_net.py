"""The same loop over pictures of a size that fills the card."""
import torch
from torch import nn


class Denoiser(nn.Module):
    def __init__(self):
        super().__init__()
        self.begin = nn.Conv2d(3, 32, 3, padding=1)
        self.middle = nn.Sequential(*[nn.Conv2d(128, 128, 3, padding=1) for _ in range(12)])
        self.end = nn.Conv2d(128, 3, 3, padding=1)

    def forward(self, x):
        return self.end(self.middle(self.begin(x)))


def train(loader) -> nn.Module:
    net = Denoiser().to("cuda")
    optimizer = torch.optim.Adam(net.parameters())
    for epoch in range(40):  # wattlint-expect: no-mixed-precision-training
        for noisy, clean in loader:
            optimizer.zero_grad()
            loss = nn.functional.mse_loss(net(noisy.to("cuda")), clean.to("cuda"))
            loss.backward()
            optimizer.step()
    return net
