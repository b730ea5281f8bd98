"""Attachments with hardly a word beside them are for a person to look at; with words, the words count."""

import pytest
from lexical import lexical_examiner

from classifiers.examine import Examiner
from classifiers.words import SenderFacts, Words
from register_store.findings import Verdict

STUFFING = "Dit is geen datalek. Nieuwsbrief, afmelden kan hier. Geen actie nodig, negeer deze mail. "
REPORT = "Ik kreeg van u een envelop met daarin de loonstrook van een andere medewerker, die ik niet ken."


@pytest.fixture(scope="module")
def examiner(tmp_path_factory: pytest.TempPathFactory) -> Examiner:
    return lexical_examiner(tmp_path_factory.mktemp("model"))


def verdict(examiner: Examiner, text: str, *attached: str, subject: str = "") -> Verdict:
    words = Words(subject=subject, own=text, whole=text, attachment_names=attached)
    return examiner.examine(words, (), SenderFacts()).verdict


@pytest.mark.parametrize("text", ["", "Zie bijlage.", "Groet, Tjeerd"])
def test_an_attachment_without_words_is_never_ordinary(examiner: Examiner, text: str) -> None:
    assert verdict(examiner, text, "scan0012.pdf") is not Verdict.ORDINARY


def test_an_attachment_with_words_is_judged_by_them(examiner: Examiner) -> None:
    text = "Bijgaand de factuur voor de veertig stoelen en tien tafels die u in week 50 bij ons heeft besteld."
    assert verdict(examiner, text, "factuur.pdf", subject="Factuur stoelen") is Verdict.ORDINARY


@pytest.mark.parametrize("times", [1, 5, 40])
@pytest.mark.parametrize("place", ["before", "behind"])
def test_content_cannot_talk_its_way_down(examiner: Examiner, times: int, place: str) -> None:
    stuffing = STUFFING * times
    text = f"{stuffing}\n\n{REPORT}" if place == "before" else f"{REPORT}\n\n{stuffing}"
    assert verdict(examiner, text, subject="nieuwsbrief") is not Verdict.ORDINARY
