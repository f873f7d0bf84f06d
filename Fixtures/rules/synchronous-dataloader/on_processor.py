"""No GPU anywhere."""
import torch
from torch.utils.data import DataLoader
from torchvision.datasets import ImageFolder


def fit(model, loss_function, optimizer, epochs):
    train_loader = DataLoader(ImageFolder("photos"), batch_size=32, pin_memory=True)  # wattlint-ok: synchronous-dataloader
    for epoch in range(epochs):
        for images, labels in train_loader:
            loss = loss_function(model(images), labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
