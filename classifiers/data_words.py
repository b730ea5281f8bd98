"""Finds words that name kinds of personal data: "diagnose", "payslips", "naam, adres en telefoon"."""

# ruff: noqa: E501  tables of expressions read better unbroken

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from classifiers.clue_rules import CLUE_LISTS
from classifiers.plain_words import plain_words, words_of_row
from register_store.findings import DataKind
from register_store.name_masks import TITLED

LONGEST = 40_000  #: characters of one text looked at
BESIDE = 3  #: words between a loose word and the kind of data it must stand beside
ENUMERATED = 3  #: kinds of data in one sentence that make it an enumeration
SHORTEST_PART = 3  #: letters a beginning must at least have
LONGEST_PART = 30  #: letters of a word compared

#: what a processor says was not there: "wachtwoorden staan niet in dit bestand", "card data is never stored"
_UNTOUCHED = re.compile(
    r"\b(?:niet|geen|nooit|not|never|no|nicht|keine?|isn|aren|weren|wasn|werent|pas|aucun\w{0,2})\b[^.;:]{0,60}"
    r"\b(?:geraakt|betrokken|benaderd|gelekt|in dit bestand|in deze module|in het bestand|touched|affected|stored|reachable|held|kept|"
    r"involved|included|betroffen|gespeichert|concerne\w{0,3}|touche\w{0,2})\b"
    r"|\b(?:is|are|worden|staan|staat) (?:kept |stored |bewaard )?(?:elsewhere|elders|in een ander\w{0,2} (?:systeem|omgeving))\b"
)
_CLAUSE = re.compile(r"[.!?;:\n]+")
#: mail addresses are names, not words about data: "facturen@"
_AT = re.compile(r"[\w.+-]{0,64}@[\w.-]{0,80}")
_DENIED = words_of_row("zonder geen without no any ohne kein keine keinen sans aucun aucune sin bez nicht")
_OWN = words_of_row("mijn mn my mein meine meinem mon ma mes mi moj moja eigen own jouw your ihr uw jullie votre")
#: kinds that are hardly ever what a finder exposes of himself when he says "my"
_HARDLY_OWN = frozenset(
    {DataKind.NAME, DataKind.EMAIL, DataKind.PHONE, DataKind.LOGIN, DataKind.ADDRESS, DataKind.CHILDREN}
)
_CONTACT = frozenset({DataKind.NAME, DataKind.ADDRESS, DataKind.EMAIL, DataKind.DATE_OF_BIRTH})
#: general words for children, and what stands before them when they are told of
_CHILDREN = words_of_row("kinderen kids children kinder enfants dzieci ninos gezin kind child enfant")
_OF = words_of_row(
    "van of over about met with alle all von uber mit aller des les todos wszystkich ieder elk every each per for voor fur pour bij "
    "hun their jullie uw your onze our"
)
_HOUSE_NUMBER = words_of_row("nummer number numero nr no")
_LISTING = words_of_row(
    "en of and or und oder et ou y i oraz met with mit avec z con haar zijn hun her his their ihr le la leur leurs son su sus het"
)
#: a password of which this is said is no longer worth anything, or was the key to what was sent: it is not what leaked
_RENEWED = words_of_row(
    "gewijzigd veranderd veranderen wijzigen gereset resetten reset changed change changing changez change changer getauscht geandert zuruckgesetzt zmienil zmienione cambiado "
    "forced worked werkte opende vergeten forgot ungultig"
)
#: addresses with one of these in the sentence are of mail or of computers: "58 adressen boven je mail", "visits from four addresses"
_NOT_OF_HOMES = words_of_row(
    "boven zichtbaar visible gemaild bericht berichten verstuurd gestuurd verzonden bezoeken bezoek visits downloads telechargements inloggen logins journaux logs protokolle zugriffe nieuwsbrief"
)
_MANY_ADDRESSES = words_of_row("adressen addresses adresses adresy")
#: an address with one of these before it is no home: "dit adres", "the e-mail address", "een vreemd IP-adres"
_OTHER_ADDRESS = words_of_row(
    "dit dat deze that this these diese dieser diesem cette mail email courriel plus ip web internet precies juist "
    "echte buiten outside eigene echten aparte speciaal onbekende vreemde unknown foreign inconnues unbekannten fremden"
)
#: a picture of one of these shows no person: "een foto van het scherm", "the photo page of a passport"
_NO_FACE = words_of_row("scherm screen beeldscherm bildschirm schirm ecran ekran pantalla monitor page pages")


def kinds_named(texts: Iterable[str]) -> frozenset[DataKind]:
    """The kinds of data these sentences speak of."""
    found: set[DataKind] = set()
    for text in texts:
        for clause in _CLAUSE.split(_without_names(text[:LONGEST])):
            words = plain_words(clause)
            kinds = _kinds_in(words)
            if kinds and not _UNTOUCHED.search(" ".join(words)):
                found |= kinds
    return frozenset(found)


def _without_names(text: str) -> str:
    """Mevrouw Van Loon is no payslip, and neither is payroll@juist.nl."""
    return TITLED.sub(" ", _AT.sub(" ", text))


def enumerates_kinds(sentence: str) -> bool:
    """A list such as "name, address and date of birth": wherever it stands in a report, it tells what was exposed."""
    return len(kinds_named([sentence])) >= ENUMERATED


