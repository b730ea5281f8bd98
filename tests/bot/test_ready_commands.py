"""One-thumb answers: what a button of a letter opens, and what becomes of it when it is sent."""

import re
from email.message import EmailMessage
from html import unescape
from urllib.parse import parse_qs, unquote

import pytest
from conftest import SettableClock
from house import KARIN, OMAR, House, text_of
from mails import REPORT, a_mail, proven
from officer_talk import code_in, commands, events_of, newest_to

from bot.officers.command_grammar import Command, read_line
from bot.officers.typed_mail import read_commands
from register_store.case import CaseState
from register_store.event_chain import EventKind
from register_store.verbs import DUTCH, Verb
from replies.ready_links import BARE

FROM_KARIN = f"{KARIN.name} <{KARIN.address}>"
FROM_OMAR = f"{OMAR.name} <{OMAR.address}>"
_LINK = re.compile(r'href="(mailto:[^"]+)"')


@pytest.fixture
def case_house(house: House) -> House:
    """A house with one reported case and its letters sent."""
    house.receives(a_mail(REPORT))
    return house


def buttons_of(letter: EmailMessage) -> dict[str, dict[str, str]]:
    """What each button puts into a new mail: to, subject and body, by the verb in the subject."""
    body = letter.get_body(("html",))
    assert body is not None
    opened = {}
    for link in _LINK.findall(str(body.get_content())):
        to, _, query = unescape(link).removeprefix("mailto:").partition("?")
        parts = {name: values[0] for name, values in parse_qs(query).items()}
        opened[parts["subject"].partition("] ")[2]] = {"to": unquote(to), **parts}
    return opened


def sent(button: dict[str, str], *, sender: str = FROM_KARIN, fill: str = "", below: str = "") -> bytes:
    """The ready mail as a telephone sends it: a new mail, without a thread."""
    first, _, rest = button["body"].replace("\r\n", "\n").partition("\n")
    return a_mail(f"{first}{fill}\n{rest}\n{below}", sender=sender, subject=button["subject"], to=button["to"])


def refusals(house: House) -> list[str]:
    """Why commands were not simply believed."""
    events = events_of(house, "DL-2026-0001")
    return [str((event.payload or {})["reason"]) for event in events if event.kind is EventKind.REFUSED]


def test_an_alarm_has_a_button_for_what_fits_and_its_plain_text_none(case_house: House) -> None:
    alarm = newest_to(case_house, KARIN.address)
    buttons = buttons_of(alarm)
    assert {"OPPAKKEN", "BEVESTIG", "GEEN DATALEK", "STATUS"} <= set(buttons)
    assert {button["to"] for button in buttons.values()} == {"mail@juist.nl"}
    assert "mailto:" not in text_of(alarm)
    assert len({button["body"] for button in buttons.values()}) == len(buttons)


def test_one_tap_confirms_without_a_thread(case_house: House) -> None:
    button = buttons_of(newest_to(case_house, KARIN.address))["BEVESTIG"]
    case_house.receives(proven(sent(button, below="\n-- \nVerzonden vanaf mijn telefoon\n")))
    case = case_house.cases()[0]
    assert case.state is CaseState.BREACH_ESTABLISHED
    assert "confirm_reason" not in case.fields
    assert [event for event in events_of(case_house, case.reference) if event.kind is EventKind.NOTED] == []
    assert refusals(case_house) == []


def test_a_button_works_once_and_then_asks_a_code(case_house: House) -> None:
    button = buttons_of(newest_to(case_house, KARIN.address))["GEEN DATALEK"]
    case_house.receives(proven(sent(button, fill="oefening")))
    assert case_house.cases()[0].state is CaseState.NO_BREACH
    commands(case_house, "HEROPEN: toch wel")
    case_house.receives(proven(sent(button, fill="oefening")))
    assert case_house.cases()[0].state is CaseState.INVESTIGATING
    told = newest_to(case_house, KARIN.address)
    assert code_in(told)
    assert "De knop was al gebruikt" in text_of(told)
    assert refusals(case_house) == ["button_used"]


def test_a_button_expires_with_a_sentence(case_house: House, clock: SettableClock) -> None:
    button = buttons_of(newest_to(case_house, KARIN.address))["OPPAKKEN"]
    clock.forward(days=7, minutes=1)
    case_house.receives(proven(sent(button)))
    assert case_house.cases()[0].handler is None
    told = " ".join(text_of(letter) for letter in case_house.letters_to(KARIN.address))
    assert "De knop was verlopen" in told


