"""Templates in, words out: the only door to Jinja."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import fill

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from replies.speech import filters_of

_COLUMNS = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """One letter's words, the same in both shapes: they come from one template."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One letter in one language."""

    template: str  #: kind and language, such as `alarm/nl`
    language: str


def render(version: Version, values: Mapping[str, object], *, below: Version | None = None) -> Rendered:
    """A letter; with a second version of it under the first, for a reader whose language we do not write."""
    versions = (version, below) if below else (version,)
    return Rendered(
        subject=_subject(version, values, html=False),
        text=_framed(versions, values, html=False),
        html=_framed(versions, values, html=True),
    )


def render_page(name: str, values: Mapping[str, object]) -> str:
    """A page for the screen, such as the gallery of letters."""
    return _environment("en", html=True).get_template(name).render(values)


def _framed(versions: tuple[Version, ...], values: Mapping[str, object], *, html: bool) -> str:
    first = versions[0]
    frame = "_frame/letter.html.jinja" if html else "_frame/letter.txt.jinja"
    given = {
        **values,
        "language": first.language,
        "bodies": [(version.language, _block(version, "body", values, html=html)) for version in versions],
        "subject": _subject(first, values, html=html),
    }
    written = _environment(first.language, html=html).get_template(frame).render(given)
    return written if html else _few_blank_lines(written)


def _subject(version: Version, values: Mapping[str, object], *, html: bool) -> str:
    return " ".join(_block(version, "subject", values, html=html).split())


def _block(version: Version, block: str, values: Mapping[str, object], *, html: bool) -> str:
    """One block of a letter: `ui` holds the parts (paragraph, rows, list) of this shape."""
    environment = _environment(version.language, html=html)
    parts = environment.get_template("_frame/parts.html.jinja" if html else "_frame/parts.txt.jinja")
    template = environment.get_template(f"{version.template}.jinja")
    context = template.new_context({**values, "language": version.language, "ui": parts.module})
    words = "".join(template.blocks[block](context))
    return Markup(words) if html else words  # noqa: S704 - an escaping template made these words


@cache
def _environment(language: str, *, html: bool) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=html,  # noqa: S701 - the plain-text shape must not escape
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {**filters_of(language), "wrap": _wrap}
    return environment


def _wrap(text: str, first: str = "", later: str = "") -> str:
    """Lines of 72; commands and addresses are never broken."""
    return fill(
        " ".join(text.split()),
        _COLUMNS,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _few_blank_lines(text: str) -> str:
    lines: list[str] = []
    for line in text.splitlines():
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip() + "\n"
