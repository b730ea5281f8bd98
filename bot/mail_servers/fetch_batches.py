"""Cuts a long list of mails into batches that fit in memory."""

from collections.abc import Iterator

BATCH_COUNT = 25  #: 10 to 50 mails a FETCH give the best speed
BATCH_BYTES = 8 << 20  #: a batch lies in memory at once, whatever people mail


def in_batches(sizes: dict[int, int], *, apart: int) -> Iterator[list[int]]:
    """UIDs in their order, by number and by size; a mail larger than `apart` travels alone."""
    batch: list[int] = []
    total = 0
    for uid, size in sizes.items():
        is_full = len(batch) == BATCH_COUNT or total + size > BATCH_BYTES
        if batch and (is_full or size > apart or sizes[batch[0]] > apart):
            yield batch
            batch, total = [], 0
        batch.append(uid)
        total += size
    if batch:
        yield batch