def test_a_blank_that_nobody_filled_does_nothing_and_the_button_stays_good(case_house: House) -> None:
    before = case_house.cases()[0]
    for verb in ("GEEN DATALEK", "AP GEMELD", "AP NIET", "GEINFORMEERD", "NIET INFORMEREN", "NOTITIE"):
        button = buttons_of(case_house.letters_to(KARIN.address)[0])[verb]
        case_house.receives(proven(sent(button, below="Karin Vos\nPrivacy officer | Juist B.V.\n")))
        assert case_house.cases()[0] == before, verb
        assert code_in(newest_to(case_house, KARIN.address)) is None, verb
    assert [event for event in events_of(case_house, before.reference) if event.kind is EventKind.NOTED] == []


def test_a_blank_left_empty_can_be_filled_and_sent_again(case_house: House) -> None:
    button = buttons_of(newest_to(case_house, KARIN.address))["GEEN DATALEK"]
    case_house.receives(proven(sent(button)))
    case_house.receives(proven(sent(button, fill="oefening")))
    assert case_house.cases()[0].state is CaseState.NO_BREACH
    assert "laat de regel" not in str(case_house.cases()[0].fields).lower()


def test_another_officers_button_is_no_proof(case_house: House) -> None:
    button = buttons_of(case_house.letters_to(OMAR.address)[0])["OPPAKKEN"]
    case_house.receives(proven(sent(button)))
    assert case_house.cases()[0].handler is None
    case_house.receives(proven(sent(button, sender=FROM_OMAR)))
    assert case_house.cases()[0].handler == OMAR.address


def test_a_button_in_a_strangers_hand_is_nothing_with_the_officers_name_too(case_house: House) -> None:
    button = buttons_of(newest_to(case_house, KARIN.address))["BEVESTIG"]
    case_house.receives(proven(sent(button, sender="Ellen <ellen@elders.example>")))
    case_house.receives(sent(button))
    assert case_house.cases()[0].state is CaseState.REPORTED
    assert refusals(case_house)[-1] == "not_authenticated"


@pytest.mark.parametrize(("old", "new"), [("DL-2026-0001 ", "DL-2026-0002 "), ("] ", "]")])
def test_a_button_of_one_case_serves_for_no_other(case_house: House, old: str, new: str) -> None:
    case_house.receives(a_mail(REPORT.replace("loonstrook", "jaaropgave"), sender="bo@post.example", subject="Nog een"))
    button = buttons_of(case_house.letters_to(KARIN.address)[0])["OPPAKKEN"]
    forged = {**button, "body": button["body"].replace(old, new), "subject": "[DL-2026-0002] OPPAKKEN"}
    case_house.receives(proven(sent(forged)))
    assert case_house.cases()[1].handler is None


def test_a_changed_code_is_none(case_house: House) -> None:
    button = buttons_of(newest_to(case_house, KARIN.address))["OPPAKKEN"]
    code = re.search(r"[A-Z2-7]{40}", button["body"])
    assert code
    for place in (0, 7, 20, 39):
        other = "A" if code[0][place] != "A" else "B"
        changed = code[0][:place] + other + code[0][place + 1 :]
        case_house.receives(proven(sent({**button, "body": button["body"].replace(code[0], changed)})))
        assert case_house.cases()[0].handler is None


def test_a_code_in_what_he_quotes_serves_nobody(case_house: House) -> None:
    button = buttons_of(newest_to(case_house, KARIN.address))["BEVESTIG"]
    quoted = "\n".join(f"> {line}" for line in button["body"].splitlines())
    text = f"OPPAKKEN\n\nOp ma 2 mrt. 2026 om 10:00 schreef Karin:\n{quoted}\n"
    case_house.receives(proven(a_mail(text, sender=FROM_KARIN, subject=button["subject"])))
    case = case_house.cases()[0]
    assert (case.state, case.handler) == (CaseState.REPORTED, None)
    assert refusals(case_house) == ["no_token"]


@pytest.mark.parametrize("verb", [verb for verb in Verb if verb is not Verb.CODE])
def test_a_blank_stands_behind_every_verb_that_needs_something(verb: Verb) -> None:
    line = DUTCH[verb] if verb in BARE else f"{DUTCH[verb]}:"
    assert read_line(line) == Command(verb=verb)
    assert read_commands(f"{line}\n\n").commands == (Command(verb=verb),)
