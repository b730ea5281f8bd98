"""What one organisation works with: its settings, books, letters and reader, handed to every lane."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.correspondence import Correspondence
from bot.officer_keys.officer_key import OfficerKey
from bot.officer_keys.own_keys import NO_KEYS, OwnKeys
from bot.reader import Belief, Reader
from bot.stationery import Stationery
from register_store.books import Bookcase
from register_store.organisation import Organisation


def no_cut(_hop: int) -> None:
    """Ordinary life: the process is not ended after a hop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The house of one organisation, without its doors."""

    organisation: Organisation
    bookcase: Bookcase
    reader: Reader
    belief: Belief
    clock: Callable[[], datetime]
    stationery: Stationery
    letters: Correspondence
    ops: str | None = None  #: the administrator: hears of what no officer can mend
    passphrases: Mapping[str, str] = field(default_factory=dict, repr=False)  #: officer's address -> of his archives
    evidence_quota: int = 0  #: bytes; 0: none
    cut: Callable[[int], None] = no_cut  #: tests end the process here, hop by hop


def open_office(
    organisation: Organisation,
    bookcase: Bookcase,
    reader: Reader,
    clock: Callable[[], datetime],
    *,
    belief: Belief | None = None,
    ops: str | None = None,
    passphrases: Mapping[str, str] | None = None,
    evidence_quota: int = 0,
    keys: tuple[OfficerKey, ...] = (),
    own_keys: OwnKeys = NO_KEYS,
    cut: Callable[[int], None] = no_cut,
) -> Office:
    """Put the parts of an office together."""
    stationery = Stationery(organisation, bookcase.keys)
    belief = belief or Belief(proof=organisation.proof, authserv_id=organisation.authserv_id)
    return Office(
        organisation=organisation,
        bookcase=bookcase,
        reader=reader,
        belief=replace(
            belief,
            keys=keys,
            own_keys=own_keys,
            officers=frozenset(one.address.lower() for one in organisation.officers),
        ),
        clock=clock,
        stationery=stationery,
        letters=Correspondence(organisation, stationery),
        ops=ops,
        passphrases=passphrases or {},
        evidence_quota=evidence_quota,
        cut=cut,
    )
