"""Samples that arrive, and another's loop."""
import torch
from accelerate import Accelerator
from torch.utils.data import DataLoader, IterableDataset
from torchvision.datasets import ImageFolder

device = torch.device("cuda")


class Shards(IterableDataset):
    def __init__(self, paths):
        self.paths = paths

    def __iter__(self):
        for path in self.paths:
            yield torch.load(path)


def fit(model, loss_function, optimizer, paths, epochs):
    accelerator = Accelerator()
    train_loader = DataLoader(Shards(paths), batch_size=32, num_workers=4)  # wattlint-ok: unpinned-dataloader
    photo_loader = DataLoader(ImageFolder("photos"), batch_size=32, num_workers=4)  # wattlint-ok: unpinned-dataloader
    model, optimizer, photo_loader = accelerator.prepare(model, optimizer, photo_loader)
    for epoch in range(epochs):
        for images, labels in photo_loader:
            loss = loss_function(model(images.to(device)), labels.to(device))
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
