"""Trains on photos that lie in files."""
import torch
import torchvision
from PIL import Image
from torch.utils.data import DataLoader, Dataset, Subset, random_split
from torchvision import transforms
from torchvision.datasets import CIFAR10, ImageFolder

device = torch.device("cuda" if torch.cuda.is_available() else "cpu")


class Photos(Dataset):
    def __init__(self, rows, transform):
        self.rows = rows
        self.transform = transform

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, index):
        path, label = self.rows[index]
        return self.transform(self.read(path)), label

    def read(self, path):
        return Image.open(path).convert("RGB")


class Kept(Dataset):
    """Read once."""

    def __init__(self, rows, transform):
        self.images = [transform(Image.open(path)) for path, _ in rows]
        self.labels = [label for _, label in rows]

    def __len__(self):
        return len(self.images)

    def __getitem__(self, index):
        return self.images[index], self.labels[index]


class OnDevice(Dataset):
    def __init__(self, rows):
        self.rows = rows

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, index):
        image = torchvision.io.read_image(self.rows[index]).to(device)
        return image, 0


class Remembered(Dataset):
    def __init__(self, rows):
        self.rows = rows
        self.known = {}

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, index):
        if index not in self.known:
            self.known[index] = transforms.ToTensor()(Image.open(self.rows[index]))
        return self.known[index]


def fit(model, loss_function, optimizer, train_loader, epochs):
    model.to(device)
    for epoch in range(epochs):
        for images, labels in train_loader:
            images, labels = images.to(device), labels.to(device)
            loss = loss_function(model(images), labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()


def own(rows, transform, model, loss_function, optimizer, epochs):
    train_loader = DataLoader(Photos(rows, transform), batch_size=32, shuffle=True, num_workers=4)  # wattlint-expect: unpinned-dataloader
    fit(model, loss_function, optimizer, train_loader, epochs)


def folder(model, loss_function, optimizer, epochs):
    whole = ImageFolder("photos", transforms.ToTensor())
    train_loader = DataLoader(whole, 64, True, num_workers=4)  # wattlint-expect: unpinned-dataloader
    fit(model, loss_function, optimizer, train_loader, epochs)


def part(rows, transform, model, loss_function, optimizer, epochs):
    first, second = random_split(Photos(rows, transform), [0.8, 0.2])
    train_loader = DataLoader(first, batch_size=32, num_workers=4)  # wattlint-expect: unpinned-dataloader
    # It goes over this one without learning.
    test_loader = DataLoader(second, batch_size=32, num_workers=4)  # wattlint-ok: unpinned-dataloader
    fit(model, loss_function, optimizer, train_loader, epochs)
    for images, labels in test_loader:
        print(model(images.to(device)).argmax(), labels)


def subset(model, loss_function, optimizer, epochs):
    whole = torchvision.datasets.Food101("food")
    train_loader = torch.utils.data.DataLoader(Subset(whole, range(10_000)), batch_size=32, num_workers=4)  # wattlint-expect: unpinned-dataloader
    fit(model, loss_function, optimizer, train_loader, epochs)


def given(rows, transform, args, model, loss_function, optimizer, epochs):
    train_loader = DataLoader(Photos(rows, transform), batch_size=32, num_workers=4, pin_memory=True)  # wattlint-ok: unpinned-dataloader
    fit(model, loss_function, optimizer, train_loader, epochs)
    train_loader = DataLoader(Photos(rows, transform), batch_size=32, num_workers=4, pin_memory=args.pin)  # wattlint-ok: unpinned-dataloader
    fit(model, loss_function, optimizer, train_loader, epochs)
    options = {"batch_size": 32, **args.loader}
    train_loader = DataLoader(Photos(rows, transform), **options)  # wattlint-ok: unpinned-dataloader
    fit(model, loss_function, optimizer, train_loader, epochs)


def in_memory(rows, transform, model, loss_function, optimizer, epochs):
    train_loader = DataLoader(Kept(rows, transform), batch_size=32, num_workers=4)  # wattlint-ok: unpinned-dataloader
    fit(model, loss_function, optimizer, train_loader, epochs)
    train_loader = DataLoader(CIFAR10("cifar"), batch_size=32, num_workers=4)  # wattlint-ok: unpinned-dataloader
    fit(model, loss_function, optimizer, train_loader, epochs)
    tensors = torch.utils.data.TensorDataset(torch.load("x.pt"), torch.load("y.pt"))
    train_loader = DataLoader(tensors, batch_size=32, num_workers=4)  # wattlint-ok: unpinned-dataloader
    fit(model, loss_function, optimizer, train_loader, epochs)
    train_loader = DataLoader(OnDevice(rows), batch_size=32, num_workers=4)  # wattlint-ok: unpinned-dataloader
    fit(model, loss_function, optimizer, train_loader, epochs)
    train_loader = DataLoader(Remembered(rows), batch_size=32, num_workers=4)  # wattlint-ok: unpinned-dataloader
    fit(model, loss_function, optimizer, train_loader, epochs)
