"""All books of one organisation in one transaction: journal, register, outbox, evidence, agenda."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from register_store.database import Database
from register_store.drafts import Drafts
from register_store.due_rounds import DueRounds
from register_store.erasure import Erasure
from register_store.evidence_files import EvidenceFiles, EvidenceIndex
from register_store.gone_mails import GoneMails
from register_store.hallmarks import Hallmarks
from register_store.held_commands import HeldCommands
from register_store.journal import Journal
from register_store.keys import Keys
from register_store.labels import Labels
from register_store.leases import Lease
from register_store.mailings import Mailings
from register_store.near_misses import NearMisses
from register_store.outbox import Outbox
from register_store.reckoning import Reckoning
from register_store.register import Register
from register_store.requests import Requests
from register_store.same_mails import SameMails
from register_store.spools import Spools
from register_store.subjects import Subjects


class Books:
    """What one transaction may read and write; what it writes is committed together or not at all."""

    def __init__(self, connection: Connection, organisation: str, keys: Keys) -> None:
        self._connection = connection
        self.journal = Journal(connection, organisation)
        self.register = Register(connection, organisation)
        self.outbox = Outbox(connection, organisation)
        self.evidence = EvidenceIndex(connection, organisation)
        self.held = HeldCommands(connection, organisation, keys.token)
        self.agenda = DueRounds(connection, organisation)
        self.same = SameMails(connection, organisation)
        self.hallmarks = Hallmarks(connection, organisation)
        self.requests = Requests(connection, organisation)
        self.drafts = Drafts(connection, organisation)
        self.subjects = Subjects(connection, organisation)
        self.mailings = Mailings(connection, organisation)
        self.erasure = Erasure(connection, organisation)
        self.spools = Spools(connection, organisation)
        self.near_misses = NearMisses(connection, organisation)
        self.labels = Labels(connection, organisation, keys)
        self.reckoning = Reckoning(connection, organisation)
        self.gone_mails = GoneMails(connection, organisation)

    @contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """A part of the transaction that is taken back alone when an error passes by (a savepoint)."""
        with self._connection.begin_nested():
            yield


class Bookcase:
    """The books of one organisation, opened transaction by transaction, and its evidence files."""

    def __init__(
        self, database: Database, organisation: str, evidence_folder: Path, keys: Keys, lease: Lease | None = None
    ) -> None:
        self._database = database
        self._organisation = organisation
        self._lease = lease
        self.keys = keys
        self.files = EvidenceFiles(evidence_folder, organisation, keys.evidence, keys.older_evidence)

    @contextmanager
    def transaction(self) -> Iterator[Books]:
        """Open the books; they close with a commit, or with nothing changed if an error passes by.

        Where a lease is asked for, raises `WorkedElsewhere` when another process works for this organisation.
        """
        if self._lease:
            self._lease.take()
        with self._database.transaction() as connection:
            if self._lease:
                self._lease.fence(connection)
            yield Books(connection, self._organisation, self.keys)

    def compact(self) -> None:
        """Write the database anew, so that what was erased is not in its file either; outside any transaction."""
        self._database.compact()

    def within(self, connection: Connection) -> Books:
        """The books in a transaction that somebody else began and will commit."""
        return Books(connection, self._organisation, self.keys)
