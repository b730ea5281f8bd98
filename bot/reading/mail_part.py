"""One MIME part that remembers its decoded bytes, and where in the mail its long body lies."""

import re
from collections.abc import Iterator
from email.message import Message
from email.policy import Compat32
from itertools import chain
from typing import Any

from bot.reading.long_bodies import NOTHING, Lifted
from bot.reading.transfer_encoding import decoded

_LONGEST = {"content-type": 8_000, "content-disposition": 8_000}  # parameters are split in quadratic time
_ODD_LETTER = re.compile(r"[^!-~]")  # what no type of RFC 2045 has; half letters could not even be written down


class _Bounded(Compat32):
    """Headers stay the text of the wire, eight-bit letters escaped, and are cut where they would take for ever."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[: _LONGEST.get(name.lower(), 1_000_000)]

    def header_fetch_parse(self, name: str, value: str) -> str:
        return value


BOUNDED = _Bounded()  #: how every part keeps its headers


class Part(Message):
    """A part of the standard library, spared of what costs it memory and time: long bodies, and decoding twice."""

    def __init__(self, bodies: Lifted = NOTHING, policy: Compat32 = BOUNDED) -> None:
        super().__init__(policy=policy)
        self.bodies = bodies
        self.content: bytes | None = None  #: decoded, once somebody asked for it
        self._kind = ""

    def get_content_type(self) -> str:
        """Found once: every look at a part begins with this question."""
        if not self._kind:
            self._kind = _ODD_LETTER.sub("?", super().get_content_type())[:200]
        return self._kind

    def get_content_maintype(self) -> str:
        """The half before the slash."""
        return self.get_content_type().partition("/")[0]

    def get_boundary(self, failobj: Any = None) -> Any:
        """None too where it is spelled in a charset that does not exist (RFC 2231): the parser would raise."""
        try:
            return super().get_boundary(failobj)
        except ValueError:  # UnicodeError, or a NUL in the charset's name
            return failobj


def content_of(part: Message) -> bytes:
    """The decoded bytes of one leaf; empty when there are none. Decoded once, for a scan may be large."""
    if not isinstance(part, Part):
        return _decoded(part)
    if part.content is None:
        part.content = _decoded(part)
    return part.content


def payload_of(part: Message) -> object:
    """The payload as the parser left it: `get_payload()` decodes it by any charset the mail names, even punycode."""
    payload = getattr(part, "_payload", None)
    if isinstance(part, Part) and part.bodies.bodies and isinstance(payload, str):
        return b"".join(part.bodies.pieces(payload)).decode("utf-8", "surrogateescape")
    return payload


def encoding_of(part: Message) -> str:
    """The Content-Transfer-Encoding it names, in lower case; comments and parameters are rubbish."""
    return str(part.get("content-transfer-encoding", "")).partition(";")[0].strip().strip("\"'").lower()


def decoded_as(part: Message, encoding: str, above: bytes = b"") -> bytes:
    """The body of this part, with this above it, out of an encoding that another part names."""
    return decoded(chain((above,), _pieces(part)), encoding, [])


def _decoded(part: Message) -> bytes:
    is_text = part.get_content_maintype() == "text"
    return decoded(_pieces(part), encoding_of(part), part.defects, is_text=is_text)


def _pieces(part: Message) -> Iterator[bytes]:
    payload = getattr(part, "_payload", None)
    bodies = part.bodies if isinstance(part, Part) else NOTHING
    return bodies.pieces(payload) if isinstance(payload, str) else iter(())
