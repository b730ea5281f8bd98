"""The house watches itself: who keeps it running gets a letter when a mailbox stays unread or letters stay unsent."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.doors import Sender
from bot.errors import InboxLoginError, SenderError, SenderLoginError
from bot.fetch_round import FetchReport
from bot.office import Office
from register_store.database import DatabaseAway
from register_store.leases import WorkedElsewhere
from replies import letters

logger = logging.getLogger(__name__)

#: So many turns without success, and somebody is told.
SILENT_TURNS = 10
#: So many turns in which nothing at all succeeded, and the supervisor may try with a fresh process.
HOPELESS_TURNS = 30
#: About one cause the same person hears once in this time.
NOTICE_PAUSE = timedelta(days=1)
#: A notice that did not go out is tried again after this.
_RETRY_PAUSE = timedelta(minutes=10)

_NOTHING_NEW = FetchReport()


class Cause(StrEnum):
    """Why somebody is told."""

    LOGIN = "login"  #: the mail server refused us: told the first time
    POST_LOGIN = "post_login"  #: the server that takes our letters refused us: told the first time
    SILENT = "silent"  #: the mailbox was not read, or the books not kept, for many turns
    LETTERS = "letters"  #: letters that are due have not gone out for many turns
    FOLDER = "folder"  #: a further folder, such as Junk, was not read for many turns
    COUNT = "count"  #: mails were passed by, or the digest's figures do not add up


@dataclass(slots=True, kw_only=True)
class Post:
    """One organisation as the watch sees it."""

    office: Office  #: its books without a lease: also who waits for another process may say what is wrong
    sender: Sender
    failures: int = 0  #: turns in a row
    unsent: int = 0  #: turns in a row that left letters behind
    unread: int = 0  #: turns in a row in which a further folder could not be read
    troubled_since: datetime | None = None
    told: dict[Cause, datetime] = field(default_factory=dict)  #: also while the database is away


class Watch:
    """Hears after every turn how it went."""

    def __init__(
        self,
        posts: Sequence[Post],
        *,
        ops: str | None,
        clock: Callable[[], datetime],
        trial_recipient: str | None = None,
    ) -> None:
        self._posts = {post.office.organisation.key: post for post in posts}
        self._recipient = trial_recipient if ops and trial_recipient else ops
        self._clock = clock

    @property
    def is_hopeless(self) -> bool:
        """Has nothing succeeded anywhere for so long that a fresh process should try?"""
        return all(post.failures >= HOPELESS_TURNS for post in self._posts.values())

    def succeeded(self, key: str, report: FetchReport = _NOTHING_NEW) -> None:
        """The turn of this organisation came to its end."""
        post = self._posts[key]
        post.failures, post.troubled_since = 0, None
        post.unsent = post.unsent + 1 if _leaves_letters(post.office, self._clock()) else 0
        post.unread = post.unread + 1 if report.unread else 0
        for cause, is_so in (
            (Cause.LETTERS, post.unsent >= SILENT_TURNS),
            (Cause.FOLDER, post.unread >= SILENT_TURNS),
            (Cause.COUNT, not report.adds_up),
        ):
            if is_so:
                self._tell(post, cause)

    def failed(self, key: str, error: Exception) -> None:
        """It did not; an organisation that another process works for is no trouble."""
        post = self._posts[key]
        if isinstance(error, WorkedElsewhere):
            post.failures, post.troubled_since = 0, None
            return
        post.failures += 1
        post.troubled_since = post.troubled_since or self._clock()
        if isinstance(error, InboxLoginError):
            self._tell(post, Cause.LOGIN)
        elif isinstance(error, SenderLoginError):
            self._tell(post, Cause.POST_LOGIN)
        elif post.failures >= SILENT_TURNS:
            self._tell(post, Cause.SILENT)

    def _tell(self, post: Post, cause: Cause) -> None:
        now = self._clock()
        if self._recipient is None or not self._may_tell(post, cause, now):
            return
        logger.error("organisation %s: %s, telling ops", post.office.organisation.key, cause.value)
        if self._sent(post, cause, post.troubled_since or now, now):
            self._remember(post, cause, now + NOTICE_PAUSE)

    def _sent(self, post: Post, cause: Cause, since: datetime, now: datetime) -> bool:
        """By its own mail server, else by that of any other organisation."""
        recipient, mailbox = self._recipient or "", post.office.organisation.mailbox
        for other in sorted(self._posts.values(), key=lambda each: each is not post):
            office = other.office
            stamp = office.stationery.new_stamp(recipient, None, now)
            letter = letters.trouble(
                office.organisation, recipient, stamp, cause=cause.value, since=since, mailbox=mailbox
            )
            try:
                other.sender.send(office.organisation.mailbox, recipient, letter.content)
            except SenderError as error:
                logger.warning("notice: not sent, %s", error)
                continue
            finally:
                other.sender.close()
            return True
        return False

    def _may_tell(self, post: Post, cause: Cause, now: datetime) -> bool:
        """Claims the notice for a short time, so that of two processes one tells."""
        due = post.told.get(cause)
        try:
            with post.office.bookcase.transaction() as books:
                due = books.agenda.due_at(_name(cause)) or due
                if due is None or due <= now:
                    books.agenda.plan(_name(cause), now + _RETRY_PAUSE)
        except DatabaseAway:
            logger.warning("notices: the database is away, this process remembers them alone")
        if due is not None and due > now:
            return False
        post.told[cause] = now + _RETRY_PAUSE
        return True

    def _remember(self, post: Post, cause: Cause, until: datetime) -> None:
        post.told[cause] = until
        try:
            with post.office.bookcase.transaction() as books:
                books.agenda.plan(_name(cause), until)
        except DatabaseAway:
            logger.warning("notices: the database is away, this process remembers them alone")


def _leaves_letters(office: Office, now: datetime) -> bool:
    with office.bookcase.transaction() as books:
        return bool(books.outbox.due(now))


def _name(cause: Cause) -> str:
    return f"notice-{cause.value}"
