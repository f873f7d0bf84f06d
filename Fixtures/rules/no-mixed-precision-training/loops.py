"""Trains a recogniser of images in a loop of its own."""
import argparse

import torch
from torch import nn, optim
from torchvision.models import resnet50


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=90)
    return parser.parse_args()


def train(loader) -> nn.Module:
    model = resnet50(num_classes=120).cuda()
    criterion = nn.CrossEntropyLoss()
    optimizer = optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    for epoch in range(90):  # wattlint-expect: no-mixed-precision-training
        for images, labels in loader:
            optimizer.zero_grad()
            loss = criterion(model(images.cuda()), labels.cuda())
            loss.backward()
            optimizer.step()
    return model


def warm_up(model, loader) -> None:
    # A few rounds are none that matter.
    optimizer = optim.SGD(model.parameters(), lr=0.01)
    for epoch in range(2):  # wattlint-ok: no-mixed-precision-training
        for images, labels in loader:
            loss = nn.functional.cross_entropy(model(images), labels)
            loss.backward()
            optimizer.step()


def invert(model, image, target):
    # The input is what is optimised.
    image = image.clone().requires_grad_()
    optimizer = torch.optim.Adam([image], lr=0.05)
    for step in range(200):  # wattlint-ok: no-mixed-precision-training
        loss = nn.functional.mse_loss(model(image), target)
        loss.backward()
        optimizer.step()
    return image
