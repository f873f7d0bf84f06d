"""A teacher in evaluation mode beside a student that learns from it."""
import torch
from torch import nn


class Lesson:
    def __init__(self, teacher: nn.Module, student: nn.Module):
        self.teacher = teacher
        self.teacher.eval()
        self.student = student

    def loss(self, batch):
        wanted = self.teacher(batch).detach()  # wattlint-ok: grad-enabled-evaluation
        return nn.functional.mse_loss(self.student(batch), wanted)


def learn(lesson: Lesson, batches, optimizer) -> None:
    for batch in batches:
        optimizer.zero_grad()
        lesson.loss(batch).backward()
        optimizer.step()