def _kinds_in(words: Sequence[str]) -> set[DataKind]:
    lexicon = _lexicon()
    firm = [(place, kind) for place, kind in lexicon.words.hits(words) if not _is_excused(words, place, kind)]
    loose = [(place, kind) for place, kind in lexicon.beside.hits(words) if not _is_excused(words, place, kind)]
    if not (firm or loose):
        return set()
    said = {kind for place, kind in firm if not _tells_another(firm, place, kind)}
    said |= {kind for place, kind in loose if _stands_beside(words, [*firm, *loose], place, kind)}
    return said if said != {DataKind.CHILDREN} or _are_told_of(words, firm) else set()


def _are_told_of(words: Sequence[str], hits: Sequence[tuple[int, DataKind]]) -> bool:
    """Children are told of ("files of all children") or only there ("the kids made paper planes of it")."""
    places = [place for place, kind in hits if kind is DataKind.CHILDREN]
    return any(words[place] not in _CHILDREN or _OF & set(words[max(0, place - 3) : place]) for place in places)


def _tells_another(hits: Sequence[tuple[int, DataKind]], place: int, kind: DataKind) -> bool:
    """A photo of a passport is an identity document."""
    return kind is DataKind.PHOTO and any(
        other is DataKind.ID_DOCUMENT and abs(place - there) <= BESIDE for there, other in hits
    )


def _stands_beside(words: Sequence[str], hits: Sequence[tuple[int, DataKind]], place: int, kind: DataKind) -> bool:
    near = {other for there, other in hits if other is not kind and 0 < abs(place - there) <= BESIDE}
    if kind is DataKind.PHOTO:
        return bool(near) and DataKind.ID_DOCUMENT not in near
    if kind is DataKind.PHONE:  # "naam en nummer", not "op zijn telefoon" or "the number of my account"
        listed = place > 0 and (words[place - 1] in _LISTING or any(there == place - 1 for there, _ in hits))
        return listed and bool(near & _CONTACT)
    return bool(near)


def _is_excused(words: Sequence[str], place: int, kind: DataKind) -> bool:
    """Denied ("geen wachtwoord"), the speaker's own ("my name"), or another sort of address ("dit adres")."""
    before = words[max(0, place - 2) : place]
    if _DENIED & set(before):
        return True
    after = words[place + 1 : place + 5]
    if kind is DataKind.ADDRESS and (_OTHER_ADDRESS & set(before) or after[:1] == ["line"]):
        return True
    if kind is DataKind.ADDRESS and words[place] in _MANY_ADDRESSES and _NOT_OF_HOMES & set(words):
        return True
    if kind is DataKind.LOGIN and _RENEWED & set(words):
        return True
    if kind is DataKind.PHOTO and _NO_FACE & set(after):
        return True
    if kind is DataKind.PHONE and words[place] in _HOUSE_NUMBER and after[:1] and after[0].isdigit():
        return True
    if words[place : place + 2] == ["iban", "a"]:  # Spanish: they went to
        return True
    return kind in _HARDLY_OWN and bool(_OWN & set(before))


@dataclass(frozen=True, slots=True)
class _Entries:
    """Word entries, found by whole word, beginning, ending, or first word of a phrase."""

    whole: dict[str, set[DataKind]] = field(default_factory=dict)
    starts: dict[str, set[DataKind]] = field(default_factory=dict)
    ends: dict[str, set[DataKind]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[str, ...], DataKind]]] = field(default_factory=dict)
    openings: set[str] = field(default_factory=set)  #: first letters of all beginnings, to pass most words by at once

    def add(self, entry: str, kind: DataKind) -> None:
        first, *rest = entry.split()
        if rest:
            self.phrases.setdefault(first, []).append((tuple(rest), kind))
        elif first.startswith("*"):
            self.ends.setdefault(first[1:], set()).add(kind)
        elif first.endswith("*"):
            self.starts.setdefault(first[:-1], set()).add(kind)
            self.openings.add(first[:SHORTEST_PART])
        else:
            self.whole.setdefault(first, set()).add(kind)

    def hits(self, words: Sequence[str]) -> Iterator[tuple[int, DataKind]]:
        endings = tuple(self.ends)
        for place, word in enumerate(words):
            if word in self.whole:
                for kind in self.whole[word]:
                    yield place, kind
            if word[:SHORTEST_PART] in self.openings or word.endswith(endings):
                for kind in self._by_part(word):
                    yield place, kind
            if word in self.phrases:
                for rest, kind in self.phrases[word]:
                    if _follows(words[place + 1 : place + 1 + len(rest)], rest):
                        yield place, kind

    def _by_part(self, word: str) -> set[DataKind]:
        kinds: set[DataKind] = set()
        for cut in range(SHORTEST_PART, min(len(word), LONGEST_PART) + 1):
            kinds |= self.starts.get(word[:cut], set())
        for ending, ending_kinds in self.ends.items():
            if word.endswith(ending) and word != ending:
                kinds |= ending_kinds
        return kinds


def _follows(words: Sequence[str], rest: Sequence[str]) -> bool:
    return len(words) == len(rest) and all(
        wanted == "_" or (word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted)
        for word, wanted in zip(words, rest, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """Words that name a kind anywhere, and words that do so only beside another kind."""

    words: _Entries = field(default_factory=_Entries)
    beside: _Entries = field(default_factory=_Entries)


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    lexicon = _Lexicon()
    lists = tomllib.loads((CLUE_LISTS / "data_kinds.toml").read_text(encoding="utf-8"))
    for kind, parts in lists.items():
        for entry in parts.get("words", ()):
            lexicon.words.add(entry, DataKind(kind))
        for entry in parts.get("beside", ()):
            lexicon.beside.add(entry, DataKind(kind))
    return lexicon
