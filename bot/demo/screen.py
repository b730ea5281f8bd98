"""What the demo shows on the screen: plain lines, wide enough for a terminal of 100 columns."""

import textwrap
from collections.abc import Iterable

_WIDTH = 100


def say(text: str = "") -> None:
    """One line or paragraph, at once, so that progress is seen."""
    print(textwrap.fill(text, _WIDTH) if text else "", flush=True)


def act(number: int, title: str) -> None:
    """A heading."""
    print(f"\n{number}. {title}\n{'-' * (len(title) + 3)}", flush=True)


def mail_line(name: str, verdict: str, probability: float | None, why: Iterable[str], letters: Iterable[str]) -> None:
    """One mail: its verdict, why, and the letters it caused."""
    score = f"{probability:4.0%}" if probability is not None else "    "
    print(f"  {verdict:<9} {score}  {name}", flush=True)
    _aside("why", why)
    _aside("letters", letters)


def quote(text: str, lines: int = 14) -> None:
    """The beginning of a letter, set in."""
    shown = text.strip().splitlines()[:lines]
    print("\n".join(f"    | {line[: _WIDTH - 6]}" for line in shown) + "\n", flush=True)


def _aside(label: str, things: Iterable[str]) -> None:
    told = "; ".join(things)
    if told:
        indent = " " * (19 + len(label))
        print(textwrap.fill(f"{' ' * 17}{label}: {told}", _WIDTH, subsequent_indent=indent), flush=True)
