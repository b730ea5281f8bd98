"""Outlook marks where the mail that is answered begins, invisibly; in words that later hops know (RFC 5322 3.6.5)."""

from lxml.etree import _Element

from bot.reading.line_marks import FROM_LABELS

#: Of Outlook on the web and its apps; inside older history the names have an "x_" in front.
_IDS = ("divrplyfwdmsg", "mail-editor-reference-message-container")
#: As Outlook itself writes it in plain text.
_LINE = "-----Original Message-----"
_FEWEST_LABELS = 3


def mark_history(root: _Element) -> None:
    """A line before each history whose own header lines would not be known as such."""
    for block in list(root.iter("div")):
        name = (block.get("id") or "").lower()
        if any(name.endswith(known) for known in _IDS) and not _shows_itself(block):
            line = block.makeelement("div")
            line.text = _LINE
            block.addprevious(line)


def _shows_itself(block: _Element) -> bool:
    """ "Van:", "Verzonden:" and "Aan:" in bold: the block is found by its words."""
    labels = [
        "".join(map(str, bold.itertext())).strip().rstrip(":").strip().lower() for bold in block.iter("b", "strong")
    ]
    return len(labels) >= _FEWEST_LABELS and any(label in FROM_LABELS for label in labels)
