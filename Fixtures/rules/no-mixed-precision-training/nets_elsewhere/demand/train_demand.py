import torch
from torch import nn
from torch.utils.data import DataLoader

from demand.nets import Demand


def train(data) -> None:
    device = torch.device("cuda")
    network = Demand().to(device)
    optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3)
    loader = DataLoader(data, batch_size=512, num_workers=8, pin_memory=True)
    for epoch in range(40):  # wattlint-expect: no-mixed-precision-training
        for x, y in loader:
            optimizer.zero_grad()
            loss = nn.functional.huber_loss(network(x.to(device)), y.to(device))
            loss.backward()
            optimizer.step()
