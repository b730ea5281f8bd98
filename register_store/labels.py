"""What officers decided about mails, and the masked words they decided about, sealed: the classifier learns from it."""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from register_store.keys import Keys
from register_store.sealed_frames import WrongKey, key_id, seal, sealed_with, unseal
from register_store.tables import case_mails, labels

#: The words of this mail cannot be had: it is asked for no more.
_NO_WORDS = b""
_REPORT = "report"  #: the role of a mail that opened a case


class Decision(StrEnum):
    """What an officer said of a mail."""

    REPORT = "report"  #: YES, CONFIRM, "3 was a report"
    ORDINARY = "ordinary"  #: NO, "none"
    NO_BREACH = "no_breach"  #: REJECT: it was rightly told and is no breach


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelWords:
    """The words of a mail as the model will read them: masked, without who wrote them."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One decision about one mail."""

    number: int
    reference: str  #: of its case; "" when it has none
    mail: str | None  #: fingerprint of the mail
    decision: Decision
    before: str | None  #: the verdict that stood before
    at: datetime
    writer: str | None = None  #: who wrote the mail, as a keyed digest: whether two mails are of one person
    words: LabelWords | None = None


class Labels:
    """The decisions of one organisation, on one connection."""

    def __init__(self, connection: Connection, organisation: str, keys: Keys) -> None:
        self._connection = connection
        self._organisation = organisation
        self._key = keys.evidence
        self._keys = {key_id(each): each for each in (*keys.older_evidence, keys.evidence)}

    def decide(
        self, decision: Decision, at: datetime, *, before: str | None, reference: str = "", mail: str | None = None
    ) -> None:
        """Note a decision; the words of the mail follow, and a newer decision about it counts more."""
        row = {"reference": reference, "mail": mail, "label": decision.value, "before": before, "at": at}
        self._connection.execute(insert(labels).values(organisation=self._organisation, **row))

    def take_back(self, reference: str, at: datetime) -> None:
        """UNDO: what was decided about this case at this moment was not meant."""
        here = self._ours & (labels.c.reference == reference) & (labels.c.at == at)
        self._connection.execute(delete(labels).where(here))

    def belongs_to(self, mail: str, reference: str) -> None:
        """The mail became a case: its label is erased with it."""
        loose = self._ours & (labels.c.mail == mail) & (labels.c.reference == "")
        self._connection.execute(update(labels).where(loose).values(reference=reference))

    def wordless(self) -> list[Label]:
        """Decisions whose words were not fetched yet, each with the fingerprint of its mail where that is known."""
        query = select(labels).where(self._ours, labels.c.words.is_(None)).order_by(labels.c.id)
        return [self._label(row) for row in self._connection.execute(query).mappings()]

    def fill(self, label: Label, words: LabelWords | None, writer: str | None) -> None:
        """Keep the words, sealed; None: they cannot be had."""
        sealed = self._sealed(words) if words else _NO_WORDS
        here = self._ours & (labels.c.id == label.number)
        self._connection.execute(update(labels).where(here).values(words=sealed, writer=writer, mail=label.mail))

    def learnable(self) -> list[Label]:
        """The newest decision about each mail whose words are kept; raises `WrongKey` or `DamagedEvidence`."""
        query = select(labels).where(self._ours, labels.c.words != _NO_WORDS).order_by(labels.c.at, labels.c.id)
        newest = {row["mail"] or row["reference"]: row for row in self._connection.execute(query).mappings()}
        return [self._label(row) for row in newest.values()]

    def reseal(self) -> None:
        """What older keys sealed is sealed with the newest."""
        query = select(labels.c.id, labels.c.words).where(self._ours, labels.c.words != _NO_WORDS)
        for number, sealed in self._connection.execute(query).all():
            if sealed_with(io.BytesIO(sealed)) != key_id(self._key):
                anew = self._sealed(self._opened(sealed))
                self._connection.execute(update(labels).where(labels.c.id == number).values(words=anew))

    def forget(self, reference: str) -> int:
        """The case is erased: what was learnt from it goes too."""
        return self._connection.execute(delete(labels).where(self._ours, labels.c.reference == reference)).rowcount

    def forget_loose(self, before: datetime) -> int:
        """Decisions about mails without a case, after their time."""
        old = self._ours & (labels.c.reference == "") & (labels.c.at < before)
        return self._connection.execute(delete(labels).where(old)).rowcount

    @property
    def _ours(self) -> ColumnElement[bool]:
        return labels.c.organisation == self._organisation

    def _label(self, row: Mapping[Any, Any]) -> Label:
        return Label(
            number=row["id"],
            reference=row["reference"],
            mail=row["mail"] or self._report_of(row["reference"]),
            decision=Decision(row["label"]),
            before=row["before"],
            at=row["at"],
            writer=row["writer"],
            words=self._opened(row["words"]) if row["words"] else None,
        )

    def _report_of(self, reference: str) -> str | None:
        """The mail that opened the case; a case from a telephone call has none."""
        of_case = (case_mails.c.organisation == self._organisation) & (case_mails.c.reference == reference)
        query = select(case_mails.c.fingerprint).where(of_case, case_mails.c.role == _REPORT).order_by(case_mails.c.id)
        return self._connection.execute(query.limit(1)).scalar()

    def _sealed(self, words: LabelWords) -> bytes:
        target = io.BytesIO()
        seal([json.dumps([words.subject, words.text], ensure_ascii=False).encode()], target, self._key)
        return target.getvalue()

    def _opened(self, sealed: bytes) -> LabelWords:
        source = io.BytesIO(sealed)
        key = self._keys.get(sealed_with(source))
        if key is None:
            raise WrongKey
        subject, text = json.loads(b"".join(unseal(source, key)))
        return LabelWords(subject=subject, text=text)
