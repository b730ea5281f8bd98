"""The digest's pictures: cases a week, their kinds and causes; readable on a phone, and without colours."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from textwrap import fill
from typing import TYPE_CHECKING

from replies.digest import DigestFigures
from replies.wordbook import wordbook

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_BLUE = "#0072b2"  # Okabe and Ito: told apart by everybody, also in grey
_INK = "#1f2933"
_GRID = "#d9dee3"
#: A phone shows the picture some 330 points wide: letters of 11 points in 4.8 inches stay legible there.
_WIDTH, _DPI, _LETTERS = 4.8, 200, 11
_LABEL_WIDTH = 20

#: Keys and counts, the most frequent first.
Shares = Sequence[tuple[str, int]]


def digest_pictures(figures: DigestFigures, language: str) -> list[bytes]:
    """The weeks, where there was a case at all; below them kinds and causes, where they are enough to be told."""
    if not any(count for _, count in figures.by_week):
        return []
    weeks = weeks_plot(figures.by_week, language)
    return [weeks, shares_plot(figures.kinds, figures.causes, language)] if figures.kinds else [weeks]


def weeks_plot(by_week: Sequence[tuple[date, int]], language: str) -> bytes:
    """A PNG with a bar and its number for every week."""
    figure = _figure(2.9)
    axes = figure.add_subplot()
    counts = [count for _, count in by_week]
    bars = axes.bar(range(len(counts)), counts, color=_BLUE, width=0.7)
    axes.bar_label(bars, labels=[str(count) if count else "" for count in counts], fontsize=12, color=_INK, padding=2)
    axes.set_xticks(range(len(by_week)), [_week(monday) for monday, _ in by_week], fontsize=_LETTERS, color=_INK)
    axes.set_xlabel(wordbook(language).word("plot", "weeks"), fontsize=_LETTERS, color=_INK)
    axes.set_title(wordbook(language).word("plot", "new"), fontsize=12, color=_INK, loc="left")
    axes.set_ylim(0, max(*counts, 1) * 1.18)
    axes.set_yticks([])  # every bar says its number
    _bare(axes, left=False)
    return _png(figure)


def shares_plot(kinds: Shares, causes: Shares, language: str) -> bytes:
    """A PNG with lying bars: the words stand beside them, the numbers behind, and no colour means anything."""
    book, rows = wordbook(language), len(kinds) + len(causes)
    figure = _figure(1.5 + 0.42 * rows)
    upper, lower = figure.subplots(2, 1, height_ratios=(len(kinds) + 0.6, len(causes) + 0.6))
    top = max(count for _, count in (*kinds, *causes))
    for axes, section, shares, title in ((upper, "kinds_short", kinds, "kinds"), (lower, "causes", causes, "causes")):
        words = [fill(book.word(section, key, "rest"), _LABEL_WIDTH) for key, _ in shares]
        bars = axes.barh(range(len(shares)), [count for _, count in shares], color=_BLUE, height=0.62)
        axes.bar_label(bars, fontsize=12, color=_INK, padding=4)
        axes.set_yticks(range(len(shares)), words, fontsize=_LETTERS, color=_INK)
        axes.set_title(book.word("plot", title), fontsize=12, color=_INK, loc="left", x=0)
        axes.invert_yaxis()
        axes.set_xlim(0, top * 1.15)
        axes.set_xticks([])
        _bare(axes, left=True)
    return _png(figure)


def _figure(height: float) -> "Figure":
    # Imported here: it takes a second and only the digest needs it.
    from matplotlib.figure import Figure

    return Figure(figsize=(_WIDTH, height), dpi=_DPI, layout="constrained", facecolor="white")


def _bare(axes: "Axes", *, left: bool) -> None:
    """Only the line from which the bars grow."""
    axes.tick_params(length=0)
    axes.spines[["top", "right", "bottom" if left else "left"]].set_visible(False)
    axes.spines["left" if left else "bottom"].set_color(_GRID)


def _png(figure: "Figure") -> bytes:
    png = BytesIO()
    # Without the library's version inside, the same figures give the same bytes.
    figure.savefig(png, format="png", metadata={"Software": None})
    return png.getvalue()


def _week(monday: date) -> str:
    return str(monday.isocalendar().week)
