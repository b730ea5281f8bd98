"""Which verb somebody may have meant who mistyped it (pure)."""

from collections.abc import Iterable

from register_store.verbs import Verb

#: One letter from a verb, and yet words that people mean as they stand.
_ORDINARY = frozenset(
    {"GRAAG", "HOUD", "NOTA", "HOOR", "DATE", "CASE", "BETTER", "SENT", "MAKE", "LOSE", "THOSE", "SEEN"}
)


def closest(word: str, names: Iterable[tuple[str, Verb]]) -> Verb | None:
    """The verb within one mistake (two in long words) of what was typed, both in plain capitals."""
    best: tuple[int, Verb] | None = None
    for name, verb in names if word not in _ORDINARY else ():
        allowed = 0 if len(name) < 4 else 1 if len(name) < 7 else 2
        distance = _distance(word, name, allowed)
        if distance <= allowed and (best is None or distance < best[0]):
            best = (distance, verb)
    return best[1] if best else None


def _distance(one: str, other: str, most: int) -> int:
    """Edits between two words, neighbours swapped counting as one (optimal string alignment)."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        older, before, row = before, row, [i]
        for j, wanted in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]
