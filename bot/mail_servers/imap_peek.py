"""Fetches mails without a trace: small ones whole and many at once, of large ones headers and texts first."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.doors import FetchedMail, LeftOut
from bot.errors import InboxError
from bot.mail_servers.fetch_batches import in_batches
from bot.mail_servers.imap_answers import arrival_in, body_of, sections_of
from bot.mail_servers.imap_connection import STUMBLES, Client
from bot.mail_servers.imap_session import ImapSession
from bot.mail_servers.imap_structure import LONGEST_TEXT, left_out_of, put_together, structure_of, wanted_of

SIZES_AT_ONCE = 500  #: mails whose size is asked in one go
PIECE = 1 << 20  #: bytes of a large mail that lie in memory at once
MOST_AT_ONCE = 8 << 20  #: a mail up to this size may be read whole when its texts say too little

_Answer = dict[bytes, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Peek:
    """Looks at mails through one session."""

    session: ImapSession
    clock: Callable[[], datetime]
    large: int  #: of mails above this size only headers and texts are fetched

    def mails(self, uids: Sequence[int]) -> Iterator[FetchedMail]:
        """These mails in this order; one that has vanished meanwhile is left out."""
        self.session.ensure_open()
        for start in range(0, len(uids), SIZES_AT_ONCE):
            sizes = self._sizes(uids[start : start + SIZES_AT_ONCE])
            for batch in in_batches(sizes, apart=self.large):
                yield from self._batch(batch, sizes)

    def pieces(self, uid: int, section: str = "") -> Iterator[bytes]:
        """A mail, or one part as it lies on the server, bit by bit; a broken line is taken up where it broke."""
        self.session.ensure_open()
        offset = 0
        while piece := self._piece(uid, section, offset):
            yield piece
            offset += len(piece)
            if len(piece) < PIECE:
                return
        if offset and not self.session.holds(uid):
            raise InboxError("A mail vanished while it was read.")

    def left_out(self, uid: int) -> tuple[LeftOut, ...]:
        """What this mail holds besides headers and texts."""
        self.session.ensure_open()
        with self.session.talk() as client:
            answer = _structure(client, uid)
            return left_out_of(structure_of(answer.get(b"BODYSTRUCTURE") or ())) if answer else ()

    def _batch(self, batch: Sequence[int], sizes: dict[int, int]) -> Iterator[FetchedMail]:
        """One batch at once; if the server stumbles, one by one, to find the mail it stumbles over."""
        if sizes[batch[0]] > self.large:
            yield from self._large(batch[0], sizes[batch[0]])
            return
        try:
            answers = self._ask(batch)
        except STUMBLES:
            answers = {}
        for uid in batch:
            answer = answers.get(uid) or self._ask_alone(uid)
            if answer is not None:
                yield self._whole(uid, answer, sizes[uid])

    def _whole(self, uid: int, answer: _Answer, size: int) -> FetchedMail:
        """An empty answer gives a mail that is not whole."""
        raw = body_of(answer)
        arrived_at = arrival_in(answer, self.clock())
        return FetchedMail(uid=uid, raw=raw or b"", arrived_at=arrived_at, size=size, whole=raw is not None)

    def _large(self, uid: int, size: int) -> Iterator[FetchedMail]:
        """Headers and texts; its beginning where the server cannot tell the parts apart."""
        for excerpt in (self._texts, self._beginning):
            try:
                found = excerpt(uid, size)
            except STUMBLES:
                self.session.reopen_same()
                continue
            if found is not None:
                yield found
                return
        if self.session.holds(uid):
            yield self._whole(uid, {}, size)

    def _texts(self, uid: int, size: int) -> FetchedMail | None:
        answer = _structure(self.session.client, uid)
        if answer is None:
            return None
        root = structure_of(answer.get(b"BODYSTRUCTURE") or ())
        items = [f"BODY.PEEK[{name}]" + ("" if _is_header(name) else f"<0.{LONGEST_TEXT}>") for name in wanted_of(root)]
        sections = sections_of(self.session.client.fetch([uid], items).get(uid, {}))
        if "HEADER" not in sections:
            return None
        return self._excerpt(uid, size, answer, put_together(root, sections), left_out_of(root))

    def _beginning(self, uid: int, size: int) -> FetchedMail | None:
        answer = self.session.client.fetch([uid], [f"BODY.PEEK[]<0.{self.large}>", "INTERNALDATE"]).get(uid, {})
        raw = body_of(answer)
        if not raw:
            return None
        rest = LeftOut(section="", content_type="application/octet-stream", encoding="", size=size - len(raw))
        return self._excerpt(uid, size, answer, raw, (rest,))

    def _excerpt(self, uid: int, size: int, answer: _Answer, raw: bytes, left_out: tuple[LeftOut, ...]) -> FetchedMail:
        return FetchedMail(
            uid=uid,
            raw=raw,
            arrived_at=arrival_in(answer, self.clock()),
            size=size,
            left_out=left_out,
            all_of_it=lambda: self._all_of_it(uid, size),
        )

    def _all_of_it(self, uid: int, size: int) -> bytes | None:
        """None as well when the line breaks: the excerpt in hand is judged then, and nothing waits for it."""
        if size > MOST_AT_ONCE:
            return None
        try:
            return b"".join(self.pieces(uid)) or None
        except InboxError:
            return None

    def _sizes(self, uids: Sequence[int]) -> dict[int, int]:
        """How large each one is; if the server stumbles, by halves, so that one mail cannot hide the others."""
        try:
            answers = self.session.client.fetch(uids, ["RFC822.SIZE"])
        except STUMBLES:
            self.session.reopen_same()
            half = len(uids) // 2
            return self._sizes(uids[:half]) | self._sizes(uids[half:]) if half else {uids[0]: 0}
        return {uid: int(answers[uid].get(b"RFC822.SIZE") or 0) for uid in uids if uid in answers}

    def _ask(self, uids: Sequence[int]) -> dict[int, _Answer]:
        """An empty body is no body: some servers answer so for a mail that they still have to fetch themselves."""
        answers = self.session.client.fetch(uids, ["BODY.PEEK[]", "INTERNALDATE"])
        return {uid: answer for uid, answer in answers.items() if body_of(answer)}

    def _ask_alone(self, uid: int) -> _Answer | None:
        """None: it has vanished. An empty answer: it is there, but the server cannot give it."""
        for ask in (self._ask_one, self._ask_one, self._ask_halves):
            with suppress(*STUMBLES):
                if answer := ask(uid):
                    return answer
            self.session.reopen_same()
            if not self.session.holds(uid):
                return None
        return {}

    def _ask_one(self, uid: int) -> _Answer | None:
        return self._ask([uid]).get(uid)

    def _ask_halves(self, uid: int) -> _Answer | None:
        """Some servers give nothing for the whole of a mail but give its two halves."""
        answer = self.session.client.fetch([uid], ["BODY.PEEK[HEADER]", "BODY.PEEK[TEXT]", "INTERNALDATE"]).get(uid, {})
        halves = sections_of(answer)
        raw = halves.get("HEADER", b"") + halves.get("TEXT", b"")
        return {**answer, b"BODY[]": raw} if halves.get("HEADER") else None

    def _piece(self, uid: int, section: str, offset: int) -> bytes:
        """One piece; a broken line is mended once. Nothing at the end, and nothing of a mail that has vanished."""
        items = [f"BODY.PEEK[{section}]<{offset}.{PIECE}>"]
        with suppress(*STUMBLES):
            return self._found(self.session.client.fetch([uid], items).get(uid, {}), section)
        self.session.reopen_same()
        with self.session.talk() as client:
            return self._found(client.fetch([uid], items).get(uid, {}), section)

    def _found(self, answer: _Answer, section: str) -> bytes:
        return sections_of(answer).get(section.upper(), b"")


def _structure(client: Client, uid: int) -> _Answer | None:
    """Its parts and its arrival; None when it has vanished, ValueError when the answer cannot be understood."""
    try:
        answer: _Answer | None = client.fetch([uid], ["BODYSTRUCTURE", "INTERNALDATE"]).get(uid)
    except (TypeError, IndexError, AttributeError) as error:  # imapclient takes every structure for well formed
        raise ValueError("this BODYSTRUCTURE cannot be understood") from error
    return answer


def _is_header(name: str) -> bool:
    return name.endswith(("HEADER", "MIME"))
