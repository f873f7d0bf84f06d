"""Tensors that go to and fro."""
import cv2
import gymnasium
import numpy as np
import torch
from scipy.ndimage import gaussian_filter

device = torch.device("cuda")


def clipped(model, loader):
    for batch in loader:
        images = model(batch.to(device))
        array = images.detach().cpu().numpy()
        array = np.clip(array, 0, 1) * 255
        yield torch.from_numpy(array).to(device)  # wattlint-expect: tensor-through-numpy


def shifted(states, steps: int):
    for _ in range(steps):
        states = torch.tensor(np.roll(states.cpu().numpy(), 1, axis=0), device=device)  # wattlint-expect: tensor-through-numpy
    return states


def best(model, loader):
    for batch in loader:
        scores = model(batch.cuda()).cpu().numpy()
        order = np.argsort(-scores, axis=1)[:, :5]
        top = torch.from_numpy(order).long().cuda()  # wattlint-expect: tensor-through-numpy
        model.learn(batch, top)


def masked(model, loader):
    for batch in loader:
        output = model(batch.to(device))
        values = output.cpu().detach().numpy()
        mask = torch.as_tensor((values > 0.5).astype(np.float32)).to("cuda")  # wattlint-expect: tensor-through-numpy
        yield output * mask


def measured(model, loader):
    losses = []
    for batch in loader:
        loss = model(batch.to(device))
        losses.append(loss.detach().cpu().numpy())  # wattlint-ok: tensor-through-numpy
    return np.mean(losses)


def loaded(paths, model):
    for path in paths:
        array = np.load(path)
        yield model(torch.from_numpy(array).to(device))  # wattlint-ok: tensor-through-numpy


def blurred(model, loader):
    for batch in loader:
        array = model(batch.to(device)).cpu().numpy()
        array = gaussian_filter(array, sigma=2)
        yield torch.from_numpy(array).to(device)  # wattlint-ok: tensor-through-numpy


def resized(model, loader):
    for batch in loader:
        array = model(batch.to(device)).cpu().numpy()
        yield torch.from_numpy(cv2.resize(array, (64, 64))).to(device)  # wattlint-ok: tensor-through-numpy


def played(policy, steps: int):
    env = gymnasium.make("CartPole-v1")
    state, _ = env.reset()
    for _ in range(steps):
        action = policy(torch.from_numpy(state).to(device))
        # The environment is on the host.
        state, reward, done, _, _ = env.step(action.cpu().numpy())
        state = torch.from_numpy(state).to(device)  # wattlint-ok: tensor-through-numpy


def on_host(model, loader):
    for batch in loader:
        array = model(batch.to(device)).cpu().numpy()
        yield torch.from_numpy(np.sqrt(array))  # wattlint-ok: tensor-through-numpy
        yield torch.tensor(array, device="cpu")  # wattlint-ok: tensor-through-numpy


def once(model, batch):
    array = model(batch.to(device)).cpu().numpy()
    return torch.from_numpy(np.sqrt(array)).to(device)  # wattlint-ok: tensor-through-numpy
