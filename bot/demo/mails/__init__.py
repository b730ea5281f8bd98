"""The mails that arrive in the demo, hand-written, each as its mail program would send it."""

from dataclasses import dataclass, field
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoMail:
    """One mail of the demo."""

    name: str  #: its file name without ending: "06-vanaf-de-telefoon"
    raw: bytes = field(repr=False)  #: with CRLF line ends, as it travels (RFC 5322 section 2.1)


def demo_mails(organisation: str) -> tuple[DemoMail, ...]:
    """The mails to this organisation ("juist" or "doorkees"), in the order of their names."""
    found = [place for place in (files(__name__) / organisation).iterdir() if place.name.endswith(".eml")]
    return tuple(
        DemoMail(name=place.name.removesuffix(".eml"), raw=_with_crlf(place.read_bytes()))
        for place in sorted(found, key=lambda place: place.name)
    )


def _with_crlf(raw: bytes) -> bytes:
    """A checkout may have changed the line ends."""
    return raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
