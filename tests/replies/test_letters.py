"""Every letter: its words, what it must not say, and that both shapes and languages agree."""

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from lxml import etree
from lxml import html as lxml_html

from register_store.case import Case, CaseState
from register_store.findings import Findings, Missing
from register_store.letter import Letter, LetterKind
from register_store.organisation import AddressForm, Organisation
from register_store.verbs import Verb
from replies import letters
from replies.letter_headers import Answered
from replies.sample_values import sample_case, sample_organisations, sample_stamp
from replies.samples import sample_letters
from replies.transcript import Line, NotUnderstood, Refusal, Transcript

LETTERS = sample_letters()
JUIST, DOORKEES = sample_organisations()
MASKS = {"[naam]", "[telefoon]"}


def _message(letter: Letter) -> EmailMessage:
    message = message_from_bytes(letter.content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def _text(letter: Letter) -> str:
    part = _message(letter).get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def _html_words(letter: Letter, *, buttons: bool = True) -> str:
    part = _message(letter).get_body(("html",))
    assert part is not None
    tree = lxml_html.document_fromstring(part.get_content())
    body = tree.find("body")
    assert body is not None
    etree.strip_tags(body, etree.Comment)
    for button in [one for one in body.iter() if not buttons and "thumb" in str(one.get("class"))]:
        button.text = ""
    return " ".join(" ".join(str(words) for words in body.itertext()).split())


def _name(letter: Letter) -> str:
    return f"{letter.organisation}-{letter.kind}-{_message(letter)['Content-Language']}-{int(letter.token, 16)}"


every_letter = pytest.mark.parametrize("letter", LETTERS, ids=_name)


def test_the_samples_hold_every_kind_in_both_languages() -> None:
    seen = {(letter.kind, _message(letter)["Content-Language"]) for letter in LETTERS}
    assert seen >= {(kind, language) for kind in LetterKind for language in ("nl", "en")}
    assert {language for kind, language in seen if kind == LetterKind.RECEIPT} == {"nl", "en", "de", "fr", "en, nl"}


@every_letter
def test_no_placeholder_is_left(letter: Letter) -> None:
    words = f"{_message(letter)['Subject']}\n{_text(letter)}\n{_html_words(letter)}"
    brackets = set(re.findall(r"\[[^\]\n]{0,60}\]", words)) - MASKS
    assert all(re.fullmatch(r"\[(?:DL-2026-\d{4}|OEF-2026-\d{3})\]", bracket) for bracket in brackets), brackets
    assert not re.search(r"[{}]|None|Undefined|jinja|nan\b|<[a-z]", _text(letter))
    assert not re.search(r"[{}]|None|Undefined", _html_words(letter))


@every_letter
def test_text_and_html_say_the_same(letter: Letter) -> None:
    def words(text: str) -> list[str]:
        return sorted(re.findall(r"[^\W_]+", text))

    header = {"juist": "Juist B.V.", "doorkees": "doorKees"}[letter.organisation]
    assert words(f"{header} {_text(letter)}") == words(_html_words(letter, buttons=False))


@every_letter
def test_html_asks_nothing_of_the_outside(letter: Letter) -> None:
    part = _message(letter).get_body(("html",))
    assert part is not None
    source = part.get_content()
    assert not re.search(r"https?://|<script|<link|<iframe|@import|url\(|javascript:", source)
    assert re.findall(r'src="(?!cid:)', source) == []


@pytest.mark.parametrize("letter", [one for one in LETTERS if _message(one)["Content-Language"] == "nl"], ids=_name)
def test_je_and_u_are_never_mixed(letter: Letter) -> None:
    words = f"{_message(letter)['Subject']}\n{_text(letter)}"
    says_je = re.search(r"\b(?:je|jij|jou|jouw|jullie)\b", words, re.IGNORECASE)
    says_u = re.search(r"\b(?:u|uw|uzelf)\b", words, re.IGNORECASE)
    assert not (says_u if letter.organisation == "juist" else says_je)
    if letter.kind == LetterKind.RECEIPT:
        assert says_je if letter.organisation == "juist" else says_u


def _pairs() -> Iterator[tuple[Letter, Letter]]:
    """The same letter in Dutch and in English."""
    found: dict[tuple[str, str], dict[str, Letter]] = {}
    for letter in LETTERS:
        if letter.kind != LetterKind.RECEIPT:
            language = str(_message(letter)["Content-Language"])
            found.setdefault((letter.organisation, letter.token), {})[language] = letter
    yield from ((both["nl"], both["en"]) for both in found.values() if len(both) == 2)


def test_dutch_and_english_state_the_same_figures() -> None:
    pairs = list(_pairs())
    assert len(pairs) == 2 * 41  # for each organisation: grows with the samples
    for dutch, english in pairs:
        facts = [
            sorted(re.findall(r"DL-\d{4}-\d{4}|\d+", _text(letter).replace(".", ":"))) for letter in (dutch, english)
        ]
        assert facts[0] == facts[1], (dutch.kind, dutch.token)


def test_the_receipts_of_all_languages_state_the_same_figures() -> None:
    receipts = [letter for letter in LETTERS if letter.kind == LetterKind.RECEIPT and letter.organisation == "juist"]
    facts = [sorted(re.findall(r"\d+", _text(letter))) for letter in receipts[:4]]
    assert facts[0] == facts[1] == facts[2] == facts[3]


SECRETS = (
    "Tolhuis",
    "Kuipers",
    "kuipers",
    "brievenbus.example",
    "portaal.juist.example",
    "loonstrook",
    "AVG",
    "voor mij",
)


@pytest.mark.parametrize(
    "kind", [LetterKind.ALARM, LetterKind.DOUBT, LetterKind.FINDER_WROTE, LetterKind.DEADLINE_WARNING]
)
def test_letters_to_officers_hold_nothing_of_the_mail_and_its_sender(kind: LetterKind) -> None:
    for letter in LETTERS:
        if letter.kind == kind:
            whole = f"{_message(letter).as_string()}\n{_text(letter)}\n{_html_words(letter)}"
            assert [secret for secret in SECRETS if secret in whole] == []
            assert list(_message(letter).iter_attachments()) == []


def test_the_subject_of_an_alarm_names_no_kind_of_data() -> None:
    letter = letters.alarm(JUIST, JUIST.officers[0], sample_case(JUIST), sample_stamp(1, sample_case(JUIST).opened_at))
    subject = _message(letter)["Subject"]
    assert subject == "[DL-2026-0001] Nieuwe melding: besluit uiterlijk donderdag 26 november 2026 om 09.12 uur"


def _alarm(case: Case, organisation: Organisation = JUIST) -> str:
    return _text(letters.alarm(organisation, organisation.officers[0], case, sample_stamp(1, case.opened_at)))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"receipt_held": "dmarc_fail"}, "ONTVANGST"),
        ({"receipt_held": "a_gate_of_tomorrow"}, "een controle hield de bevestiging tegen"),
        ({"receipt_held": None}, "De melder heeft een ontvangstbevestiging gekregen."),
        ({"is_incident": True}, "beveiligingsincident zonder persoonsgegevens"),
        ({"state": CaseState.NO_BREACH}, "De klok staat stil."),
    ],
)
def test_an_alarm_says_how_the_case_stands(change: dict[str, object], said: str) -> None:
    words = " ".join(_alarm(replace(sample_case(JUIST), **change)).split())  # type: ignore[arg-type]
    assert said in words


