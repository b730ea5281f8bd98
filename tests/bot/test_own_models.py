"""An organisation's own model: what officers decided trains it, a digest tells, and check says which one judges."""

import json
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import SettableClock
from house import JUIST, House
from lexical import lexical_model, lexical_reader

from bot.check import _model
from bot.direct_reader import DirectReader
from bot.figures import figures_of
from bot.own_models import OwnModelReader, OwnModels
from bot.train_command import renewed
from classifiers.training.corpus import CORPUS_FOLDER
from classifiers.words import SenderFacts, Words
from register_store.event_chain import EventKind
from register_store.keys import Keys
from register_store.labels import Decision, LabelWords


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> DirectReader:
    return lexical_reader(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="module")
def small_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    for name in ("b01.txt", "b02.txt", "b05.txt"):
        head, *mails = (CORPUS_FOLDER / name).read_text(encoding="utf-8").split("\n--- ")
        (folder / name).write_text("\n--- ".join([head, *mails[:4]]) + "\n", encoding="utf-8")
    return folder


@dataclass
class Installation:
    """As much of `assemble.House` as training asks for."""

    house: House
    folder: Path
    keys: Keys

    def own_models(self, _organisation: object) -> OwnModels:
        return OwnModels(self.folder)

    def bookcase(self, _organisation: object) -> object:
        return self.house.bookcase


@pytest.fixture
def installation(house: House, tmp_path: Path) -> Installation:
    return Installation(house, tmp_path / "models", house.bookcase.keys)


def decide(house: House, count: int, clock: SettableClock) -> None:
    """Officers called some mails ordinary."""
    with house.bookcase.transaction() as books:
        for number in range(count):
            books.labels.decide(Decision.ORDINARY, clock(), before="doubt", mail=f"mail{number}")
        for label in books.labels.wordless():
            books.labels.fill(
                label, LabelWords(subject="vraag", text="Is de zaal vrijdag vrij?"), f"melder-{label.number}"
            )


def test_without_decisions_nothing_is_trained(installation: Installation, clock: SettableClock) -> None:
    (said,) = renewed(installation, JUIST, clock())  # type: ignore[arg-type]
    assert "nothing was decided" in said
    assert installation.own_models(JUIST).current() is None


def test_training_decides_says_why_and_the_digest_tells(
    installation: Installation, clock: SettableClock, small_corpus: Path, tmp_path: Path
) -> None:
    decide(installation.house, 3, clock)
    clock.forward(hours=1)
    said = list(renewed(installation, JUIST, clock(), small_corpus, lexical_model(tmp_path)))  # type: ignore[arg-type]
    assert "3 mails that officers decided about" in said[0]
    assert ("is in use" in said[-1]) is (installation.own_models(JUIST).in_use() is not None)
    with installation.house.bookcase.transaction() as books:
        told = figures_of(books, since=clock() - timedelta(days=1), until=clock() + timedelta(days=1)).trained
        event = [each for each in books.register.chain.every_event() if each.kind is EventKind.TRAINED]
    assert told is not None
    assert (told.labels, told.is_taken) == (3, "is in use" in said[-1])
    assert len(event) == 1
    folders = [path for path in installation.folder.iterdir() if path.is_dir()]
    assert len(folders) == told.is_taken, "a model that is not taken leaves nothing"


def a_model(models: OwnModels, clock: SettableClock) -> Path:
    folder = models.begin(clock())
    lexical_model(folder)
    models.take(folder, clock(), labels=7)
    clock.forward(days=7)
    return folder


def test_the_newest_is_used_the_one_before_is_kept_and_older_ones_go(tmp_path: Path, clock: SettableClock) -> None:
    models = OwnModels(tmp_path / "models")
    first, second, third = (a_model(models, clock) for _ in range(3))
    assert models.in_use() == third
    assert second.is_dir()
    assert not first.exists()


def test_check_says_which_model_judges(tmp_path: Path, clock: SettableClock) -> None:
    models = OwnModels(tmp_path / "models")
    assert "model of this release" in _model("juist", models.current()).what
    folder = a_model(models, clock)
    assert folder.name in _model("juist", models.current()).what
    about = json.loads((folder / "own.json").read_text(encoding="utf-8"))
    (folder / "own.json").write_text(json.dumps({**about, "base": "of an older release"}), encoding="utf-8")
    finding = _model("juist", models.current())
    assert finding.advice_only
    assert "train again" in (finding.trouble or "")
    assert models.in_use() is None


def test_a_new_model_judges_the_very_next_mail(tmp_path: Path, clock: SettableClock) -> None:
    models, asked = OwnModels(tmp_path / "models"), []

    class Asked(DirectReader):
        def examine_by(self, model, words, pictures, sender):  # type: ignore[no-untyped-def]
            asked.append(model)

    reader = OwnModelReader(Asked(), models)
    words = Words(subject="", own="Wanneer is de zaal vrij?", whole="Wanneer is de zaal vrij?")
    reader.examine(words, (), SenderFacts())
    folder = a_model(models, clock)
    reader.examine(words, (), SenderFacts())
    assert asked == [None, folder]


def test_the_reader_judges_by_the_model_it_is_told(tmp_path: Path, clock: SettableClock, reader: DirectReader) -> None:
    folder = a_model(OwnModels(tmp_path / "models"), clock)
    words = Words(subject="", own="Wanneer is de zaal vrij?", whole="Wanneer is de zaal vrij?")
    own = reader.examine_by(folder, words, (), SenderFacts())
    assert own.findings == reader.examine(words, (), SenderFacts()).findings
