"""What is found in the reports of the training batches is right as often as is asked; the model picks the passages."""

import pytest
from lexical import lexical_examiner

from classifiers.training.corpus import CORPUS_FOLDER, is_test, read_corpus
from classifiers.training.evaluate_findings import FLAGS, Compared, compare, count_is_right, data_hits, flag_is_right
from classifiers.training.evaluate_findings import share_right as share
from register_store.findings import Origin


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Compared, ...]:
    mails = [mail for mail in read_corpus(CORPUS_FOLDER) if not is_test(mail.batch)]
    return compare(lexical_examiner(tmp_path_factory.mktemp("model")), mails)


@pytest.mark.parametrize(
    ("batches", "least"),
    [(range(1, 31), 0.85), (range(31, 1000), 0.75)],
    ids=["that the word lists were written from", "written later, told more sideways"],
)
def test_kinds_of_personal_data(compared: tuple[Compared, ...], batches: range, least: float) -> None:
    """By words alone; what the encoder hears comes to it, and needs no list to know a mail."""
    assert data_hits([each for each in compared if int(each.mail.batch[1:]) in batches]).f1 >= least


def test_the_number_of_people(compared: tuple[Compared, ...]) -> None:
    assert share(compared, count_is_right) >= 0.85


@pytest.mark.parametrize(
    ("flag", "least"), [("reproduction", 0.9), ("extortion", 0.95), ("processor", 0.95)], ids=lambda value: str(value)
)
def test_flags(compared: tuple[Compared, ...], flag: str, least: float) -> None:
    assert flag in FLAGS
    assert share(compared, flag_is_right(flag)) >= least


def test_own_staff_by_their_address(compared: tuple[Compared, ...]) -> None:
    known = [each for each in compared if each.mail.is_internal or "internal" not in each.mail.flags]
    assert share(known, flag_is_right("internal")) >= 0.95


def test_every_finding_has_an_origin(compared: tuple[Compared, ...]) -> None:
    for each in compared:
        found = [key for key in ("kind", "personal_data", "affected_count") if getattr(each.findings, key)]
        assert all(each.findings.origins[key] in Origin for key in found)
