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


def render(template: str, language: str, values: Mapping[str, object]) -> Rendered:
    """A letter; `template` is its kind and language, such as `alarm/nl`."""
    given = {**values, "language": language}
    name = f"{template}.jinja"
    return Rendered(
        subject=" ".join(_block(name, "subject", given, html=False).split()),
        text=_framed(name, given, html=False),
        html=_framed(name, given, html=True),
    )


def render_page(name: str, values: Mapping[str, object]) -> str:
    """A page for the screen, such as the gallery of letters."""
    return _environment("en", html=True).get_template(name).render(values)


def _framed(name: str, given: Mapping[str, object], *, html: bool) -> str:
    body = _block(name, "body", given, html=html)
    subject = " ".join(_block(name, "subject", given, html=html).split())
    frame = "_frame/letter.html.jinja" if html else "_frame/letter.txt.jinja"
    written = (
        _environment(str(given["language"]), html=html)
        .get_template(frame)
        .render({**given, "body": body, "subject": subject})
    )
    return written if html else _few_blank_lines(written)


def _block(name: str, block: str, given: Mapping[str, object], *, html: bool) -> str:
    """One block of a letter: `ui` holds the parts (paragraph, rows, list) of this shape."""
    environment = _environment(str(given["language"]), html=html)
    parts = environment.get_template("_frame/parts.html.jinja" if html else "_frame/parts.txt.jinja")
    template = environment.get_template(name)
    context = template.new_context({**given, "ui": parts.module})
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
