"""Where the small print of an organisation begins under a mail."""

import re
from collections.abc import Sequence

# Small print speaks about itself: this mail, its confidentiality, its addressee. One such phrase may be the report
# ("this e-mail was not meant for me"); two of different kinds in the last paragraphs are small print.
_PHRASES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(vertrouwelijk|confidential|privileged|vertraulich|confidentiel|confidencial|poufne)",
        r"\b((uitsluitend|alleen) (bestemd|bedoeld)|"
        r"intended (solely|only|recipient|for the)|ausschließlich für|exclusivement|"
        r"exclusivamente|wyłącznie dla)",
        r"\b(niet voor u (is )?bestemd|niet aan u (is )?gericht"
        r"|niet de (beoogde |bedoelde )?(geadresseerde|ontvanger)|not the (intended )?(addressee|recipient)"
        r"|nicht der (richtige |beabsichtigte )?(adressat|empfänger)|pas le destinataire|no es el destinatario)",
        r"\b(te vernietigen|te (verwijderen|wissen|retourneren)|vernietig(en)?|(delete|destroy) (this|the|it|all)"
        r"|löschen|détruire|destruir|usunięcie)\b",
        r"\b(geen rechten|no rights|not liable|niet aansprakelijk|aansprakelijkheid|liability|haftung|responsabilité)",
        r"\b(openbaarmaking|vermenigvuldiging|verspreiding|disclosure|dissemination|unauthori[sz]ed (use|copying)"
        r"|weitergabe)",
        r"\b(denk aan het milieu|consider the environment|virus(sen|es)?|disclaimer)\b",
    )
)
_MOST_LETTERS = 4000

# A person who tells what happened to him says "I"; small print never does.
_FIRST_PERSON = re.compile(
    r"\b([Ii]k|[Mm]ij(n|zelf)?|I|I'[vm]e?|my|me|[Ii]ch|mir|mich|[Jj]'ai|[Jj]e (suis|vous|n')|moi)\b"
)

# These footers say enough by themselves, because they begin so.
_FOOTER = re.compile(
    r"\W{0,4}((denk|let|houd|spaar|bespaar).{0,40}(milieu|papier|bomen|print)|(please )?(consider|think of)"
    r" the environment"
    r"|bitte (denken|prüfen) sie.{0,60}(umwelt|ausdruck)|pensez à l.environnement"
    r"|aan (dit|deze|de inhoud van dit).{0,40}kunnen geen rechten"
    r"|op (al )?(onze|al) .{0,100}voorwaarden|(lees|bekijk|zie) (hier )?(ook )?onze (disclaimer|privacy)"
    r"|disclaimer\s?(:|$|<|http)|(<?https?://\S{1,200}\s{1,4})?virus-?(vrij|free|frei)\b"
    r"|(dit|deze|this|diese) (e-?mail|bericht|message|nachricht).{0,60}"
    r"(gescand|gecontroleerd|scanned|checked|geprüft))",
    re.IGNORECASE,
)


def disclaimer_start(lines: Sequence[str]) -> int:
    """The number of the line where small print begins; the number of lines when there is none.

    It must be the last paragraphs, and something must stand above: a mail is never all small print.
    """
    start = len(lines)
    for first, last in reversed(_paragraphs(lines)):
        paragraph = " ".join(lines[first:last])[:_MOST_LETTERS]
        if not _is_small_print(paragraph) or not any(map(str.strip, lines[:first])):
            break
        start = first
    return start


def _is_small_print(paragraph: str) -> bool:
    if _FOOTER.match(paragraph[:400]):
        return True
    return sum(1 for phrase in _PHRASES if phrase.search(paragraph)) >= 2 and not _FIRST_PERSON.search(paragraph)


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
