"""Packs texts of like length into the steps of an epoch, so that little is padded."""

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

TOKENS, MOST_IN_STEP = 4096, 32  #: tokens and texts in one step
NEAR = 256  #: texts, of which those of like length may stand together: others would come in order of length

Item = TypeVar("Item")


def steps_of(items: Sequence[Item], length: Callable[[Item], int], chance: random.Random) -> list[list[Item]]:
    """All items in random steps of like length."""
    shuffled = chance.sample(items, len(items))
    steps = [step for start in range(0, len(shuffled), NEAR) for step in packed(shuffled[start : start + NEAR], length)]
    chance.shuffle(steps)
    return steps


def packed(items: Sequence[Item], length: Callable[[Item], int]) -> list[list[Item]]:
    """Those of like length together, so many as one step holds; the short ones first."""
    steps: list[list[Item]] = []
    for item in sorted(items, key=length):
        if not steps or length(item) * (len(steps[-1]) + 1) > TOKENS or len(steps[-1]) == MOST_IN_STEP:
            steps.append([])
        steps[-1].append(item)
    return steps
