import torch
from torch import nn, optim
from torchvision.models import resnet50


def train(loader) -> nn.Module:
    model = resnet50(num_classes=120).cuda()
    optimizer = optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    for epoch in range(90):  # wattlint-ok: no-mixed-precision-training
        for images, labels in loader:
            optimizer.zero_grad()
            with torch.autocast("cuda", dtype=torch.bfloat16):
                loss = nn.functional.cross_entropy(model(images.cuda()), labels.cuda())
            loss.backward()
            optimizer.step()
    return model
