"""No number or address of a person is left in any mail of the corpus after masking: a scan by other means."""

import pytest
from leaks import SHOWN, leaks_in

from classifiers.training.corpus import CORPUS_FOLDER, read_corpus
from register_store.masks import mask

MAILS = read_corpus(CORPUS_FOLDER)


@pytest.mark.parametrize("batch", sorted({mail.batch for mail in MAILS}))
def test_nothing_is_left_unmasked(batch: str) -> None:
    left = {
        mail.id: kinds
        for mail in MAILS
        if mail.batch == batch and (kinds := set(leaks_in(mask(f"{mail.sender}\n{mail.subject}\n{mail.text}"))))
    }
    assert left == {}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (SHOWN, {"bsn", "iban", "e-mail", "phone"}),
        ("open van 09.00-12.30, CVE-111222333, klant 123456789", set()),
        ("(a@post.example)", {"e-mail"}),
    ],
)
def test_the_scan_sees_what_is_not_masked(text: str, kinds: set[str]) -> None:
    assert set(leaks_in(text)) == kinds
