"""Letters that an officer was shown and that wait for his SEND: nothing goes out that nobody saw."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from register_store.letter import LetterKind
from register_store.tables import drafts


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One letter-to-be: what is needed to write it again exactly as it was shown."""

    reference: str
    kind: LetterKind  #: says how `content` is read
    content: str
    made_at: datetime
    digest: str = ""  #: of the letters as they were shown
    shown_to: str = ""  #: address of the officer who was shown them

    @property
    def mark(self) -> str:
        """The digest as people compare it: on the draft, and on the letter with the code."""
        return mark_of(self.digest)


class Drafts:
    """The drafts of one organisation, on one connection."""

    def __init__(self, connection: Connection, organisation: str) -> None:
        self._connection = connection
        self._organisation = organisation

    def put(self, draft: Draft) -> None:
        """Keep a draft; it takes the place of an older one of the same kind about the same case."""
        self._connection.execute(delete(drafts).where(self._of(draft.reference), drafts.c.kind == draft.kind))
        values = {field: getattr(draft, field) for field in Draft.__slots__}
        self._connection.execute(insert(drafts).values(**values, organisation=self._organisation))

    def newest(self, reference: str, kind: LetterKind | None = None) -> Draft | None:
        """The draft that was shown last about this case: the one that SEND means."""
        query = select(drafts).where(self._of(reference))
        if kind is not None:
            query = query.where(drafts.c.kind == kind)
        row = self._connection.execute(query.order_by(drafts.c.id.desc()).limit(1)).mappings().first()
        return _draft(row) if row else None

    def take(self, draft: Draft) -> bool:
        """Take a draft out, to send it in the same transaction; False when it is gone, sent or replaced."""
        same = self._of(draft.reference) & (drafts.c.kind == draft.kind) & (drafts.c.made_at == draft.made_at)
        return self._connection.execute(delete(drafts).where(same)).rowcount > 0

    def forget(self, reference: str) -> int:
        """Throw away all drafts about a case."""
        return self._connection.execute(delete(drafts).where(self._of(reference))).rowcount

    def _of(self, reference: str) -> ColumnElement[bool]:
        return (drafts.c.organisation == self._organisation) & (drafts.c.reference == reference)


def digest_of(*told: object) -> str:
    """The same for letters that are the same, however long; of values that JSON knows."""
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def mark_of(digest: str) -> str:
    """Eight letters of a digest, as "3F7A-92C1"."""
    return f"{digest[:4]}-{digest[4:8]}".upper() if digest else ""


def _draft(row: Mapping[Any, Any]) -> Draft:
    values = {field: row[field] for field in Draft.__slots__}
    return Draft(**{**values, "kind": LetterKind(row["kind"])})
