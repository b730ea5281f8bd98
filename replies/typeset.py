"""Papers as PDF: the only door to the typesetter. Foreign text comes in as data and stays plain text."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

import typst

from replies.paper_text import fit_for_paper

_PAPERS = Path(__file__).with_name("papers")


def typeset(template: str, data: Mapping[str, object], *, made_at: datetime | None = None) -> bytes:
    """The template `papers/<template>.typ`, filled with JSON values, as PDF; the same input gives the same bytes.

    Values travel as JSON in `sys.inputs`: what an officer or a finder typed is never read as markup. No text is so long
    that the typesetter would not come to an end.
    """
    inputs = {"data": json.dumps(fit_for_paper(data), ensure_ascii=False)}
    stamp = int(made_at.timestamp()) if made_at else 0
    compiled = _compiler(template).compile(format="pdf", sys_inputs=inputs, timestamp=stamp)
    assert isinstance(compiled, bytes)
    return compiled


@cache
def _compiler(template: str) -> typst.Compiler:
    """Only the fonts inside the typesetter, only files of our own, no packages from outside."""
    nowhere = _PAPERS / "packages"
    return typst.Compiler(
        _PAPERS / f"{template}.typ",
        root=_PAPERS,
        ignore_system_fonts=True,
        package_path=nowhere,
        package_cache_path=nowhere,
    )