@pytest.mark.parametrize(
    ("missing", "asks"),
    [
        ((), 0),
        ((Missing.DESCRIPTION,), 1),
        ((Missing.SCREENSHOTS, Missing.REPRODUCTION), 2),
        (tuple(Missing), 3),
    ],
)
def test_a_receipt_asks_only_what_is_missing(missing: tuple[Missing, ...], asks: int) -> None:
    words = _receipt(JUIST, replace(sample_case(JUIST).findings, missing=missing))
    questions = ("schermafbeelding", "Wat voor gegevens", "Hoe kwam je erbij")
    assert sum(question in words for question in questions) == asks
    assert ("Dit helpt ons nog verder" in words) == bool(asks)


def _receipt(organisation: Organisation, findings: Findings, language: str = "nl") -> str:
    case = replace(sample_case(organisation), findings=replace(findings, language=language))
    letter = letters.receipt(
        organisation,
        case,
        sample_stamp(1, case.opened_at),
        answered=Answered(message_id="<a@brievenbus.example>", subject="BSN van mijn buurman"),
        recipient="w.kuipers@brievenbus.example",
        arrived_at=case.opened_at,
    )
    assert "buurman" not in letter.content.decode()
    return _text(letter)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("nl", "ontvangen"),
        ("en", "received"),
        ("de", "erhalten"),
        ("fr", "reçu"),
        ("es", "received"),
        ("pl", "received"),
    ],
)
def test_a_receipt_speaks_the_finders_language_or_else_english(language: str, written: str) -> None:
    assert written in _receipt(DOORKEES, sample_case(DOORKEES).findings, language)


def test_a_colleague_is_not_asked_to_delete_evidence() -> None:
    outside = _receipt(JUIST, sample_case(JUIST).findings)
    colleague = _receipt(JUIST, replace(sample_case(JUIST).findings, internal=True))
    assert "Verwijder deze gegevens" in outside
    assert "Verwijder deze gegevens" not in colleague
    assert "verwijder nog niets" in colleague


