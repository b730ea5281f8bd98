"""The SQLAlchemy tables, nothing else; the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC moment; a naive one is refused, since a clock of 72 hours cannot guess."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware to naive UTC, as both databases store it."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment without time zone cannot be stored")
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Naive UTC to aware."""
        return value.replace(tzinfo=UTC) if value else None


#: A mailbox folder we watch: where we are in it.
mailboxes = Table(
    "mailboxes",
    metadata,
    Column("organisation", String(64), primary_key=True),
    Column("folder", String(255), primary_key=True),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("high_water", BigInteger, nullable=False),
    Column("watched_since", UtcDateTime, nullable=False),
    Column("renumbered_below", BigInteger, nullable=False),
    Column("last_success_at", UtcDateTime),
    Column("first_mark", BigInteger, nullable=False, server_default="0"),  # up to here lies what was there before us
    Column("counted_at", UtcDateTime),  # when it was last compared with the journal, and what was found
    Column("on_server", Integer, nullable=False, server_default="0"),
    Column("before_us", Integer, nullable=False, server_default="0"),
    Column("unknown", Integer, nullable=False, server_default="0"),
)

#: One row per mail seen: no words, no names.
journal = Table(
    "journal",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("organisation", String(64), nullable=False),
    Column("folder", String(255), nullable=False),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("uid", BigInteger, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("noted_at", UtcDateTime, nullable=False),
    Column("arrived_at", UtcDateTime),
    Column("done_at", UtcDateTime),
    Column("missed_at", UtcDateTime),  # when a count first did not find it on the server; found again: none
    Column("fingerprint", String(64), index=True),
    Column("likeness", String(64), index=True),  # of officers' mails: none is carried out twice
    Column("spool", String(64)),
    Column("rest_for", String(32)),  # the case for which parts of this mail still follow to disk; "": it was set aside
    Column("route", String(16)),
    Column("verdict", String(16)),
    Column("score", Float),
    Column("listed_at", UtcDateTime),  # the list of near misses it stood in last, and its number there
    Column("listed_as", Integer),
    Column("said", String(16)),  # what an officer said of it there, against our verdict
    UniqueConstraint("organisation", "folder", "uidvalidity", "uid"),
    Index(None, "organisation", "state"),
)

#: The current state of each case; how it came to be stands in case_events.
cases = Table(
    "cases",
    metadata,
    Column("organisation", String(64), primary_key=True),
    Column("reference", String(32), primary_key=True),
    Column("state", String(24), nullable=False),
    Column("ap_state", String(24), nullable=False),
    Column("people_state", String(24), nullable=False),
    Column("channel", String(16), nullable=False),
    Column("is_incident", Boolean, nullable=False),
    Column("provisional_aware_at", UtcDateTime, nullable=False),
    Column("confirmed_aware_at", UtcDateTime),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("closed_at", UtcDateTime),
    Column("mailbox", String(255), nullable=False),
    Column("handler", String(320)),
    Column("finder_address", String(320)),
    Column("finder_name", String(320)),
    Column("receipt_held", String(32)),
    Column("findings", JSON, nullable=False),
    Column("fields", JSON, nullable=False),
)

#: Running numbers without gaps: references per year, links of the chain. The row is also the lock that orders writers.
counters = Table(
    "counters",
    metadata,
    Column("organisation", String(64), primary_key=True),
    Column("series", String(32), primary_key=True),
    Column("value", Integer, nullable=False),
)

#: The hash chain: one link per change of a case, append-only.
case_events = Table(
    "case_events",
    metadata,
    Column("organisation", String(64), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("reference", String(32)),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", String(64), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("payload_digest", String(64), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
    Index(None, "organisation", "reference"),
)

#: What the links say, apart from the chain so that it can be erased.
event_payloads = Table(
    "event_payloads",
    metadata,
    Column("organisation", String(64), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("salt", String(64), nullable=False),
    Column("payload", Text, nullable=False),
    ForeignKeyConstraint(["organisation", "number"], ["case_events.organisation", "case_events.number"]),
)

#: The mails of a case.
case_mails = Table(
    "case_mails",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("organisation", String(64), nullable=False),
    Column("reference", String(32), nullable=False),
    Column("role", String(16), nullable=False),
    Column("message_id", String(998)),
    Column("fingerprint", String(64), nullable=False),
    Column("likeness", String(64), index=True),  # the same for every copy of a mail, whatever way it took
    Column("words_key", String(64), index=True),  # the same for mails that say the same
    Column("subject_key", String(64)),  # the same for subjects that differ only in "Re:" and numbers
    Column("arrived_at", UtcDateTime, nullable=False),
    Column("sender", String(320)),
    Column("how_found", String(16), nullable=False),
    Column("authentication", String(16), nullable=False),
    ForeignKeyConstraint(["organisation", "reference"], ["cases.organisation", "cases.reference"]),
    UniqueConstraint("organisation", "reference", "fingerprint"),
)

#: What is kept encrypted on disk, and why.
evidence = Table(
    "evidence",
    metadata,
    Column("organisation", String(64), primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("reference", String(32), primary_key=True),  # "" for a mail that is not yet judged
    Column("kind", String(16), nullable=False),
    Column("content_type", String(255), nullable=False),
    Column("size", Integer, nullable=False),
    Column("stored_at", UtcDateTime, nullable=False),
    Column("words_read_at", UtcDateTime),
)

#: Every letter ever written: what recognises the answers to it.
letters = Table(
    "letters",
    metadata,
    Column("message_id", String(255), primary_key=True),
    Column("organisation", String(64), nullable=False),
    Column("reference", String(32)),
    Column("kind", String(32), nullable=False),
    Column("token", String(64), nullable=False, unique=True),
    Column("recipient", String(320), nullable=False),
    Column("officer", String(320)),
    Column("written_at", UtcDateTime, nullable=False),
    Column("returned_at", UtcDateTime),
    Column("cap_key", String(64)),  # letters with the same key count together against a cap
    Index(None, "organisation", "reference", "kind"),
    Index(None, "organisation", "kind", "recipient"),
)

#: Letters on their way.
outbox = Table(
    "outbox",
    metadata,
    Column("number", Integer, primary_key=True),  # letters go out in the order in which they were written
    Column("message_id", String(255), ForeignKey("letters.message_id"), nullable=False, unique=True),
    Column("content", LargeBinary, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("attempts", Integer, nullable=False, default=0),
    Column("cuts", Integer, nullable=False, default=0, server_default="0"),  # tries that broke off without an answer
    Column("not_before", UtcDateTime),
    Column("sent_at", UtcDateTime),
    Column("last_error", String(255)),
)

#: What officers decided about mails: training data.
labels = Table(
    "labels",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("organisation", String(64), nullable=False),
    Column("reference", String(32), nullable=False),
    Column("label", String(16), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("mail", String(64), index=True),  # fingerprint; the reference is "" where the mail is no case
    Column("before", String(16)),  # the verdict that stood before
    Column("writer", String(64)),  # a keyed digest: are two mails of one person?
    Column("words", LargeBinary),  # masked and sealed; empty when they cannot be had, null while they are to be fetched
)

#: Letters to affected people that an officer let go: what they say, and how far he was told of them. No addresses.
mailings = Table(
    "mailings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("organisation", String(64), nullable=False),
    Column("reference", String(32), nullable=False),
    Column("content", Text, nullable=False),
    Column("officer", String(320), nullable=False),
    Column("approved_at", UtcDateTime, nullable=False),
    Column("half_told_at", UtcDateTime),
    Column("done_told_at", UtcDateTime),
    Column("failures_told", Integer, nullable=False, default=0),
    ForeignKeyConstraint(["organisation", "reference"], ["cases.organisation", "cases.reference"]),
    Index(None, "organisation", "reference"),
)

#: Affected people's addresses: kept apart, short-lived, never in evidence or back-ups.
subjects = Table(
    "subjects",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("organisation", String(64), nullable=False),
    Column("reference", String(32), nullable=False),
    Column("mailing", Integer, ForeignKey("mailings.id")),
    Column("row", Integer, nullable=False),  # in the officer's own list: what letters to him speak of
    Column("name", String(320), nullable=False),
    Column("address", String(320)),
    Column("postal", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("state", String(16), nullable=False),
    Column("message_id", String(255), index=True),  # of the letter to this person
    Column("answered_at", UtcDateTime),
    Column("erase_at", UtcDateTime, nullable=False),
    ForeignKeyConstraint(["organisation", "reference"], ["cases.organisation", "cases.reference"]),
    Index(None, "organisation", "reference"),
)

#: Commands that wait for the officer's one-time code.
held_commands = Table(
    "held_commands",
    metadata,
    Column("code_digest", String(64), primary_key=True),
    Column("organisation", String(64), nullable=False),
    Column("officer", String(320), nullable=False),
    Column("reference", String(32)),
    Column("own_words", Text, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),
    Column("draft", String(64)),  # digest of what SEND will send
    Column("lists", LargeBinary),  # sealed: the address lists that came with LETTER
)

#: Deadline warnings sent, so that each milestone speaks once.
warnings = Table(
    "warnings",
    metadata,
    Column("organisation", String(64), primary_key=True),
    Column("reference", String(32), primary_key=True),
    Column("aware_at", UtcDateTime, primary_key=True),
    Column("milestone", Integer, primary_key=True),
)

#: Recurring work: when each round is due next; after a standstill it is caught up once.
rounds = Table(
    "rounds",
    metadata,
    Column("organisation", String(64), primary_key=True),
    Column("name", String(32), primary_key=True),
    Column("due_at", UtcDateTime, nullable=False),
)

#: Questions to IT or a processor about a case, one row per address; the answers join the case.
requests = Table(
    "requests",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("organisation", String(64), nullable=False),
    Column("reference", String(32), nullable=False),
    Column("role", String(16), nullable=False),
    Column("name", String(255), nullable=False),
    Column("address", String(320), nullable=False),
    Column("message_id", String(255), nullable=False),  # of the letter that asked
    Column("question", Text, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("reminders", Integer, nullable=False, default=0),
    Column("answered_at", UtcDateTime),
    ForeignKeyConstraint(["organisation", "reference"], ["cases.organisation", "cases.reference"]),
    Index(None, "organisation", "reference"),
)

#: Letters that an officer was shown and that wait for his SEND.
drafts = Table(
    "drafts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("organisation", String(64), nullable=False),
    Column("reference", String(32), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("content", Text, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("digest", String(64), nullable=False, server_default=""),  # of the letters as they were shown
    Column("shown_to", String(320), nullable=False, server_default=""),
    ForeignKeyConstraint(["organisation", "reference"], ["cases.organisation", "cases.reference"]),
    Index(None, "organisation", "reference"),
)

#: By what a report is known again in another: digests of its pictures, web addresses, originals and words.
hallmarks = Table(
    "hallmarks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("organisation", String(64), nullable=False),
    Column("reference", String(32), nullable=False),
    Column("sort", String(16), nullable=False),
    Column("mark", String(256), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    ForeignKeyConstraint(["organisation", "reference"], ["cases.organisation", "cases.reference"]),
    Index(None, "organisation", "sort", "mark"),
)

#: What erased cases leave behind: their mails, still lying in the mailbox, do not bring them back.
tombstones = Table(
    "tombstones",
    metadata,
    Column("organisation", String(64), primary_key=True),
    Column("likeness", String(64), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
)

#: Which process works for an organisation now; `term` rises with every change of hands.
leases = Table(
    "leases",
    metadata,
    Column("organisation", String(64), primary_key=True),
    Column("holder", String(64), nullable=False),
    Column("term", Integer, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
)
