"""What a processor's notice says of itself: who writes, under which reference, when they knew (GDPR art. 33(2))."""

# ruff: noqa: E501  tables of expressions read better unbroken

import re
from collections.abc import Iterable

from classifiers.plain_words import without_accents
from register_store.findings import Fact, Origin

LONGEST = 20_000  #: characters looked at

_IS_NOTICE = re.compile(
    r"\b(?:(?:sub)?verwerkers?(?:overeenkomst)?|uw leverancier|(?:sub-?)?processors?|processing agreement|controller"
    r"|auftragsverarbeit\w{0,6}|auftragsdatenverarbeit\w{0,6}|sous-traitants?|encargad\w (?:del|de) tratamiento"
    r"|podmiot\w{0,4} przetwarzaj\w{0,6}|verwerkingsverantwoordelijke)\b"
)
_REFERENCE = re.compile(
    r"(?i:\b(?:(?:ons |uw |our |your |unser |notre )?(?:kenmerk|referentie|reference|zeichen|aktenzeichen|r[ée]f[ée]rence)"
    r"|ref|incident(?:nummer|-?id| number| no)?|zaaknummer|meldingsnummer|ticket(?:nummer| number)?|vorgangsnummer)"
    r"(?:\s(?:is|nr|no|number|nummer))?\.?\s{0,2}[:#=-]?\s{0,2})((?=[A-Z0-9/._-]{0,20}\d)[A-Z][A-Z0-9/._-]{2,30}|\d[\d/._-]{3,20})\b"
)
_COMPANY = re.compile(
    r"\b((?:[A-ZÀ-Þ][\w&'’.-]{1,25}[ \u00a0]){1,3}(?:B\.?V\.?|N\.?V\.?|GmbH|AG|KG|Ltd\.?|Limited|Inc\.?|LLC|SARL|S\.A\.|Sp\. z o\.o\.))(?!\w)"
)
_TEAM = re.compile(
    r"(?m)^[ \t>]{0,8}(?:Team|Namens|On behalf of|Im Namen von)\s((?:[A-ZÀ-Þ][\w&'’.-]{1,25}[ \u00a0]?){1,4})"
)
_ROLE = re.compile(
    r"(?m)^[^\n,]{2,80},[ \t]((?:[A-ZÀ-Þ][\w&'’.-]{1,25}[ \u00a0]?){1,4})$",
)
_KNEW = re.compile(
    r"\b(?:ontdekt\w{0,2}|constateerde\w?|vastgesteld|bemerkt\w?|gesignaleerd|bevestigd\w?|discovered|detected|flagged|confirmed|"
    r"established|became aware|festgestellt|entdeckt|bemerkt|constate|decouvert|detectado|wykryto)\b"
)
_STAMP = re.compile(
    r"\b(?:\d{1,2}\.? (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|january|february|"
    r"march|may|june|july|august|october|januar|februar|marz|mai|dezember|janvier|fevrier|mars|avril|juin|juillet|aout|septembre|"
    r"octobre|novembre|decembre)(?: 20\d\d)?|\d{1,2}-\d{1,2}-20\d\d|20\d\d-\d\d-\d\d)"
    r"(?:,? (?:om|at|um|gegen|a|rond|tussen|between|,)? ?\d{1,2}[:.h]\d{2}(?: ?(?:uur|utc|cet|uhr|h))?)?"
)


def notice_facts(text: str) -> Iterable[Fact]:
    """The processor's name, reference and the moment it says it knew; nothing for a mail that is no notice."""
    text = text[:LONGEST]
    plain = without_accents(text)
    if not _IS_NOTICE.search(plain):
        return
    for name, value in (
        ("processor_name", _name(text)),
        ("processor_reference", _first(_REFERENCE, text)),
        ("processor_knew_at", _moment(plain)),
    ):
        if value:
            yield Fact(name=name, value=value, origin=Origin.STATED)


def _name(text: str) -> str | None:
    return _first(_COMPANY, text) or _first(_TEAM, text[-600:]) or _first(_ROLE, text[-300:])


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    found = pattern.search(text)
    return " ".join(found.group(1).split()).rstrip(".") if found else None


def _moment(plain: str) -> str | None:
    """The first date in a sentence that says they noticed."""
    for sentence in re.split(r"(?<=[.!?])\s|\n\s*\n", plain):
        if _KNEW.search(sentence) and (found := _STAMP.search(sentence)):
            return found.group()
    return None
