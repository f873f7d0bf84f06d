"""Windows and Macs start processes in another way."""
import sys

import torch
from torch.utils.data import DataLoader
from torchvision.datasets import ImageFolder

device = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
on_windows = sys.platform == "win32"


def fit(model, loss_function, optimizer, epochs):
    train_loader = DataLoader(ImageFolder("photos"), batch_size=32, num_workers=4)  # wattlint-ok: unpinned-dataloader
    for epoch in range(epochs):
        for images, labels in train_loader:
            loss = loss_function(model(images.to(device)), labels.to(device))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
