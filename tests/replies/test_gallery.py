"""The gallery: one page that shows letters and asks nothing of the outside."""

import re

from replies.gallery import letters_page
from replies.samples import sample_letters


def test_every_letter_has_its_place_on_the_page() -> None:
    contents = [letter.content for letter in sample_letters()]
    page = letters_page(contents)
    assert page.count("<article ") == page.count("<iframe sandbox ") == len(contents)
    assert "cid:" not in page
    assert "data:image/png;base64," in page


def test_the_page_asks_nothing_of_the_outside() -> None:
    page = letters_page([letter.content for letter in sample_letters()])
    assert not re.search(r"(?:src|href)=[\"'](?!#|data:)", page)
    assert not re.search(r"https?://", page)


def test_the_words_of_a_letter_cannot_break_out_of_the_page() -> None:
    headers = b'From: "><script>a()</script>" <a@x.example>\r\nSubject: </title><script>b()</script>\r\n\r\n'
    page = letters_page([headers + b"</pre><script>c()</script>"])
    assert page.count("<script>") == 1


def test_a_mail_without_html_and_headers_is_shown_as_text() -> None:
    page = letters_page([b"Subject: kaal\r\n\r\ntekst", b""])
    assert page.count('class="as-text"') == 2
    assert "<pre>tekst</pre>" in page
