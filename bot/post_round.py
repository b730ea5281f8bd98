"""Posts letters: what the outbox holds goes to the mail server; what it does not take waits, or goes on to others."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event

from bot.doors import Sender
from bot.errors import NullSenderRefused, SenderError, SenderLoginError
from bot.office import Office
from bot.sealing import as_it_goes
from bot.undelivered import Unreached, note_undelivered
from register_store.books import Books
from register_store.letter import KnownLetter, LetterKind
from register_store.outbox import Waiting

logger = logging.getLogger(__name__)

#: A server that is away is asked again after these; the last repeats. The first try costs no pause.
PAUSES = (timedelta(0), timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=5), timedelta(minutes=10))
#: So many letters in a row whose connection broke off: it is the server, not the letters.
MOST_CUTS_IN_A_ROW = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PostDoor:
    """How letters leave the house."""

    sender: Sender
    trial_recipient: str | None = None  #: when set, every letter goes there
    null_sender_for_receipts: bool = False  #: MAIL FROM:<> for receipts, so that nothing bounces back (RFC 3834 3.3)


class PostRound:
    """Hop 10 of one organisation; it remembers how long the server has been away."""

    def __init__(self, office: Office, stopping: Event | None = None) -> None:
        self._office = office
        self._stopping = stopping or Event()
        self._away = 0  # how many turns in a row the server was away
        self._not_before: datetime | None = None
        self._takes_null_sender = True
        self.login_refused: SenderLoginError | None = None  #: until a letter goes again: somebody must be told

    def turn(self, door: PostDoor) -> int:
        """Send what is due, oldest first; returns how many letters went."""
        now = self._office.clock()
        if self._not_before is not None and now < self._not_before:
            return 0
        with self._office.bookcase.transaction() as books:
            waiting = books.outbox.due(now)
        self.login_refused = None
        sent, is_away = self._post(door, waiting)
        door.sender.close()
        self._remember(is_away=is_away, now=now)
        return sent

    def _post(self, door: PostDoor, waiting: list[Waiting]) -> tuple[int, bool]:
        """How many went, and whether the server itself stopped us."""
        sent = cuts = 0
        for letter in waiting:
            if self._stopping.is_set():
                break
            if not self._claimed(letter):
                continue
            try:
                self._hand_over(door, letter)
            except SenderError as error:
                self._not_taken(letter, error)
                cuts = cuts + 1 if error.broke_off else 0
                if not (error.refused or error.broke_off) or cuts >= MOST_CUTS_IN_A_ROW:
                    return sent, True
                continue
            self._office.cut(10)
            with self._office.bookcase.transaction() as books:
                books.outbox.sent(letter.message_id, self._office.clock())
            sent, cuts = sent + 1, 0
        return sent, False

    def _claimed(self, letter: Waiting) -> bool:
        with self._office.bookcase.transaction() as books:
            return books.outbox.claim(letter)

    def _hand_over(self, door: PostDoor, letter: Waiting) -> None:
        recipient = door.trial_recipient or letter.recipient
        # Whoever tries Meldpost out has not the keys of its officers.
        content = letter.content if door.trial_recipient else as_it_goes(self._office, letter)
        if not self._went_without_sender(door, letter, recipient):
            door.sender.send(self._office.organisation.mailbox, recipient, content)

    def _went_without_sender(self, door: PostDoor, letter: Waiting, recipient: str) -> bool:
        """False when the letter needs a sender, or the server wants one."""
        if not (door.null_sender_for_receipts and self._takes_null_sender and letter.kind is LetterKind.RECEIPT):
            return False
        try:
            door.sender.send("", recipient, letter.content)
        except NullSenderRefused:
            self._takes_null_sender = False
            logger.info("this mail server takes no letter without a sender: receipts go out from the mailbox")
            return False
        except SenderError as error:
            if not error.permanent:
                raise
            return False  # some servers say no to the recipient and mean the sender: his no counts with one
        return True

    def _not_taken(self, letter: Waiting, error: SenderError) -> None:
        logger.warning("letter %s: not sent, %s", letter.kind.value, error)
        self.login_refused = error if isinstance(error, SenderLoginError) else None
        now = self._office.clock()
        with self._office.bookcase.transaction() as books:
            if error.broke_off:
                books.outbox.broke_off(letter, now, str(error))
            elif error.refused:
                self._refused(books, letter, error, now)

    def _refused(self, books: Books, letter: Waiting, error: SenderError, now: datetime) -> None:
        """The server spoke about this very letter; given up, its readers are told another way."""
        if not books.outbox.failed(letter, now, str(error), permanent=error.permanent):
            return
        known: KnownLetter | None = books.outbox.by_message_id((letter.message_id,))
        if known is not None:
            why = Unreached.REFUSED if error.permanent else Unreached.GAVE_UP
            note_undelivered(self._office, books, known, why, now)

    def _remember(self, *, is_away: bool, now: datetime) -> None:
        """A server that is away costs all letters a pause, and none of them a try."""
        if not is_away:
            self._away, self._not_before = 0, None
            return
        self._not_before = now + PAUSES[min(self._away, len(PAUSES) - 1)]
        self._away += 1
