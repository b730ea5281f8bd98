"""The digest accounts for every mail seen; when one was neither judged nor set aside, it says so plainly."""

from datetime import timedelta

from house import House
from mails import ORDINARY, REPORT, a_mail

from bot.figures import figures_of
from replies.digest import DigestFigures


def figures(house: House) -> DigestFigures:
    now = house.clock()
    with house.bookcase.transaction() as books:
        return figures_of(books, since=now - timedelta(days=7), until=now + timedelta(seconds=1))


def said(house: House) -> str:
    return " ".join(house.office.letters.digest_text(figures(house), house.clock()).split())


def test_every_mail_is_accounted_for(house: House) -> None:
    house.receives(a_mail(REPORT), a_mail(ORDINARY, subject="Openingstijden"))
    told = figures(house)
    assert (told.mails_seen, told.mails_judged, told.unaccounted) == (2, 2, 0)
    assert told.judged_adds_up
    assert "De telling klopt" in said(house)


def test_a_mail_that_is_still_waiting_is_said(house: House) -> None:
    house.receives(a_mail(REPORT))
    house.inbox.put(a_mail(REPORT), house.clock(), whole=False)  # type: ignore[union-attr]
    house.rounds.turn()
    assert figures(house).unaccounted == 1
    assert "De telling klopt niet" in said(house)


def test_a_mail_that_was_set_aside_is_accounted_for(house: House) -> None:
    house.inbox.put(a_mail(REPORT), house.clock(), whole=False)  # type: ignore[union-attr]
    for _ in range(3):
        house.rounds.turn()
    assert figures(house).mails_set_aside == 1
    assert figures(house).unaccounted == 0


def test_a_renumbering_in_the_middle_of_the_work_leaves_no_mail_behind(house: House) -> None:
    house.inbox.put(a_mail(REPORT), house.clock(), whole=False)  # type: ignore[union-attr]
    house.rounds.turn()
    house.inbox.uidvalidity += 1  # type: ignore[union-attr]
    for _ in range(3):
        house.rounds.turn()
    assert (figures(house).mails_seen, figures(house).unaccounted) == (1, 0)
