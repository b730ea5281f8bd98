"""The digest: figures that add up, one picture, and nobody's name."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from register_store.cause_groups import CauseGroup
from register_store.findings import BreachKind
from replies import letters
from replies.digest import DigestFigures
from replies.digest_parts import Ask, Asked, Stage
from replies.digest_plot import shares_plot, weeks_plot
from replies.sample_values import BUSY_WEEK, sample_organisations, sample_stamp
from replies.samples import sample_letters
from replies.wordbook import wordbook

JUIST, _ = sample_organisations()
NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
QUIET = DigestFigures(
    since=NOW - timedelta(days=7),
    until=NOW,
    opened=0,
    doubts=0,
    overdue=0,
    decided=0,
    ap_reported=0,
    people_informed=0,
    by_week=tuple((date(2026, 8, 31) + timedelta(weeks=week), 0) for week in range(12)),
    mails_seen=10,
    mails_judged=10,
    mails_ordinary=10,
    mails_reports=0,
    mails_doubts=0,
    mails_other=0,
    mails_set_aside=0,
    letters_sent=0,
    chain_head="ab" * 32,
)


def _message(figures: DigestFigures) -> EmailMessage:
    letter = letters.digest(JUIST, "directie@juist.nl", sample_stamp(1, NOW), figures)
    message = message_from_bytes(letter.content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def _text(figures: DigestFigures) -> str:
    part = _message(figures).get_body(("plain",))
    assert part is not None
    return " ".join(str(part.get_content()).split())


def test_a_quiet_week_says_so_in_one_line() -> None:
    assert "Er is niets te melden: geen nieuwe zaken, geen open zaken en niets te laat." in _text(QUIET)
    assert _message(QUIET)["Subject"] == "Weekbericht datalekken: niets te melden"
    assert "Besluiten genomen" not in _text(QUIET)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "De telling klopt: elke geziene mail"),
        ({"mails_seen": 13}, "nog niet beoordeeld of terzijde gelegd: 3 van de 13 mails."),
        ({"mails_seen": 9}, "is 1 hoger dan het aantal geziene."),
        ({"mails_ordinary": 8}, "de soorten mail tellen niet op tot 10"),
        ({"mails_seen": 11, "mails_set_aside": 1}, "De telling klopt: elke geziene mail"),
    ],
)
def test_figures_that_do_not_add_up_are_said_plainly(change: dict[str, int], said: str) -> None:
    figures = replace(QUIET, **change)  # type: ignore[arg-type]
    assert said in _text(figures)
    assert figures.is_quiet == (change == {})


def test_the_picture_hangs_inside_and_its_figures_stand_in_words() -> None:
    busy = replace(QUIET, opened=2, by_week=(*QUIET.by_week[:-1], (date(2026, 11, 16), 2)))
    message = _message(busy)
    pictures = [part for part in message.walk() if part.get_content_type() == "image/png"]
    html = message.get_body(("related", "html"))
    assert html is not None
    assert len(pictures) == 1
    assert f"cid:{pictures[0]['Content-ID'].strip('<>')}".encode() in message.as_bytes().replace(b"=\n", b"")
    assert "week 47: 2." in _text(busy)


def test_kinds_and_causes_are_a_second_picture_whose_figures_stand_in_words() -> None:
    message = _message(BUSY_WEEK)
    assert sum(part.get_content_type() == "image/png" for part in message.walk()) == 2
    text = _text(BUSY_WEEK)
    assert "Soort: verkeerde ontvanger 11, zichtbaar online 4, overige 4." in text
    assert "Oorzaak: vergissing 12, techniek, instelling 4, overige 3." in text
    html = message.get_body(("html",))
    assert html is not None
    assert str(html.get_content()).count('alt="Staafdiagram') == 2


def test_what_is_asked_of_management_stands_first() -> None:
    text = _text(BUSY_WEEK)
    assert text.index("Gevraagd van de directie") < text.index("Zaken -----")
    assert "DL-2026-0002 De meldtermijn is voorbij" in text


def test_times_measures_drill_and_backup_are_told() -> None:
    text = _text(BUSY_WEEK)
    assert "3 van 3 binnen 15 minuten; mediaan 42 seconden, langste 2 minuten" in text
    assert "Opgepakt na melding: 1 van 2 binnen 4 uur" in text
    assert "DL-2026-0001: had klaar moeten zijn op 1 november 2026" in text
    assert "Daarin gealarmeerd: na 41 seconden" in text
    assert "Laatste reservekopie: zondag 22 november 2026" in text
    assert "geen reservekopie" not in text


def test_a_drill_that_was_not_recognised_is_said_plainly() -> None:
    assert BUSY_WEEK.last_drill is not None
    drill = replace(BUSY_WEEK.last_drill, is_recognised=False, alarmed_after=None)
    assert "NIET herkend als melding" in _text(replace(BUSY_WEEK, last_drill=drill))


def test_every_key_of_the_digest_has_its_word() -> None:
    for language in ("nl", "en"):
        book = wordbook(language)
        for section, keys in (("kinds_short", BreachKind), ("causes", CauseGroup), ("stages", Stage), ("asks", Ask)):
            assert [key for key in keys if not book.knows(section, key.value)] == []


def test_labels_of_the_plot_fit_a_phone() -> None:
    for language in ("nl", "en"):
        sections = wordbook(language).sections
        words = [*sections["kinds_short"].values(), *sections["causes"].values()]
        assert [word for word in words if len(word) > 24] == []


def test_a_week_without_cases_has_no_picture() -> None:
    assert not any(part.get_content_maintype() == "image" for part in _message(QUIET).walk())


def test_the_plot_is_a_small_picture_and_always_the_same() -> None:
    weeks = [(date(2026, 9, 7) + timedelta(weeks=week), week % 4) for week in range(12)]
    first, second = weeks_plot(weeks, "nl"), weeks_plot(weeks, "nl")
    assert first == second
    assert first.startswith(b"\x89PNG")
    assert len(first) < 60_000
    kinds = [("misdirected", 40), ("exposed_online", 3), ("rest", 1)]
    assert shares_plot(kinds, [("mistake", 44)], "en") == shares_plot(kinds, [("mistake", 44)], "en")


def test_many_cases_of_one_ask_fit_the_lines_and_no_number_is_broken() -> None:
    numbers = tuple(f"DL-2026-{number:04}" for number in range(1, 13))
    message = _message(replace(BUSY_WEEK, asks=(Asked(ask=Ask.HANDLER, references=numbers),)))
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    lines = plain.get_content().splitlines()
    assert max(map(len, lines)) <= 72
    assert all(any(number in line for line in lines) for number in numbers)
    for number in numbers:
        assert f'white-space:nowrap;">{number}</strong>' in html.get_content()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_asked_is_true_of_one_case_and_of_many_before_and_after_the_term(language: str) -> None:
    words = wordbook(language)
    for ask in Ask:
        assert not re.search(r"\b(?:deze zaak|this case)\b", words.word("asks", ask))
    assert {"nl": "of al voorbij", "en": "or has passed"}[language] in words.word("asks", Ask.HANDLER)


def test_the_quiet_week_among_the_samples_is_quiet_and_adds_up() -> None:
    digests = [message_from_bytes(one.content, policy=default) for one in sample_letters() if one.kind == "digest"]
    quiet = [one for one in digests if str(one["Subject"]).endswith((": niets te melden", ": nothing to report"))]
    assert len(digests) == 3 * len(quiet) == 6
