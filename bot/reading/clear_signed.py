"""Takes the frame of a PGP signature off the words it signs (RFC 9580 section 7)."""

import re

_BEGIN = re.compile(
    r"^-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\n(?:[A-Za-z-]{1,40}: ?[^\n]{0,200}\n){0,10}[ \t]*\n?", re.MULTILINE
)
_SIGNATURE = "-----BEGIN PGP SIGNATURE-----"
_END = "-----END PGP SIGNATURE-----"
_ESCAPED_DASH = re.compile(r"^- (?=-|From )", re.MULTILINE)


def without_frame(text: str) -> str:
    """The words as they were signed; words above and below the frame stay. Any other text comes back as it is."""
    begin = _BEGIN.search(text)
    if begin is None:
        return text
    signature = text.find(_SIGNATURE, begin.end())
    if signature < 0:
        return text
    end = text.find(_END, signature)
    below = text[end + len(_END) :] if end >= 0 else ""
    signed = _ESCAPED_DASH.sub("", text[begin.end() : signature])
    return text[: begin.start()] + signed.rstrip("\n") + below
