"""Letters of 24 by 24 dots: each kernel is over before the next can be started, whatever the precision."""
import torch
from torch import nn


class Letters(nn.Module):
    def __init__(self, colours: int, letters: int):
        super().__init__()
        self.first = nn.Conv2d(colours, 12, 3)
        self.second = nn.Conv2d(in_channels=12, out_channels=24, kernel_size=3, stride=2)
        self.last = nn.Linear(24 * 9 * 9, letters)

    def forward(self, x):
        x = torch.relu(self.second(torch.relu(self.first(x))))
        return self.last(x.flatten(1))


def train(loader) -> nn.Module:
    net = Letters(1, 26).to("cuda")
    optimizer = torch.optim.Adam(net.parameters())
    for epoch in range(100):  # wattlint-ok: no-mixed-precision-training
        for dots, letters in loader:
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(net(dots.to("cuda")), letters.to("cuda"))
            loss.backward()
            optimizer.step()
    return net
