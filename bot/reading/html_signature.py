"""The elements in which mail programs keep a signature: what stands there is sent with every mail."""

import lxml.html
from lxml.etree import LxmlError, _Element

_LONGEST = 300_000
#: Gmail, Thunderbird, Proton; "x_" stands before names in mails that were sent on
_CLASSES = ("gmail_signature", "moz-signature", "protonmail_signature_block", "applesignature")
#: Outlook on the web and its apps, Samsung, Roundcube
_IDS = ("signature", "ms-outlook-mobile-signature", "appendonsend-signature", "composer_signature", "_rc_sig")


def is_signature(element: _Element) -> bool:
    """Did the program put this below the mail by itself?"""
    name = (element.get("id") or "").strip().lower().removeprefix("x_")
    classes = (element.get("class") or "").lower().split()
    return name in _IDS or any(one.removeprefix("x_") in _CLASSES for one in classes)


def signature_in(html: str) -> str:
    """The words of all signatures on a page."""
    try:
        root = lxml.html.document_fromstring(
            html[:_LONGEST].encode("utf-8", "replace") or b"<p></p>", parser=lxml.html.HTMLParser(encoding="utf-8")
        )
    except (LxmlError, ValueError, AssertionError):
        return ""
    marked = (one for one in root.iter() if isinstance(one.tag, str) and is_signature(one))
    return " ".join(str(words) for one in marked for words in one.itertext())
