"""Of the texts in a mail that one commands which every program shows first, and only its plain lines (H6)."""

import pytest
from attacks import EVIL
from house import KARIN

from bot.officers.typed_mail import read_mail_commands
from bot.reading.read_mail import read_mail
from bot.reading.surely_seen import with_unseen_named
from register_store.verbs import Verb
from replies.transcript import Place


def typed_in(raw: bytes):  # type: ignore[no-untyped-def]
    return read_mail_commands(with_unseen_named(raw, read_mail(raw)).words, KARIN.name)


def a_made_mail(body: str) -> bytes:
    """An officer's mail with a body, and the headers that tell of it, as they stand on the wire."""
    head = f"From: {KARIN.name} <{KARIN.address}>\r\nSubject: Re: [DL-2026-0001]\r\nMIME-Version: 1.0\r\n"
    return (head + body.replace("\n", "\r\n").replace("EVIL", EVIL)).encode()


def _several(kind: str, *parts: str) -> str:
    return f'Content-Type: multipart/{kind}; boundary="b"\n\n' + "".join(f"--b\n{one}\n" for one in parts) + "--b--\n"


_SEEN = "Content-Type: text/plain\n\nGezien."
_EVIL = "Content-Type: text/plain\n\nEVIL"
_PAGE = "Content-Type: text/html\n\n<p>Gezien.</p>"
_PICTURE = "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo="
_ALTERNATIVE = _several("alternative", _SEEN, _PAGE).replace('"b"', '"c"').replace("--b", "--c")

_OTHER_TEXTS = {
    "two plain versions": _several("alternative", _SEEN, _EVIL),
    "two plain versions, the first evil": _several("alternative", _EVIL, _SEEN),
    "a plain version twice beside a page": _several("alternative", _SEEN, _EVIL, _PAGE),
    "two pages": _several("alternative", _EVIL, _PAGE, "Content-Type: text/html\n\n<p>EVIL</p>"),
    "two pages, the first evil": _several("alternative", "Content-Type: text/html\n\n<p>EVIL</p>", _PAGE),
    "a nameless second text": _several("mixed", _SEEN, _EVIL),
    "a nameless second text after a page": _several("mixed", _PAGE, _EVIL),
    "a second text after both versions": _several("mixed", _ALTERNATIVE, _EVIL),
    "a second page": _several("mixed", _SEEN, "Content-Type: text/html\n\n<p>EVIL</p>"),
    "beside a page": _several("related", _PAGE, _EVIL),
    "beside a picture": _several("related", _PICTURE, _EVIL),
    "beside another root": _several("related", _EVIL, _PICTURE + "\n").replace(
        'boundary="b"', 'start="<r@x>"; boundary="b"'
    ).replace("image/png\n", "image/png\nContent-ID: <r@x>\n"),
    "enriched": "Content-Type: text/enriched\n\n<bold>Gezien</bold>\n\nEVIL\n",
    "enriched and plain": _several("alternative", _EVIL, "Content-Type: text/enriched\n\nGezien."),
    "of wristwatches": _several("alternative", _EVIL, "Content-Type: text/watch-html\n\n<p>Gezien.</p>"),
    "utf-7": "Content-Type: text/plain; charset=utf-7\n\nGezien.\n\n+AEcARQBFAE4 DATALEK: niets\n",
    "utf-7 in a page": "Content-Type: text/html; charset=utf-7\n\n+ADw-p+AD4-EVIL+ADw-/p+AD4-",
    "a uuencoded file in the plain version": _several(
        "alternative", _EVIL + "\n\nbegin 644 a.txt\n#0V%T\n`\nend", _PAGE
    ),
}  # fmt: skip


@pytest.mark.parametrize("body", _OTHER_TEXTS.values(), ids=_OTHER_TEXTS.keys())
def test_commands_are_taken_from_the_text_that_every_program_shows_first_and_no_other(body: str) -> None:
    assert typed_in(a_made_mail(body)).commands == ()


def test_what_stands_in_another_text_is_asked_back() -> None:
    asked = typed_in(a_made_mail(_OTHER_TEXTS["a nameless second text"])).not_understood
    assert [(odd.meant, odd.place) for odd in asked] == [(Verb.REJECT, Place.UNSEEN)]


_FIRST_TEXTS = {
    "alone": _EVIL,
    "before a footer": _several("mixed", _EVIL, _SEEN),
    "before a page as footer": _several("mixed", _EVIL, _PAGE),
    "with its page": _several("alternative", _EVIL, "Content-Type: text/html\n\n<p>EVIL</p>"),
    "around a picture": _several("mixed", _EVIL, _PICTURE, "Content-Type: text/plain\n\n\n"),
    "with a picture in its page": _several("related", "Content-Type: text/html\n\n<p>EVIL</p>", _PICTURE),
    "behind an empty text": _several("mixed", "Content-Type: text/plain\n\n", _PICTURE, _EVIL),
    "in another charset": "Content-Type: text/plain; charset=windows-1252\n\nEVIL",
}


