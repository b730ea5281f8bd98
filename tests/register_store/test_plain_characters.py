"""Text is written in plain characters before anything is looked for in it."""

import pytest

from register_store.plain_characters import plain


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("999\u200b990\u200d019", "999990019"),
        ("999\u00ad990\ufeff019", "999990019"),
        ("9\u03369\u03369\u0336", "999"),
        ("9\ufe0f\u20e39\ufe0f\u20e3", "99"),
        ("999\u2009990\u202f019\u00a0", "999 990 019 "),
        ("06\u201112345678", "06-12345678"),
        ("06\u201312345678", "06-12345678"),
        ("999\r\n990\r019", "999\n990\n019"),
        ("\uff19\uff19 \u0669 \uff2e\uff2c jan\uff20post.example", "99 9 NL jan@post.example"),
        ("\U0001d7d7\U0001d7d7 \U0001d409\U0001d41a\U0001d427", "99 Jan"),
        ("mail=jan%40post.example&tel=%2B31%36", "mail=jan@post.example&tel=+316"),
    ],
)
def test_odd_characters_become_plain_ones(text: str, written: str) -> None:
    assert plain(text) == written


@pytest.mark.parametrize(
    "text", ["Zoë Čapek, cliënt - 20 % korting", "een woord – en nog een", "\U0001f468\u200d\U0001f469 ❤\ufe0f", "100%"]
)
def test_what_people_write_stays(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize("piece", ["\u200b", "9\u0336", "%40", "\u00a0", "\r", "é", "1 \u2013 "])
@pytest.mark.timeout(20)
def test_long_odd_text_does_not_hang(piece: str) -> None:
    assert plain(piece * 20_000) is not None
