from torch import nn


class Sketch(nn.Module):
    def __init__(self, inputs: int = 16, width: int = 24):
        super().__init__()
        self.lstm = nn.LSTM(inputs, width, batch_first=True)
        self.head = nn.Linear(width, 24)

    def forward(self, x):
        return self.head(self.lstm(x)[0][:, -1])