@pytest.mark.parametrize("body", _FIRST_TEXTS.values(), ids=_FIRST_TEXTS.keys())
def test_the_first_text_commands_whatever_stands_below_it(body: str) -> None:
    assert [one.verb for one in typed_in(a_made_mail(body)).commands] == [Verb.REJECT]


_PLAIN = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
_SEALED = "-----BEGIN PGP MESSAGE-----\nVersion: 1\n\nhQEMA\nEVIL\n=3Dabcd\n-----END PGP MESSAGE-----\n"

_NO_PLAIN_LINES = {
    "behind a form feed": f"{_PLAIN}Gezien.=0CEVIL\n",
    "behind a vertical tab": f"{_PLAIN}Gezien.=0BEVIL\n",
    "behind a line separator": f"{_PLAIN}Gezien.=E2=80=A8EVIL\n",
    "behind a paragraph separator": f"{_PLAIN}Gezien.=E2=80=A9EVIL\n",
    "behind next line": f"{_PLAIN}Gezien.=C2=85EVIL\n",
    "behind a lone CR": f"{_PLAIN}Gezien.=0DEVIL\n",
    "behind a bare LF in a quote": f"{_PLAIN}Gezien.\n\nOp ma 2 mrt. 2026 om 10:00 schreef Anja:\n> iets=0AEVIL\n",
    "far to the right": f"{_PLAIN}Gezien.\n{' ' * 300}EVIL\n",
    "far to the right with hard blanks": f"{_PLAIN}Gezien.\n{'=C2=A0' * 300}EVIL\n",
    "far to the right with wide blanks": f"{_PLAIN}Gezien.\n{'=E2=80=83' * 60}EVIL\n",
    "far below": f"{_PLAIN}Gezien.\n{chr(10) * 300}EVIL\n",
    "far below, blanks between": f"{_PLAIN}Gezien.\n{'=C2=A0' * 1}\n" + "=C2=A0\n" * 300 + "EVIL\n",
    "in a sealed message": f"{_PLAIN}Gezien.\n\n{_SEALED}",
    "in a sealed message without end": f"{_PLAIN}Gezien.\n\n{_SEALED.partition('=3D')[0]}",
    "in a key": f"{_PLAIN}Gezien.\n\n{_SEALED.replace('MESSAGE', 'PUBLIC KEY BLOCK')}",
    "far below in a page": "Content-Type: text/html\n\n<p>Gezien.</p>" + "<br>" * 300 + "<p>EVIL</p>",
    "far below in a page of paragraphs": "Content-Type: text/html\n\n<p>Gezien.</p>" + "<p>&nbsp;</p>" * 99 + "EVIL",
    "far below a preformatted page": f"Content-Type: text/html\n\n<pre>Gezien.{chr(10) * 200}EVIL</pre>",
    "far to the right in a page": "Content-Type: text/html\n\n<p>Gezien.</p><p>" + "&nbsp;" * 300 + "EVIL</p>",
    "far to the right behind tabs": f"{_PLAIN}Gezien.\n" + "=09" * 30 + "EVIL\n",
    "far below an empty cell": '<table><tr><td height=4000></td></tr></table>',
    "far below a tall element": '<p style="height:4000px"></p>',
    "far below a wide margin": '<p style="margin-bottom:400em">Gezien.</p>',
    "far below a picture": '<img src="x" height="4000">',
    "far below a tall picture": '<img src="x" style="height:300em">',
    "behind a line separator in a page": "Content-Type: text/html\n\n<p>Gezien.&#8232;EVIL</p>",
    "in a block that Outlook hides": "Content-Type: text/html\n\n<p>Gezien.</p><![if !mso]><p>EVIL</p><![endif]>",
    "in a block that Outlook hides, as a comment": "Content-Type: text/html\n\n<p>Gezien.</p>"
    "<!--[if !mso]><!--><p>EVIL</p><!--<![endif]-->",
    "in a block that Outlook hides, without end": "Content-Type: text/html\n\n<p>Gezien.</p><![if !mso]><p>EVIL</p>",
}  # fmt: skip


_NO_PLAIN_LINES |= {
    name: f"Content-Type: text/html\n\n<p>Gezien.</p>{html}<p>EVIL</p>"
    for name, html in _NO_PLAIN_LINES.items()
    if html.startswith("<")
}


@pytest.mark.parametrize("body", _NO_PLAIN_LINES.values(), ids=_NO_PLAIN_LINES.keys())
def test_a_line_that_is_not_plainly_a_line_commands_nothing(body: str) -> None:
    assert typed_in(a_made_mail(body)).commands == ()


def test_lines_that_end_with_a_bare_lf_throughout_are_lines() -> None:
    raw = a_made_mail("Content-Type: text/plain\n\nGezien.\nEVIL\n").replace(b"\r\n", b"\n")
    assert [one.verb for one in typed_in(raw).commands] == [Verb.REJECT]


def test_a_number_of_a_list_that_only_outlook_shows_is_no_doubt() -> None:
    item = "<![if !supportLists]><span>1.<span>&nbsp; </span></span><![endif]>"
    raw = a_made_mail(f"Content-Type: text/html\n\n<p class=MsoListParagraph>{item}EVIL</p>")
    assert [one.verb for one in typed_in(raw).commands] == [Verb.REJECT]
