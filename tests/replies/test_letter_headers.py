"""The headers of letters: marks by kind, threads, and that no foreign text gets in between."""

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import compat32, default

import pytest

from register_store.letter import Letter, LetterKind
from replies import letters
from replies.letter_headers import MOST_REFERENCES, Answered, UnwritableRecipient, answer_subject, clean_line
from replies.sample_values import sample_case, sample_organisations, sample_stamp
from replies.samples import sample_letters
from replies.transcript import Transcript

JUIST, DOORKEES = sample_organisations()
LETTERS = sample_letters()
ANSWERS = {LetterKind.RECEIPT, LetterKind.COMMAND_ANSWER, LetterKind.CONFIRM_CODE}


def _message(letter: Letter) -> EmailMessage:
    message = message_from_bytes(letter.content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def _receipt(*, recipient: str = "w.kuipers@brievenbus.example", answered: Answered | None = None) -> Letter:
    case = sample_case(JUIST)
    return letters.receipt(
        JUIST,
        case,
        sample_stamp(7, case.opened_at),
        answered=answered or Answered(message_id="<a@brievenbus.example>"),
        recipient=recipient,
        arrived_at=case.opened_at,
    )


@pytest.mark.parametrize(
    "letter", LETTERS, ids=lambda letter: f"{letter.organisation}-{letter.kind}-{letter.token[-2:]}"
)
def test_every_letter_carries_its_marks(letter: Letter) -> None:
    message = _message(letter)
    assert message["Auto-Submitted"] == ("auto-replied" if letter.kind in ANSWERS else "auto-generated")
    assert message["Message-ID"] == letter.message_id
    assert len(message["X-Meldpost-Mark"]) == 64
    assert message["X-Auto-Response-Suppress"] == (None if letter.officer else "All")
    assert message["Precedence"] == (
        "bulk" if letter.kind == LetterKind.DIGEST else "auto_reply" if letter.kind in ANSWERS else None
    )
    assert message["Date"].datetime == letter.written_at
    assert len(message["To"].addresses) == len(message["From"].addresses) == 1
    assert message["To"].addresses[0].addr_spec == letter.recipient
    wants_own_mailbox = letter.officer and letter.organisation == "doorkees"
    goes_to_contact = letter.kind == LetterKind.PEOPLE
    assert (message["Reply-To"] is not None) == bool(wants_own_mailbox or goes_to_contact)


@pytest.mark.parametrize(
    "letter", LETTERS, ids=lambda letter: f"{letter.organisation}-{letter.kind}-{letter.token[-2:]}"
)
def test_every_letter_is_ascii_lines_with_crlf(letter: Letter) -> None:
    letter.content.decode("ascii")
    assert b"\n" not in letter.content.replace(b"\r\n", b"")
    assert max(map(len, letter.content.split(b"\r\n"))) <= 998


def test_the_thread_is_bounded_with_the_oldest_and_the_newest() -> None:
    older = tuple(f"<{number}@brievenbus.example>" for number in range(300))
    message = _message(_receipt(answered=Answered(message_id="<last@brievenbus.example>", references=older)))
    ids = message["References"].split()
    assert len(ids) == MOST_REFERENCES
    assert ids[0] == "<0@brievenbus.example>"
    assert ids[-2:] == ["<299@brievenbus.example>", "<last@brievenbus.example>"]
    assert message["In-Reply-To"] == "<last@brievenbus.example>"


def test_a_very_long_message_id_stays_itself() -> None:
    long = f"<{'x' * 180}@prod.outlook.example>"
    raw = message_from_bytes(_receipt(answered=Answered(message_id=long)).content, policy=compat32)
    assert raw["References"].strip() == raw["In-Reply-To"].strip() == long


def test_an_answered_mail_without_message_id_starts_a_new_thread() -> None:
    message = _message(_receipt(answered=Answered(message_id=None)))
    assert message["In-Reply-To"] is message["References"] is None


@pytest.mark.parametrize(
    "evil",
    [
        "<a@x.example>\r\nBcc: spy@evil.example",
        "\r\nBcc: spy@evil.example\r\n\r\nbody",
        "<a@x.example\r\n Bcc: spy@evil.example>",
        "<\x00@x.example>",
        "<é@x.example>",
        "<" + "a" * 100_000 + ">",
    ],
)
def test_foreign_message_ids_bring_no_headers(evil: str) -> None:
    message = _message(_receipt(answered=Answered(message_id=evil, references=(evil,), subject=evil)))
    assert message["Bcc"] is None
    assert b"spy@evil.example" not in _receipt(answered=Answered(message_id=evil, subject=evil)).content


@pytest.mark.parametrize(
    ("recipient", "written"),
    [
        ("anja@brievenbus.example", "anja@brievenbus.example"),
        ("o'neil+x@brievenbus.example", "o'neil+x@brievenbus.example"),
        ("info@bücher.example", "info@xn--bcher-kva.example"),
    ],
)
def test_a_recipient_is_written_in_ascii(recipient: str, written: str) -> None:
    assert _message(_receipt(recipient=recipient))["To"] == written


@pytest.mark.parametrize(
    "recipient",
    [
        "",
        "nobody",
        "a@x.example, b@x.example",
        "a@x.example\r\nBcc: b@x.example",
        "Naam <a@x.example>",
        "é@x.example",
        "a..b@x.example",
        ".a@x.example",
        "a@",
        "@x.example",
        "a@b@x.example",
        "a b@x.example",
        "a@x.example" + "x" * 300,
    ],
)
def test_other_recipients_are_refused_without_being_named(recipient: str) -> None:
    with pytest.raises(UnwritableRecipient) as refused:
        _receipt(recipient=recipient)
    assert "x.example" not in str(refused.value)
    assert "address" in str(refused.value)


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Re: [DL-2026-0001] Nieuwe melding", "Re: [DL-2026-0001] Nieuwe melding"),
        ("RE: Re: AW: Antw: [DL-2026-0001] x", "Re: [DL-2026-0001] x"),
        ("[DL-2026-0001] Re: x", "Re: [DL-2026-0001] Re: x"),
        ("[DL-2026-0001]\r\nBcc: a@b.example", "Re: [DL-2026-0001] Bcc: a@b.example"),
        ("Regel: geen antwoord", "Re: Regel: geen antwoord"),
        ("re:" * 50, "Re: " + "re:" * 38 + "r…"),
    ],
)
def test_the_subject_of_an_answer(subject: str, expected: str) -> None:
    if subject.startswith("re:re"):
        assert len(answer_subject(subject)) <= 120
    else:
        assert answer_subject(subject) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gewoon", "gewoon"),
        ("a\r\nb\tc", "a b c"),
        ("rechts\u202enaar links", "rechts naar links"),
        ("nul\u200bbreed\ufeff", "nul breed"),
        ("nul\x00", "nul"),
        ("los \ud800 teken", "los teken"),
        ("", ""),
    ],
)
def test_foreign_text_becomes_one_harmless_line(text: str, expected: str) -> None:
    assert clean_line(text) == expected


def test_a_long_line_is_cut_with_a_mark() -> None:
    assert clean_line("woord " * 100_000, longest=20) == "woord woord woord w…"


def test_a_command_answer_keeps_the_officers_subject_only_when_it_names_the_case() -> None:
    case = sample_case(JUIST)
    subjects = []
    for subject in ("Re: [DL-2026-0001] Nieuwe melding", "iets heel anders"):
        letter = letters.command_answer(
            JUIST,
            JUIST.officers[0],
            Transcript(case=case),
            sample_stamp(1, case.opened_at),
            answered=Answered(message_id="<a@x.example>", subject=subject),
        )
        subjects.append(_message(letter)["Subject"])
    assert subjects == ["Re: [DL-2026-0001] Nieuwe melding", "[DL-2026-0001] Antwoord op je opdracht"]


def test_a_name_with_odd_signs_stays_one_sender() -> None:
    odd = replace(JUIST, name='Juist, "de beste"\r\nBcc: x@evil.example <y@evil.example>')
    case = sample_case(odd)
    message = _message(letters.alarm(odd, odd.officers[0], case, sample_stamp(1, case.opened_at)))
    assert [address.addr_spec for address in message["From"].addresses] == ["mail@juist.nl"]
    assert message["Bcc"] is None
