"""How the texts of an epoch are packed into steps."""

import random

from classifiers.training.adapting.steps import MOST_IN_STEP, TOKENS, packed, steps_of

LENGTHS = random.Random(1).choices(range(3, 321), k=2_000)


def same(length: int) -> int:
    return length


def test_every_text_is_in_one_step() -> None:
    steps = steps_of(LENGTHS, same, random.Random(2))
    assert sorted(length for step in steps for length in step) == sorted(LENGTHS)


def test_no_step_holds_more_than_it_may_when_padded_to_its_longest() -> None:
    steps = steps_of(LENGTHS, same, random.Random(2))
    assert max(len(step) for step in steps) <= MOST_IN_STEP
    assert max(len(step) * max(step) for step in steps) <= TOKENS


def test_little_is_padded() -> None:
    steps = steps_of(LENGTHS, same, random.Random(2))
    assert sum(len(step) * max(step) for step in steps) < 1.2 * sum(LENGTHS)


def test_steps_come_in_no_order_of_length() -> None:
    steps = steps_of(LENGTHS, same, random.Random(2))
    assert [max(step) for step in steps] != sorted(max(step) for step in steps)


def test_packed_texts_come_short_ones_first() -> None:
    assert packed([5, 3, TOKENS], same) == [[3, 5], [TOKENS]]
