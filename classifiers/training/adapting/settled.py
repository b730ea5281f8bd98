"""Teaches one linear head to the end, on vectors that stand still: a thing with one best answer."""

from typing import Any

import torch
from torch.nn import functional

STEPS = 200
RIDGE = 5e-5  #: ten times less or more changes little


def settle(head: Any, vectors: Any, truth: Any) -> None:
    """Fits the head, an `nn.Linear`, to (texts, width) vectors and (texts, labels) truth.

    The steps that teach the layers below are too few for a head of many rare labels: it stops half-way.
    """
    optimizer = torch.optim.LBFGS(head.parameters(), max_iter=STEPS, history_size=20, line_search_fn="strong_wolfe")
    labels = truth.shape[1]

    def loss() -> Any:
        optimizer.zero_grad()
        missed = functional.binary_cross_entropy_with_logits(head(vectors), truth) * labels
        left = missed + RIDGE * head.weight.square().sum()
        left.backward()
        return left

    optimizer.step(loss)
