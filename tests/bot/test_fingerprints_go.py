"""The fingerprint of a mail, kept against handling it twice, goes when nothing needs it any more (domain 9)."""

from dataclasses import replace

from conftest import SettableClock
from house import House, later
from mails import ORDINARY, REPORT, a_mail
from sqlalchemy import select

from register_store.tables import journal

FINDER = "anja@buurt.example"


def fingerprints(house: House) -> int:
    """How many rows of the journal still have one."""
    with house.database.transaction() as connection:
        return len(connection.execute(select(journal.c.id).where(journal.c.fingerprint.is_not(None))).all())


def test_a_fingerprint_goes_a_month_after_its_mail(house: House, clock: SettableClock) -> None:
    """Domain 9: a technical mark against handling a mail twice, and no longer than that needs."""
    house.receives(a_mail(ORDINARY, subject="Openingstijden"), a_mail(ORDINARY, subject="Offerte"), a_mail(REPORT))
    later(house, clock, days=40)
    assert fingerprints(house) == 3, "all still lie there"
    for uid in list(house.inbox.mails)[1:]:  # type: ignore[attr-defined]  # people delete an ordinary mail and the report
        del house.inbox.mails[uid]  # type: ignore[attr-defined]
    later(house, clock, days=2)
    later(house, clock, days=29)
    assert fingerprints(house) == 3
    later(house, clock, days=3)
    assert fingerprints(house) == 2, "one still lies there, one is of an open case"


def test_what_lies_there_again_in_time_keeps_its_fingerprint(house: House, clock: SettableClock) -> None:
    house.receives(a_mail(ORDINARY, subject="Openingstijden"))
    mails = dict(house.inbox.mails)  # type: ignore[attr-defined]
    house.inbox.mails.clear()  # type: ignore[attr-defined]
    later(house, clock, days=2)
    house.inbox.mails |= mails  # type: ignore[attr-defined]
    for _ in range(3):
        later(house, clock, days=20)
    assert fingerprints(house) == 1


def test_numbered_anew_nothing_is_judged_again_though_old_numbers_are_forgotten(
    house: House, clock: SettableClock
) -> None:
    house.receives(a_mail(ORDINARY, subject="Openingstijden"), a_mail(REPORT))
    before = len(house.letters_to(FINDER))
    for uidvalidity in (8, 9):
        house.inbox.uidvalidity = uidvalidity  # type: ignore[attr-defined]
        for _ in range(4):
            later(house, clock, days=20)
    assert len(house.cases()) == 1
    assert len(house.letters_to(FINDER)) == before
    assert fingerprints(house) == 4, "the new number of each, and the old ones of the report that a case has"


def test_an_ordinary_mail_brought_back_after_its_fingerprint_went_is_judged_and_not_answered(
    house: House, clock: SettableClock
) -> None:
    house.receives(a_mail(ORDINARY, subject="Openingstijden"))
    (mail,) = house.inbox.mails.values()  # type: ignore[attr-defined]
    house.inbox.mails.clear()  # type: ignore[attr-defined]
    for _ in range(3):
        later(house, clock, days=20)
    assert fingerprints(house) == 0
    sent = len(house.letters)
    house.inbox.mails[500] = replace(mail, uid=500)  # type: ignore[attr-defined]
    house.rounds.turn()
    assert (house.cases(), len(house.letters)) == ([], sent)