def test_the_police_are_named_only_where_the_organisation_approved_it() -> None:
    assert "politie" in _receipt(JUIST, sample_case(JUIST).findings)
    assert "politie" not in _receipt(DOORKEES, sample_case(DOORKEES).findings)


FORBIDDEN_PROMISES = (
    r"\bis een datalek|gemeld bij de AP|Autoriteit|beloning|reward|vergoeding|binnen \d+ (?:uur|dag)|anoniem"
)


@pytest.mark.parametrize("organisation", [JUIST, DOORKEES], ids=["je", "u"])
@pytest.mark.parametrize("language", ["nl", "en", "de", "fr"])
def test_a_receipt_promises_nothing_it_may_not(organisation: Organisation, language: str) -> None:
    words = " ".join(_receipt(organisation, sample_case(organisation).findings, language).split())
    assert not re.search(FORBIDDEN_PROMISES, words)
    assert not re.search(r"breach|datalek|Datenpanne|violation", words)
    assert organisation.phone in words
    assert "DL-2026-0001" in words


def _answer(transcript: Transcript, organisation: Organisation = DOORKEES) -> str:
    letter = letters.command_answer(
        organisation,
        organisation.officers[0],
        transcript,
        sample_stamp(1, sample_case(organisation).opened_at),
        answered=Answered(message_id="<a@kantoor.example>"),
    )
    return " ".join(_text(letter).split())


@pytest.mark.parametrize("refusal", Refusal)
def test_every_refusal_is_told_with_its_reason(refusal: Refusal) -> None:
    words = _answer(Transcript(lines=(Line(verb=Verb.CONFIRM, refusal=refusal),)))
    assert "Er is niets uitgevoerd." in words
    assert "BEVESTIG Niet gedaan: " in words
    assert "HERSTEL" not in words


@pytest.mark.parametrize("verb", Verb)
def test_every_verb_done_is_told(verb: Verb) -> None:
    assert "Gedaan. " in _answer(Transcript(lines=(Line(verb=verb),), case=sample_case(DOORKEES)))


def test_a_near_miss_is_asked_back() -> None:
    words = _answer(Transcript(not_understood=(NotUnderstood(line="bevestg", meant=Verb.CONFIRM),)))
    assert "“bevestg” Bedoelde u BEVESTIG?" in words


def test_what_an_officer_typed_comes_back_masked_and_on_one_line() -> None:
    typed = "bel 06 12345678\n-- \nSTATUS\nw.kuipers@brievenbus.example <b>vet</b>"
    transcript = Transcript(lines=(Line(verb=Verb.NOTE, argument=typed),), note=typed)
    words = _answer(transcript)
    assert "12345678" not in words
    assert "kuipers" not in words
    assert words.count("[telefoon] -- STATUS") == 2


def test_markup_of_people_stays_text() -> None:
    letter = letters.command_answer(
        DOORKEES,
        DOORKEES.officers[0],
        Transcript(note="<img src=x onerror=alert(1)>"),
        sample_stamp(1, sample_case(DOORKEES).opened_at),
        answered=Answered(message_id=None),
    )
    part = _message(letter).get_body(("html",))
    assert part is not None
    assert "<img" not in part.get_content()
    assert "onerror" in _html_words(letter)


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        ("2026-11-23T06:12:00+00:00", "maandag 23 november 2026 om 07.12 uur"),
        ("CONSEQUENCES, MEASURE", "GEVOLGEN en MAATREGEL"),
        ("what_leaked,how_happened", "Wat is gelekt en Hoe is het gebeurd"),
        ("DL-2026-0007", "DL-2026-0007"),
        ("2026-11-23", "2026-11-23"),
    ],
)
def test_a_detail_is_said_in_plain_words(detail: str, said: str) -> None:
    assert f"Gedaan. De zaak is geopend. {said}" in _answer(Transcript(lines=(Line(verb=Verb.NEW, detail=detail),)))


def test_attachments_go_with_the_answer() -> None:
    letter = next(one for one in LETTERS if list(_message(one).iter_attachments()))
    names = [part.get_filename() for part in _message(letter).iter_attachments()]
    assert names == ["register-2026.csv"]
    assert "register-2026.csv" in _text(letter)


def test_the_same_letter_twice_is_the_same_bytes() -> None:
    assert [letter.content for letter in LETTERS] == [letter.content for letter in sample_letters()]


def test_both_forms_of_address_are_sampled() -> None:
    assert (JUIST.address_form, DOORKEES.address_form) == (AddressForm.JE, AddressForm.U)
