"""Writes the letters that a case causes, stamped and addressed: which officers, which finder."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.incoming_mail import IncomingMail
from bot.stationery import Stationery
from register_store.case import Case, CaseState
from register_store.deadlines import DeadlineWarning
from register_store.letter import KnownLetter, Letter
from register_store.organisation import Officer, OfficerRole, Organisation
from replies import letters
from replies.digest import DigestFigures
from replies.gallery import text_of
from replies.letter_headers import Answered, Stamp, UnwritableRecipient


class Correspondence:
    """The letters of one organisation; it writes, the outbox keeps, the sender sends."""

    def __init__(self, organisation: Organisation, stationery: Stationery) -> None:
        self._organisation = organisation
        self._stationery = stationery

    def receipt(self, case: Case, now: datetime, answered: Answered, arrived_at: datetime) -> Letter | None:
        """To the finder; None when there is no address that can be written to."""
        if case.finder_address is None:
            return None
        stamp = self._stationery.new_stamp(case.finder_address, case.reference, now)
        try:
            return letters.receipt(
                self._organisation,
                case,
                stamp,
                answered=answered,
                recipient=case.finder_address,
                arrived_at=arrived_at,
            )
        except UnwritableRecipient:
            return None

    def alarms(self, case: Case, now: datetime, not_before: datetime | None = None) -> list[Letter]:
        """To every officer who must know at once: handler and deputy (J26)."""
        written = [self._alarm(case, officer, self._new_stamp(officer, case, now)) for officer in self.alarmed()]
        return [replace(letter, not_before=not_before) for letter in written]

    def alarm_anew(self, case: Case, letter: KnownLetter, written_at: datetime) -> Letter | None:
        """The same alarm, same Message-ID, with what the pictures added; None when its officer is gone."""
        officer = self._organisation.officer(letter.recipient)
        return self._alarm(case, officer, self._stationery.stamp_of(letter, written_at)) if officer else None

    def finder_wrote(
        self,
        case: Case,
        now: datetime,
        *,
        screenshots_added: int,
        deleted_confirmed: bool,
        thread: Answered | None,
        is_locked: bool = False,
    ) -> list[Letter]:
        """To whoever handles the case: the finder wrote again."""
        return [
            letters.finder_wrote(
                self._organisation,
                officer,
                case,
                self._new_stamp(officer, case, now),
                answered=thread,
                screenshots_added=screenshots_added,
                deleted_confirmed=deleted_confirmed,
                is_locked=is_locked,
            )
            for officer in self.concerned(case)
        ]

    def set_aside(
        self, now: datetime, *, mailbox: str, arrived_at: datetime, attempts: int, reason_key: str
    ) -> list[Letter]:
        """To every officer: a mail could not be read, a person must look."""
        return [
            letters.set_aside(
                self._organisation,
                officer,
                self._new_stamp(officer, None, now),
                mailbox=mailbox,
                arrived_at=arrived_at,
                attempts=attempts,
                reason_key=reason_key,
            )
            for officer in self.alarmed()
        ]

    def unreached(
        self, reader: Officer | str, case: Case | None, now: datetime, *, letter: KnownLetter, why: str
    ) -> Letter:
        """To the next officer, or to an administrator's address: a letter did not reach somebody, or he is away."""
        address = reader if isinstance(reader, str) else reader.address
        stamp = self._stationery.new_stamp(address, case.reference if case else None, now)
        return letters.unreached(self._organisation, reader, case, stamp, letter=letter, why=why)

    def deadline_warnings(
        self, case: Case, warning: DeadlineWarning, now: datetime, thread: Answered | None, *, helpers_asked: bool
    ) -> list[Letter]:
        """To whoever handles the case: hours left of the 72."""
        return [
            letters.deadline_warning(
                self._organisation,
                officer,
                case,
                self._new_stamp(officer, case, now),
                warning=warning,
                now=now,
                answered=thread,
                helpers_asked=helpers_asked,
            )
            for officer in self.concerned(case)
        ]

    def digests(self, figures: DigestFigures, now: datetime) -> list[Letter]:
        """To management: the week in figures."""
        return [
            letters.digest(self._organisation, address, self._stationery.new_stamp(address, None, now), figures)
            for address in self._organisation.management
        ]

    def digest_text(self, figures: DigestFigures, now: datetime) -> str:
        """The digest's plain text, for a screen."""
        address = self._organisation.mailbox
        letter = letters.digest(self._organisation, address, self._stationery.new_stamp(address, None, now), figures)
        return text_of(letter.content)

    def alarmed(self) -> tuple[Officer, ...]:
        """Who hears of new cases: handlers and deputies; whoever there is, if there are neither."""
        called = [officer for officer in self._organisation.officers if officer.role is not OfficerRole.DPO]
        return tuple(called) or self._organisation.officers

    def concerned(self, case: Case) -> tuple[Officer, ...]:
        """Who hears of this case: the officer who took it, else all who were alarmed."""
        handler = self._organisation.officer(case.handler) if case.handler else None
        return (handler,) if handler else self.alarmed()

    def _alarm(self, case: Case, officer: Officer, stamp: Stamp) -> Letter:
        write = letters.doubt if case.state == CaseState.DOUBT else letters.alarm
        return write(self._organisation, officer, case, stamp)

    def _new_stamp(self, officer: Officer, case: Case | None, now: datetime) -> Stamp:
        return self._stationery.new_stamp(officer.address, case.reference if case else None, now)


def answered_by(mail: IncomingMail) -> Answered:
    """What a letter needs to stand in the thread of this mail."""
    return Answered(message_id=mail.message_id, references=mail.references, subject=mail.subject)


def thread_of(known: Iterable[KnownLetter]) -> Answered | None:
    """The thread an officer already has about a case: the newest letter he got."""
    newest = next(reversed([letter for letter in known if letter.officer is not None]), None)
    return Answered(message_id=newest.message_id) if newest else None
