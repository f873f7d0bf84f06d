import torch
from torch import nn


class Halved(nn.Module):
    def __init__(self, inputs: int = 16, width: int = 512):
        super().__init__()
        self.lstm = nn.LSTM(inputs, width, num_layers=3, batch_first=True)
        self.head = nn.Linear(width, 24)

    @torch.autocast("cuda", dtype=torch.bfloat16)
    def forward(self, x):
        return self.head(self.lstm(x)[0][:, -1])
