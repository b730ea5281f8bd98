"""Fetches the words that officers decided about, masked, so that the classifier can learn from them."""

import logging
from collections.abc import Mapping

from bot.doors import Inbox
from bot.errors import DoorError
from bot.incoming_mail import IncomingMail
from bot.office import Office
from bot.read_again import fetch_again, read_again
from classifiers.words import Words
from register_store.evidence_files import EvidenceKind
from register_store.journal import Place
from register_store.labels import Label, LabelWords
from register_store.masks import mask
from register_store.sealed_frames import DamagedEvidence, WrongKey

logger = logging.getLogger(__name__)

#: In one turn: each mail is read anew.
MOST_AT_ONCE = 20
#: Characters; nobody tells a breach after that.
LONGEST = 20_000


def keep_labelled_words(office: Office, inboxes: Mapping[str, Inbox]) -> None:
    """For each decision without words: from the evidence of its case, else from the mailbox."""
    with office.bookcase.transaction() as books:
        books.labels.reseal()
        waiting = books.labels.wordless()[:MOST_AT_ONCE]
        loose = {each.mail: books.near_misses.place_now(each.mail) for each in waiting if each.mail}
    if not waiting:
        return
    lying = {mail: place for mail, place in loose.items() if place and mail not in _with_case(waiting)}
    found = _from_mailbox(office, inboxes, lying)
    for label in waiting:
        raw = _evidence_of(office, label) if label.reference else (found or {}).get(label.mail or "")
        if raw is None and not label.reference and found is None:
            continue  # the mail server is away: next turn
        _fill(office, label, raw)


def labelled_words(words: Words) -> LabelWords:
    """What the model would read of a mail, with everything masked that points at somebody."""
    parts = (words.own or words.whole, *words.forwarded, *words.attachments)
    text = "\n\n".join(part for part in parts if part.strip())
    return LabelWords(subject=mask(words.subject, longest=500), text=mask(text, longest=LONGEST))


def _with_case(labels: list[Label]) -> set[str | None]:
    return {label.mail for label in labels if label.reference}


def _from_mailbox(office: Office, inboxes: Mapping[str, Inbox], places: Mapping[str, Place]) -> dict[str, bytes] | None:
    """By fingerprint; None when the server cannot be asked now."""
    try:
        return {mail: fetched.raw for mail, fetched in fetch_again(office, inboxes, places).items()}
    except DoorError as error:
        logger.warning("labelled mails not read again: %s", error)
        return None


def _evidence_of(office: Office, label: Label) -> bytes | None:
    """The mail that opened the case; a large one as far as it was judged."""
    with office.bookcase.transaction() as books:
        kinds = (EvidenceKind.EXCERPT, EvidenceKind.MAIL)
        pieces = [piece for kind in kinds for piece in books.evidence.of_case(label.reference, kind)]
    for piece in pieces:
        try:
            raw = office.bookcase.files.get(piece.sha256)
        except (FileNotFoundError, DamagedEvidence, WrongKey) as error:
            logger.warning("case %s: a mail could not be opened to learn from it, %s", label.reference, type(error))
            continue
        if office.bookcase.keys.fingerprint_of(raw) == label.mail:
            return raw
    return None


def _fill(office: Office, label: Label, raw: bytes | None) -> None:
    read = read_again(office, raw) if raw else None
    words = labelled_words(read.mail.words) if read else None
    writer = _writer(office, read.mail) if read else None
    with office.bookcase.transaction() as books:
        books.labels.fill(label, words, writer)
    logger.info("label %s: %s", label.number, "words kept" if words else "no words to be had")


def _writer(office: Office, mail: IncomingMail) -> str | None:
    return office.bookcase.keys.finder_id(mail.from_shown.address) if mail.from_shown else None
