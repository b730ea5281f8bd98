"""The digest's one picture: new cases a week, readable on a phone and without colours."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from replies.wordbook import wordbook

_BLUE = "#0072b2"  # Okabe and Ito: told apart by everybody, also in grey
_INK = "#1f2933"


def weeks_plot(by_week: Sequence[tuple[date, int]], language: str) -> bytes:
    """A PNG with a bar and its number for every week."""
    # Imported here: it takes a second and only the digest needs it.
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    figure = Figure(figsize=(4.8, 2.8), dpi=200, layout="constrained", facecolor="white")
    axes = figure.add_subplot()
    counts = [count for _, count in by_week]
    bars = axes.bar(range(len(counts)), counts, color=_BLUE, width=0.7)
    axes.bar_label(bars, labels=[str(count) if count else "" for count in counts], fontsize=12, color=_INK, padding=2)
    axes.set_xticks(range(len(by_week)), [_week(monday) for monday, _ in by_week], fontsize=11, color=_INK)
    axes.set_xlabel(wordbook(language).word("plot", "weeks"), fontsize=11, color=_INK)
    axes.set_ylim(0, max(counts) * 1.18)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    axes.tick_params(axis="y", labelsize=11, labelcolor=_INK, length=0)
    axes.tick_params(axis="x", length=0)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.grid(axis="y", color="#d9dee3", linewidth=0.8)
    axes.set_axisbelow(True)
    png = BytesIO()
    # Without the library's version inside, the same figures give the same bytes.
    figure.savefig(png, format="png", metadata={"Software": None})
    return png.getvalue()


def _week(monday: date) -> str:
    return str(monday.isocalendar().week)
