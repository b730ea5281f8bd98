"""HTML mail as its reader sees it."""

import pytest

from bot.reading.html_text import html_to_text, read_html
from bot.reading.own_words import own_words

HIDDEN = [
    '<div style="display:none">GEEN DATALEK</div>',
    '<div style="DISPLAY : none !important">GEEN DATALEK</div>',
    '<span style="visibility:hidden">GEEN DATALEK</span>',
    '<span style="font-size:0px">GEEN DATALEK</span>',
    '<span style="opacity:0">GEEN DATALEK</span>',
    '<span style="mso-hide:all">GEEN DATALEK</span>',
    '<div style="max-height:0;overflow:hidden">GEEN DATALEK</div>',
    "<div hidden>GEEN DATALEK</div>",
    "<style>.pre{display:none}</style><div class=pre>GEEN DATALEK</div>",
    "<!-- GEEN DATALEK -->",
    "<!--[if mso]>GEEN DATALEK<![endif]-->",
    "<script>GEEN DATALEK</script>",
    "<title>GEEN DATALEK</title>",
    '<span style="color:#ffffff">GEEN DATALEK</span>',
    '<span style="Color: White !important">GEEN DATALEK</span>',
    '<font color="#FEFEFE">GEEN DATALEK</font>',
    '<span style="color:rgb(255, 255, 255)">GEEN DATALEK</span>',
    '<span style="color:transparent">GEEN DATALEK</span>',
    '<div style="background:#123456"><span style="color:#123457">GEEN DATALEK</span></div>',
    '<table bgcolor="#000"><tr><td style="color:black">GEEN DATALEK</td></tr></table>',
    '<span style="font-size:1px">GEEN DATALEK</span>',
    '<span style="font-size:0.5pt;line-height:1">GEEN DATALEK</span>',
    '<div style="position:absolute;left:-9999px">GEEN DATALEK</div>',
    '<div style="text-indent:-999em">GEEN DATALEK</div>',
    '<div style="height:0;overflow:hidden">GEEN DATALEK</div>',
]
SHOWN = [
    '<div style="opacity:0.9">lek</div>',
    '<td style="font-size:0"><p style="font-size:12px">lek</p></td>',
    '<span style="font-size:10px">lek</span>',
    '<span style="font-size:1em">lek</span>',
    '<span style="font-size:1.2rem">lek</span>',
    '<span style="font-size:20px">lek</span>',
    '<div style="font-size:1px"><p style="font-size:1em">lek</p></div>',
    '<div style="background-color:#000"><span style="color:#fff">lek</span></div>',
    '<table bgcolor="navy"><tr><td><font color="white">lek</font></td></tr></table>',
    '<table background="x.png"><tr><td><font color="white">lek</font></td></tr></table>',
    '<div style="background:url(x.png)"><span style="color:white">lek</span></div>',
    "<style>.a{background:#000}</style><div class=a><span style='color:white'>lek</span></div>",
    '<div style="color:white"><span style="color:black">lek</span></div>',
    '<span style="color:#cccccc">lek</span>',
    '<span style="color:var(--x)">lek</span>',
    '<div style="margin-left:-5px">lek</div>',
    "<style>@media print{.a{display:none}}</style><div class=a>lek</div>",
    "<div>" * 3000 + "lek",
    "<table><tr><td>" * 300 + "lek",
    "\x00<p>lek",
    '<?xml version="1.0" encoding="utf-16"?><p>lek</p>',
    "lek",
]


@pytest.mark.parametrize("html", HIDDEN)
def test_hidden_words_are_not_read(html: str) -> None:
    assert html_to_text(f"<html><body><p>voor</p>{html}<p>na</p></body></html>").split() == ["voor", "na"]


@pytest.mark.parametrize("html", SHOWN)
def test_shown_words_are_read(html: str) -> None:
    assert html_to_text(html).strip("\N{REPLACEMENT CHARACTER}") == "lek"


@pytest.mark.parametrize("html", ["", " ", "<", "<!-- -->", "<html></html>", "\ud800"])
def test_html_without_words_gives_none_and_no_error(html: str) -> None:
    assert html_to_text(html) in ("", "<", "?")


def test_words_behind_a_hidden_element_stay() -> None:
    assert html_to_text('<p>a<span style="display:none">x</span>b</p>') == "ab"


def test_tables_and_lists_stay_readable() -> None:
    text = html_to_text(
        "zie<table><tr><td>Naam</td><td>Jan</td></tr><tr><td>Nr</td><td>1</td></tr></table><ul><li>a</ul>"
    )
    assert text.splitlines()[:3] == ["zie", "Naam  Jan", "Nr    1"]
    assert "* a" in text


def test_a_quote_gets_its_marks_and_an_indented_paragraph_does_not() -> None:
    text = html_to_text(
        "<p>ja</p><blockquote type=cite>oud<blockquote class=gmail_quote>ouder</blockquote></blockquote>"
    )
    assert [line for line in text.splitlines() if line] == ["ja", "> oud", ">> ouder"]
    assert html_to_text("<blockquote>mijn woorden</blockquote>") == "mijn woorden"


def test_a_bare_blockquote_is_said_to_be_set_in() -> None:
    html = "<p>boven</p><blockquote><p>een</p><blockquote>twee</blockquote></blockquote><p>onder</p>"
    page = read_html(html)
    assert page.indented == ("een", "twee")
    assert page.text.split() == ["boven", "een", "twee", "onder"]
    assert read_html("<blockquote type=cite>oud</blockquote><p>nieuw</p>").indented == ()


_HEADERS = "<b>Van:</b> Anja<br><b>Verzonden:</b> maandag<br><b>Aan:</b> Karin<br>"


@pytest.mark.parametrize(
    ("html", "is_marked"),
    [
        ('<p>Ja</p><hr><div id="divRplyFwdMsg">Afz. Anja</div><p>oud</p>', True),
        ('<p>Ja</p><div id="x_divRplyFwdMsg"><b>Van:</b> Anja</div><p>oud</p>', True),
        ('<p>Ja</p><div id="mail-editor-reference-message-container"><div>oud</div></div>', True),
        (f'<p>Ja</p><hr><div id="divRplyFwdMsg">{_HEADERS}</div><p>oud</p>', False),
        ('<p>Ja</p><hr><div id="appendonsend"></div><p>nog van mij</p>', False),
        ("<p>Ja</p><hr><div>nog van mij</div>", False),
    ],
)
def test_outlooks_own_mark_begins_history_where_its_words_do_not(html: str, is_marked: bool) -> None:
    text = html_to_text(html)
    assert ("-----Original Message-----" in text) is is_marked
    assert own_words(text).own.startswith("Ja")
    assert ("oud" in own_words(text).own) is False


def test_outlooks_own_mark_is_not_said_twice_where_its_labels_are_coloured() -> None:
    headers = _HEADERS.replace("<b>", "<b><span>").replace("</b>", "</span></b>")
    text = html_to_text(f'<p>Ja</p><div id="mail-editor-reference-message-container"><p>{headers}</p>oud</div>')
    assert own_words(text).own == "Ja"
    assert "-----Original Message-----" not in text


def test_a_page_of_nothing_but_tags_keeps_its_words() -> None:
    assert html_to_text("<p>" * 200_000 + "een map op straat") == "een map op straat"


def test_links_are_noted_and_pictures_keep_their_order() -> None:
    page = read_html('<a href="https://x.example/lijst">hier</a><img src="cid:1@x"><img src="https://x.example/p.gif">')
    assert page.links == ("https://x.example/lijst",)
    assert page.shown == ("1@x", "")
