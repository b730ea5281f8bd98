"""Letters: which were written, which wait, which were sent, which failed, which one an answer answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from register_store.letter import KnownLetter, Letter, LetterKind, LetterTrace
from register_store.tables import letters, outbox

#: Pauses after the server said "not now": minutes first, then hours, over two days; then we give up.
PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=8),
    timedelta(hours=12),
    timedelta(hours=24),
)
#: Pauses after a connection that broke off: that says little about the letter, so we never give up.
PAUSES_AFTER_CUT = (timedelta(0), timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15))


class OutboxState(StrEnum):
    """How far a letter is."""

    WAITING = "waiting"
    SENT = "sent"
    UNCERTAIN = "uncertain"  #: waited when a back-up was made that was restored since: it may have gone, so it does not
    GIVEN_UP = "given_up"  #: refused for good, or too often


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One letter that may go out now."""

    message_id: str
    organisation: str
    kind: LetterKind
    recipient: str
    content: bytes
    attempts: int  #: how often the server said "not now"
    cuts: int = 0  #: how often the connection broke off


class Outbox:
    """The letters of one organisation, on one connection."""

    def __init__(self, connection: Connection, organisation: str) -> None:
        self._connection = connection
        self._organisation = organisation

    def put(self, letter: Letter) -> None:
        """Add a letter; it goes out after this transaction has committed."""
        self._connection.execute(
            insert(letters).values(
                message_id=letter.message_id,
                organisation=self._organisation,
                reference=letter.reference,
                kind=letter.kind.value,
                token=letter.token,
                recipient=letter.recipient,
                officer=letter.officer,
                written_at=letter.written_at,
                cap_key=letter.cap_key,
            )
        )
        self._connection.execute(
            insert(outbox).values(
                message_id=letter.message_id,
                content=letter.content,
                state=OutboxState.WAITING.value,
                attempts=0,
                not_before=letter.not_before,
            )
        )

    def rewrite(self, message_id: str, content: bytes) -> bool:
        """Put better contents into a letter that still waits, and let it go; False when it has gone already."""
        waiting = (outbox.c.message_id == message_id) & (outbox.c.state == OutboxState.WAITING)
        done = self._connection.execute(update(outbox).where(waiting).values(content=content, not_before=None))
        return done.rowcount > 0

    def release(self, reference: str) -> None:
        """Let the letters of a case go that waited for its pictures."""
        of_case = select(letters.c.message_id).where(
            letters.c.organisation == self._organisation, letters.c.reference == reference
        )
        self._connection.execute(
            update(outbox)
            .where(outbox.c.message_id.in_(of_case), outbox.c.state == OutboxState.WAITING)
            .values(not_before=None)
        )

    def due(self, now: datetime) -> list[Waiting]:
        """Letters that may go out now, oldest first."""
        may_go = outbox.c.not_before.is_(None) | (outbox.c.not_before <= now)
        query = (
            select(letters, outbox.c.content, outbox.c.attempts, outbox.c.cuts)
            .join(outbox)
            .where(letters.c.organisation == self._organisation, outbox.c.state == OutboxState.WAITING, may_go)
            .order_by(outbox.c.number)
        )
        return [
            Waiting(
                message_id=row["message_id"],
                organisation=row["organisation"],
                kind=LetterKind(row["kind"]),
                recipient=row["recipient"],
                content=row["content"],
                attempts=row["attempts"],
                cuts=row["cuts"],
            )
            for row in self._connection.execute(query).mappings()
        ]

    def claim(self, letter: Waiting) -> bool:
        """Just before it is handed over: does it still wait, and is it still ours to send?

        A transaction under a lease is refused when another process took over, so every letter is sent by one.
        """
        state = select(outbox.c.state).where(outbox.c.message_id == letter.message_id)
        return self._connection.execute(state).scalar() == OutboxState.WAITING

    def sent(self, message_id: str, at: datetime) -> None:
        """The server took it."""
        self._set(message_id, state=OutboxState.SENT.value, sent_at=at, not_before=None)
        self._forget_evidence(message_id)

    def failed(self, letter: Waiting, at: datetime, why: str, *, permanent: bool) -> bool:
        """It did not go; try again after a growing pause. True when we give up."""
        given_up = permanent or letter.attempts >= len(PAUSES)
        pause = None if given_up else at + PAUSES[letter.attempts]
        state = OutboxState.GIVEN_UP if given_up else OutboxState.WAITING
        self._set(
            letter.message_id, state=state.value, attempts=letter.attempts + 1, not_before=pause, last_error=why[:255]
        )
        if given_up:
            self._forget_evidence(letter.message_id)
        return given_up

    def broke_off(self, letter: Waiting, at: datetime, why: str) -> None:
        """The connection was cut while the letter was handed over: again soon, however often that happens."""
        pause = PAUSES_AFTER_CUT[min(letter.cuts, len(PAUSES_AFTER_CUT) - 1)]
        self._set(letter.message_id, cuts=letter.cuts + 1, not_before=at + pause, last_error=why[:255])

    def by_token(self, tokens: list[str]) -> KnownLetter | None:
        """The newest of our letters that one of these tokens names."""
        return self._newest(letters.c.token.in_(tokens))

    def by_message_id(self, message_ids: tuple[str, ...]) -> KnownLetter | None:
        """The newest of our letters with one of these Message-IDs: the one that a bounce returns."""
        return self._newest(letters.c.message_id.in_(message_ids))

    def returned(self, message_id: str, at: datetime) -> bool:
        """A letter came back; False when that was known."""
        fresh = (letters.c.message_id == message_id) & letters.c.returned_at.is_(None)
        return self._connection.execute(update(letters).where(fresh).values(returned_at=at)).rowcount > 0

    def never_arrived(self, recipient: str) -> bool:
        """Did a letter to this address fail for good, or come back? It gets no other."""
        failed = letters.c.returned_at.is_not(None) | (outbox.c.state == OutboxState.GIVEN_UP)
        query = select(letters.c.message_id).join(outbox).where(self._ours, letters.c.recipient == recipient, failed)
        return self._connection.execute(query.limit(1)).first() is not None

    def unreached(self, reference: str | None) -> frozenset[str]:
        """The addresses that a letter about this case (None: about no case) did not reach."""
        failed = letters.c.returned_at.is_not(None) | (outbox.c.state == OutboxState.GIVEN_UP)
        query = select(letters.c.recipient).join(outbox).where(self._ours, letters.c.reference == reference, failed)
        return frozenset(self._connection.execute(query).scalars())

    def written(
        self,
        kind: LetterKind,
        since: datetime,
        *,
        recipient: str | None = None,
        reference: str | None = None,
        cap_key: str | None = None,
    ) -> int:
        """How many letters of this kind were written since: to this recipient, about this case, with this key."""
        query = select(func.count()).where(self._ours, letters.c.kind == kind, letters.c.written_at > since)
        if recipient is not None:
            query = query.where(letters.c.recipient == recipient)
        if reference is not None:
            query = query.where(letters.c.reference == reference)
        if cap_key is not None:
            query = query.where(letters.c.cap_key == cap_key)
        return self._connection.execute(query).scalar_one()

    def last_written(self, kind: LetterKind, reference: str) -> datetime | None:
        """When a letter of this kind about a case was written last."""
        query = select(func.max(letters.c.written_at)).where(
            self._ours, letters.c.kind == kind, letters.c.reference == reference
        )
        return self._connection.execute(query).scalar()

    def of_case(self, reference: str, kind: LetterKind | None = None) -> list[KnownLetter]:
        """The letters written about a case, oldest first."""
        of_case = (letters.c.organisation == self._organisation) & (letters.c.reference == reference)
        query = select(letters).join(outbox).where(of_case)
        if kind:
            query = query.where(letters.c.kind == kind.value)
        return [_known(row) for row in self._connection.execute(query.order_by(outbox.c.number)).mappings()]

    def traces(self, reference: str) -> list[LetterTrace]:
        """When each letter about a case was written and sent, oldest first."""
        query = select(letters, outbox.c.sent_at).join(outbox).where(self._ours, letters.c.reference == reference)
        return [
            LetterTrace(
                kind=LetterKind(row["kind"]),
                recipient=row["recipient"],
                written_at=row["written_at"],
                sent_at=row["sent_at"],
                returned_at=row["returned_at"],
            )
            for row in self._connection.execute(query.order_by(outbox.c.number)).mappings()
        ]

    def count(self, state: OutboxState, since: datetime, until: datetime) -> int:
        """How many letters of a period are in this state."""
        query = (
            select(outbox.c.message_id)
            .join(letters)
            .where(
                letters.c.organisation == self._organisation,
                outbox.c.state == state,
                letters.c.written_at >= since,
                letters.c.written_at < until,
            )
        )
        return len(self._connection.execute(query).all())

    def lost(self, since: datetime, until: datetime) -> int:
        """How many letters of a period were given up or came back."""
        failed = letters.c.returned_at.is_not(None) | (outbox.c.state == OutboxState.GIVEN_UP)
        in_period = (letters.c.written_at >= since) & (letters.c.written_at < until)
        query = select(func.count()).select_from(letters.join(outbox)).where(self._ours, failed, in_period)
        return self._connection.execute(query).scalar_one()

    def first_sent(self, kind: LetterKind) -> dict[str, datetime]:
        """When the first letter of this kind about each case left."""
        query = (
            select(letters.c.reference, func.min(outbox.c.sent_at))
            .join(outbox)
            .where(self._ours, letters.c.kind == kind.value, outbox.c.sent_at.is_not(None))
            .group_by(letters.c.reference)
        )
        return {reference: at for reference, at in self._connection.execute(query) if reference}

    @property
    def _ours(self) -> ColumnElement[bool]:
        return letters.c.organisation == self._organisation

    def _newest(self, condition: ColumnElement[bool]) -> KnownLetter | None:
        query = select(letters).join(outbox).where(letters.c.organisation == self._organisation, condition)
        row = self._connection.execute(query.order_by(outbox.c.number.desc()).limit(1)).mappings().first()
        return _known(row) if row else None

    def _forget_evidence(self, message_id: str) -> None:
        """Originals of a case lie in the evidence store, and nowhere else for longer than needed."""
        evidence = select(letters.c.message_id).where(letters.c.kind == LetterKind.EVIDENCE)
        gone = (outbox.c.message_id == message_id) & outbox.c.message_id.in_(evidence)
        self._connection.execute(update(outbox).where(gone).values(content=b""))

    def _set(self, message_id: str, **values: object) -> None:
        self._connection.execute(update(outbox).where(outbox.c.message_id == message_id).values(**values))


def _known(row: Mapping[Any, Any]) -> KnownLetter:
    return KnownLetter(
        message_id=row["message_id"],
        token=row["token"],
        kind=LetterKind(row["kind"]),
        recipient=row["recipient"],
        officer=row["officer"],
        reference=row["reference"],
        written_at=row["written_at"],
    )
