"""Are the people and the protocol that an organisation file names complete (pure)? A sentence what to do."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from register_store.organisation import OfficerRole, Organisation
from register_store.processor import Processor
from replies.letter_headers import is_writable

_GDPR_APPLIES = date(2018, 5, 25)
_DOMAIN = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,63}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcoming:
    """What was looked at, and what is wrong with it."""

    what: str
    trouble: str | None = None  #: None: in order
    advice_only: bool = False  #: works without it, less well


def shortcomings(organisation: Organisation) -> Iterator[Shortcoming]:
    """One for each sort of people, and one for when they are told."""
    yield _addresses(organisation)
    yield _ladder(organisation)
    yield _it(organisation)
    yield _processors(organisation)
    yield _protocol(organisation)


def _addresses(organisation: Organisation) -> Shortcoming:
    officers = [officer.address for officer in organisation.officers]
    wrong = _unwritable([*officers, *organisation.management, *filter(None, [organisation.officer_mailbox])])
    twice = [address for address, count in Counter(map(str.lower, officers)).items() if count > 1]
    trouble = None
    if wrong:
        trouble = f"no letter can go to {wrong[0]!r}: correct it under [[officers]], `management` or `officer_mailbox`."
    elif twice:
        trouble = f"{twice[0]} stands twice under [[officers]]: keep one."
    return Shortcoming(what="addresses", trouble=trouble)


def _ladder(organisation: Organisation) -> Shortcoming:
    rules, hours = organisation.escalation, organisation.office_hours
    what = "escalation ladder"
    if rules.management_after <= rules.remind_after:
        return Shortcoming(what=what, trouble="management hears before officers: make management_after the larger one.")
    if hours.closes <= hours.opens:
        return Shortcoming(what=what, trouble="office_hours close before they open, so nobody is reminded in time.")
    roles = {officer.role for officer in organisation.officers}
    if organisation.officers and not {OfficerRole.HANDLER, OfficerRole.DEPUTY} <= roles:
        trouble = "handler or deputy is missing: who is away is then followed by nobody (J26); add one to [[officers]]."
        return Shortcoming(what=what, trouble=trouble, advice_only=True)
    return Shortcoming(what=what)


def _it(organisation: Organisation) -> Shortcoming:
    if wrong := _unwritable(organisation.it_contacts):
        return Shortcoming(what="IT contacts", trouble=f"no letter can go to {wrong[0]!r}: correct `it_contacts`.")
    trouble = None if organisation.it_contacts else "nobody finds causes (IT asks nobody): fill in `it_contacts`."
    return Shortcoming(what="IT contacts", trouble=trouble, advice_only=True)


def _processors(organisation: Organisation) -> Shortcoming:
    trouble = next(_faults(organisation.processors), None)
    if trouble:
        return Shortcoming(what="processors", trouble=trouble)
    missing = (
        None if organisation.processors else "none: a processor's notice is read as any mail; fill in [[processors]]."
    )
    return Shortcoming(what="processors", trouble=missing, advice_only=True)


def _protocol(organisation: Organisation) -> Shortcoming:
    """The organisation files come with the day the GDPR began to apply, for want of the real one."""
    trouble = None
    if not organisation.protocols:
        trouble = (
            "no version of the own protocol is named: fill in `protocols` with its name and the day it was adopted."
        )
    elif any(one.valid_from == _GDPR_APPLIES for one in organisation.protocols):
        trouble = (
            "it says 25 May 2018, the first day of the GDPR: put the day it was adopted as valid_from in `protocols`."
        )
    return Shortcoming(what="own protocol", trouble=trouble, advice_only=True)


def _faults(processors: Iterable[Processor | str]) -> Iterator[str]:
    for one in processors:
        for domain in (one,) if isinstance(one, str) else one.domains:
            if not _DOMAIN.fullmatch(domain):
                yield f"{domain!r} is no domain: write it as in loonwerk.example, without @ and without https."
        if isinstance(one, str):
            continue
        if not one.domains:
            yield f"{one.name} has no domains: nobody would speak for it."
        if one.address and not is_writable(one.address):
            yield f"no letter can go to {one.address!r} of {one.name}: correct its `address`."


def _unwritable(addresses: Iterable[str]) -> list[str]:
    return [address for address in addresses if not is_writable(address)]
