"""One telling sentence among many counts by itself where it may be drowned: in long mails, and in stuffed ones."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from classifiers.examine import MODEL, Examiner, calibrations_in
from classifiers.heard_mail import WHOLE
from classifiers.text_encoder import Heard
from classifiers.text_model import TextModel
from classifiers.verdict_thresholds import HEARD
from classifiers.words import SenderFacts, Words
from register_store.findings import BreachKind, DataKind, Verdict

TELLING = "Zijn rekeningen lagen bij mij in de bus."
EVENT = "Ik kreeg per ongeluk het dossier van een ander."
CHAT = "De dakgoot boven de schuur lekt weer en de schilder komt morgen om negen uur langs. "


@dataclass
class Ear:
    """Hears a report in this sentence alone, with other words around it none."""

    telling: str
    surely: float  #: log-odds

    def hear(self, texts: Sequence[str]) -> list[Heard]:
        """Each text by itself."""
        kinds = dict.fromkeys(BreachKind, -2.4)
        data = dict.fromkeys(DataKind, -4.0)
        return [Heard(report=self.surely if text == self.telling else -8.0, kinds=kinds, data=data) for text in texts]


def verdict_of(chat: int, surely: float = 8.0, telling: str = TELLING, before: str = "") -> Verdict:
    examiner = Examiner(TextModel.load(MODEL / "pipeline"), calibrations_in(MODEL), lambda: Ear(telling, surely))
    text = before + CHAT * chat + telling + " " + CHAT * chat
    return examiner.examine(Words(subject="dakgoot", own=text, whole=text), (), SenderFacts()).verdict


def test_a_mail_that_is_heard_whole_is_judged_by_the_whole() -> None:
    assert 2 * 3 * len(CHAT) < WHOLE
    assert verdict_of(3) is Verdict.ORDINARY


def test_but_an_event_in_plain_words_is_asked_about() -> None:
    assert verdict_of(3, telling=EVENT) is Verdict.DOUBT
    assert verdict_of(3, surely=2.0, telling=EVENT) is Verdict.ORDINARY


@pytest.mark.parametrize("chat", [9, 30])
def test_in_a_long_mail_a_sure_sentence_is_asked_about(chat: int) -> None:
    assert 2 * chat * len(CHAT) > WHOLE
    assert verdict_of(chat) is Verdict.DOUBT


def test_nor_can_words_against_a_report_hide_it() -> None:
    stuffing = "Dit is een nieuwsbrief met een vrijblijvende offerte. Ik solliciteer. "
    assert verdict_of(3, before=stuffing) is Verdict.DOUBT
    assert verdict_of(3, before="Dit is een nieuwsbrief. ") is Verdict.ORDINARY, "one such word is honest"


def test_in_a_long_mail_an_unsure_sentence_is_not() -> None:
    assert verdict_of(9, surely=2.0) is Verdict.ORDINARY


def test_where_a_mail_is_long_is_no_matter_of_caution() -> None:
    assert HEARD.alone_beyond == WHOLE
    assert HEARD.shifted(SenderFacts(doubt_shift=-1.0)).alone_beyond == WHOLE
