"""Where the small print of an organisation begins under a mail."""

import re
from collections.abc import Sequence

# Small print speaks about itself: this mail, its confidentiality, its addressee. One such phrase may be the report
# ("this e-mail was not meant for me"); two of different kinds in the last paragraphs are small print.
_PHRASES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(vertrouwelijk|confidential|privileged|vertraulich|confidentiel|confidencial|poufne)",
        r"\b(uitsluitend (bestemd|bedoeld)|intended (solely|only|recipient|for the)|ausschließlich für|exclusivement|"
        r"exclusivamente|wyłącznie dla)",
        r"\b(niet de (beoogde |bedoelde )?(geadresseerde|ontvanger)|not the (intended )?(addressee|recipient)"
        r"|nicht der (richtige |beabsichtigte )?(adressat|empfänger)|pas le destinataire|no es el destinatario)",
        r"\b(te vernietigen|vernietig(en)?|(delete|destroy) (this|the|it|all)|löschen|détruire|destruir|usunięcie)\b",
        r"\b(geen rechten|no rights|not liable|niet aansprakelijk|aansprakelijkheid|liability|haftung|responsabilité)",
        r"\b(openbaarmaking|vermenigvuldiging|verspreiding|disclosure|dissemination|unauthori[sz]ed (use|copying)"
        r"|weitergabe)",
        r"\b(denk aan het milieu|consider the environment|virus(sen|es)?|disclaimer)\b",
    )
)
_MOST_LETTERS = 4000


def disclaimer_start(lines: Sequence[str]) -> int:
    """The number of the line where small print begins; the number of lines when there is none.

    It must be the last paragraphs, and something must stand above: a mail is never all small print.
    """
    start = len(lines)
    for first, last in reversed(_paragraphs(lines)):
        paragraph = " ".join(lines[first:last])[:_MOST_LETTERS]
        if sum(1 for phrase in _PHRASES if phrase.search(paragraph)) < 2 or not any(map(str.strip, lines[:first])):
            break
        start = first
    return start


def _paragraphs(lines: Sequence[str]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    begun: int | None = None
    for number, line in enumerate((*lines, "")):
        if line.strip() and begun is None:
            begun = number
        elif not line.strip() and begun is not None:
            found.append((begun, number))
            begun = None
    return found
