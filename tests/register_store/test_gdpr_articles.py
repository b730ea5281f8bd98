"""Articles are cited as people of each language do (K6)."""

import pytest

from register_store.ap_form import form
from register_store.gdpr_articles import cited


@pytest.mark.parametrize(
    ("article", "nl", "en"),
    [
        ("33.3.a", "AVG art. 33 lid 3 onder a", "GDPR art. 33(3)(a)"),
        ("33.2", "AVG art. 33 lid 2", "GDPR art. 33(2)"),
        ("34", "AVG art. 34", "GDPR art. 34"),
        ("", "", ""),
    ],
)
def test_an_article_in_words(article: str, nl: str, en: str) -> None:
    assert (cited(article, "nl"), cited(article, "en")) == (nl, en)


def test_all_that_the_law_asks_of_a_notification_is_asked_by_the_form() -> None:
    asked = {question.article for question in form().questions}
    assert {"33.1", "33.3.a", "33.3.b", "33.3.c", "33.3.d", "33.4", "34.1", "34.3"} <= asked
