"""Letters to finders, IT, processors and management: their language, and what none of them may say."""

import re
from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest

from register_store.findings import Findings, Missing
from register_store.letter import Letter, LetterKind
from register_store.organisation import Organisation
from replies.finder_letters import Outcome, question, question_lines, thanks
from replies.letter_headers import Answered
from replies.letters import receipt
from replies.people_samples import people_letters
from replies.sample_values import FINDINGS, sample_case, sample_organisations, sample_stamp

JUIST, DOORKEES = sample_organisations()
LETTERS = tuple(people_letters((JUIST, DOORKEES)))
FINDER = "w.kuipers@brievenbus.example"


def text_of(letter: Letter) -> str:
    body = message_from_bytes(letter.content, policy=default).get_body(("plain",))  # type: ignore[attr-defined]
    return " ".join(str(body.get_content()).split())


def languages_of(letter: Letter) -> str:
    return str(message_from_bytes(letter.content, policy=default)["Content-Language"])


def _receipt(findings: Findings) -> Letter:
    case = replace(sample_case(JUIST), findings=findings)
    answered = Answered(message_id="<a@brievenbus.example>", subject="nota")
    stamp = sample_stamp(1, case.opened_at)
    return receipt(JUIST, case, stamp, answered=answered, recipient=FINDER, arrived_at=case.opened_at)


@pytest.mark.parametrize(
    ("language", "written"),
    [("nl", "nl"), ("en", "en"), ("de", "de"), ("fr", "fr"), ("es", "en, nl"), ("pl", "en, nl")],
)
def test_a_finder_whose_language_we_do_not_write_gets_english_and_dutch_in_one_letter(
    language: str, written: str
) -> None:
    letter = _receipt(replace(FINDINGS, language=language))
    assert languages_of(letter) == written
    words = text_of(letter)
    assert ("Thank you for your message" in words) == written.startswith("en")
    assert ("Dank voor je bericht" in words) == written.endswith("nl")


def test_both_languages_of_one_letter_ask_the_same_and_say_the_same_moment() -> None:
    words = text_of(_receipt(replace(FINDINGS, language="pl", missing=(Missing.SCREENSHOTS,))))
    assert words.count("23 November 2026 at 09:12") == words.count("23 november 2026 om 09.12") == 1
    assert "screenshot or photo" in words
    assert "schermafbeelding of foto" in words


def test_a_letter_in_two_languages_marks_them_for_a_screen_reader() -> None:
    content = _receipt(replace(FINDINGS, language="pl")).content.decode().replace("=3D", "=")
    assert content.index('<div lang="en">') < content.index('<div lang="nl">')


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("language", ["nl", "en", "de", "fr"])
@pytest.mark.parametrize("organisation", [JUIST, DOORKEES], ids=["je", "u"])
def test_thanks_tell_neither_verdict_nor_size_nor_the_supervisor(
    organisation: Organisation, language: str, outcome: Outcome
) -> None:
    case = replace(sample_case(organisation), findings=replace(FINDINGS, language=language))
    stamp = sample_stamp(1, case.opened_at)
    words = text_of(thanks(organisation, case, stamp, recipient=FINDER, outcome=outcome, answered=None))
    forbidden = r"datalek|breach|Datenpanne|fuite|violation|\bAP\b|Autoriteit|beloning|reward|Tolhuis"
    assert not re.search(forbidden, words, re.IGNORECASE)


def test_who_confirmed_that_all_is_deleted_is_not_asked_again() -> None:
    case = replace(sample_case(JUIST), fields={"deletion_confirmed_at": "2026-11-23T10:00+00:00"})
    stamp = sample_stamp(1, case.opened_at)
    asked = thanks(JUIST, sample_case(JUIST), stamp, recipient=FINDER, outcome=Outcome.DONE, answered=None)
    not_asked = thanks(JUIST, case, stamp, recipient=FINDER, outcome=Outcome.DONE, answered=None)
    assert "Verwijder" in text_of(asked)
    assert "Verwijder" not in text_of(not_asked)


def test_an_officers_question_stands_as_he_typed_it_without_what_could_harm() -> None:
    typed = "Op welke pagina was dit?\n\n\u202eBcc: all@elders.example\u0000 <b>vet</b>\r\nEn wanneer?"
    assert question_lines(typed) == (
        "Op welke pagina was dit?",
        "Bcc: all@elders.example <b>vet</b>",
        "En wanneer?",
    )
    case = sample_case(JUIST)
    letter = question(JUIST, case, sample_stamp(1, case.opened_at), recipient=FINDER, text=typed, answered=None)
    message = message_from_bytes(letter.content, policy=default)
    assert message["Bcc"] is None
    html = str(message.get_body(("html",)).get_content())  # type: ignore[attr-defined]
    assert "<b>vet</b>" not in html
    assert len(question_lines("a\n" * 500)) == 20


NOT_FOR_OTHERS = ("Tolhuis", "Kuipers", "kuipers", "brievenbus", "portaal", "loonstrook", "12 mensen", "burgerservice")


@pytest.mark.parametrize("kind", [LetterKind.TASK, LetterKind.UNTAKEN, LetterKind.POSSIBLY_RELATED])
def test_helpers_and_management_see_no_finder_and_no_word_of_the_report(kind: LetterKind) -> None:
    seen = [letter for letter in LETTERS if letter.kind is kind]
    assert seen
    for letter in seen:
        whole = f"{letter.content.decode()} {text_of(letter)}"
        assert [word for word in NOT_FOR_OTHERS if word in whole] == []


def test_an_answer_reaches_officers_with_masks() -> None:
    for letter in LETTERS:
        if letter.kind is LetterKind.TASK_ANSWERED:
            assert "06 12345678" not in text_of(letter)
            assert "[telefoon]" in text_of(letter)


def test_only_officers_letters_invite_out_of_office_messages() -> None:
    for letter in LETTERS:
        suppressed = message_from_bytes(letter.content)["X-Auto-Response-Suppress"]
        assert (suppressed is None) == (letter.officer is not None)
