"""An organisation may move where doubts and reports begin; nothing else of the judgement changes."""

from pathlib import Path

import pytest
from lexical import lexical_examiner

from classifiers.examine import Examiner
from classifiers.verdict_thresholds import ALONE, HEARD, Thresholds
from classifiers.words import SenderFacts, Words
from config.settings import EXAMPLE_FILE, SettingsFault, read_organisation
from register_store.findings import Verdict
from register_store.judgement import Caution, Judgement

FILES = EXAMPLE_FILE.parent / "organisations"
#: Mails of which words alone are not sure.
UNSURE = (
    "Is mijn dossier wel veilig bij jullie? Ik kreeg gisteren een raar telefoontje van iemand die veel van mij wist.",
    "Er lag een map op de balie waar ik even in gekeken heb.",
    "Mijn zus kreeg een brief waar ik niets van begreep, met een naam erop die wij niet kennen.",
)


@pytest.fixture(scope="module")
def examiner(tmp_path_factory: pytest.TempPathFactory) -> Examiner:
    return lexical_examiner(tmp_path_factory.mktemp("model"))


def _leaning(judgement: Judgement) -> SenderFacts:
    return SenderFacts(report_shift=judgement.report, doubt_shift=judgement.doubt)


@pytest.mark.parametrize("measured", [ALONE, HEARD])
def test_more_caution_asks_sooner_and_answers_later(measured: Thresholds) -> None:
    more = measured.shifted(_leaning(Judgement(caution=Caution.MORE)))
    less = measured.shifted(_leaning(Judgement(caution=Caution.LESS)))
    assert more.doubt_from < measured.doubt_from < less.doubt_from
    assert more.report_from > measured.report_from == pytest.approx(less.report_from)
    assert more.passage_doubt_from < measured.passage_doubt_from < less.passage_doubt_from


@pytest.mark.parametrize("measured", [ALONE, HEARD])
def test_without_a_wish_the_measured_thresholds_hold_to_the_last_digit(measured: Thresholds) -> None:
    assert measured.shifted(_leaning(Judgement())) == measured


def test_a_report_never_begins_below_a_doubt() -> None:
    shifted = ALONE.shifted(SenderFacts(report_shift=-1.5, doubt_shift=1.5))
    assert shifted.report_from >= shifted.doubt_from


@pytest.mark.parametrize("text", UNSURE)
def test_the_wish_moves_the_verdict_and_not_the_chance(examiner: Examiner, text: str) -> None:
    words = Words(subject="vraag", own=text, whole=text)
    asked = [examiner.examine(words, (), SenderFacts(doubt_shift=shift)).verdict.weight for shift in (-3.0, 0.0, 1.5)]
    assert asked == sorted(asked, reverse=True)
    eager = examiner.examine(words, (), SenderFacts(doubt_shift=-3.0))
    assert eager.verdict is not Verdict.ORDINARY


def test_what_explain_shows_are_the_thresholds_used(examiner: Examiner) -> None:
    assert examiner.thresholds(SenderFacts()) == ALONE
    assert examiner.thresholds(SenderFacts(doubt_shift=-1.0)).doubt_from < ALONE.doubt_from


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ('caution = "lots"', "judgement.caution"),
        ("doubt_shift = 2.5", "judgement.doubt_shift"),
        ("report_shift = -4.0", "judgement.report_shift"),
        ('caution = "more", doubt_shift = -1.0', "either `caution` or the two shifts"),
        ("careful = true", "careful"),
    ],
)
def test_a_wish_that_cannot_be_is_one_sentence(tmp_path: Path, wish: str, said: str) -> None:
    with pytest.raises(SettingsFault, match=said) as fault:
        read_organisation(_file(tmp_path, wish))
    assert "\n" not in str(fault.value)


def test_a_wish_is_read_from_the_organisation_file(tmp_path: Path) -> None:
    assert read_organisation(_file(tmp_path, 'caution = "more"')).judgement.doubt < 0
    assert read_organisation(_file(tmp_path, "doubt_shift = -2.0")).judgement.doubt == -2.0


def _file(folder: Path, wish: str) -> Path:
    before = 'judgement = { caution = "normal", doubt_shift = 0.0, report_shift = 0.0 }'
    text = (FILES / "juist.toml").read_text(encoding="utf-8")
    assert text.count(before) == 1
    path = folder / "wish.toml"
    path.write_text(text.replace(before, f"judgement = {{ {wish} }}"), encoding="utf-8")
    return path
