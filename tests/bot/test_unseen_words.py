"""Words that the style of a page may hide from its reader: a report may stand there, a command may not (H6)."""

import base64
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from attacks import EVIL
from house import KARIN

from bot.officers.typed_mail import read_mail_commands
from bot.reading.read_mail import read_mail
from bot.reading.surely_seen import with_unseen_named
from register_store.verbs import Verb
from replies.transcript import Place


def a_page(html: str, plain: str | None = None) -> bytes:
    """An officer's mail as HTML, with or without its plain version."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = f"{KARIN.name} <{KARIN.address}>", "mail@juist.nl"
    mail["Subject"] = "Re: [DL-2026-0001] Nieuwe melding"
    if plain is None:
        mail.set_content(html, subtype="html")
    else:
        mail.set_content(plain)
        mail.add_alternative(html, subtype="html")
    return mail.as_bytes()


def typed_in(raw: bytes):  # type: ignore[no-untyped-def]
    return read_mail_commands(with_unseen_named(raw, read_mail(raw)).words, KARIN.name)


_STYLES = (
    *("font-size:0", "font-size:0vw", "font-size:calc(0px)", "font:0/0 Arial", "font: 1px/1px Arial", "font-size:1%"),
    *("line-height:0;overflow:hidden", "zoom:0", "letter-spacing:-1em", "text-indent:100%;overflow:hidden"),
    *("position:absolute;clip:rect(0 0 0 0)", "clip:rect(1px,1px,1px,1px)", "clip-path:circle(0)", "mask:none,url(x)"),
    *("position:absolute;left:-99em", "position:absolute;left:-200%", "left:9999px", "right:-9999px", "top:-100vh"),
    *("margin:-9999px", "margin:0 0 0 -9999px", "margin-left:9999px", "padding-left:9000px", "vertical-align:-9999px"),
    *("transform:translateX(-9999px)", "transform:scale(0,0)", "transform:scale(.001)", "transform:rotateY(90deg)"),
    *("width:1px;height:1px;overflow:hidden", "max-width:0;overflow:hidden", "max-height:0;overflow-y:hidden"),
    *("max-height:0;overflow:clip", "height:1px;overflow:hidden", "inset:-999em", "rotate:90deg", "scale:0"),
    *("color:#fff", "color:hsl(0,0%,100%)", "color:rgb(255 255 255)", "color:rgb(100%,100%,100%)", "color:#fff0"),
    *("color:azure", "color:mintcream", "color:rgba(0,0,0,0.01)", "color:rgba(0,0,0,0%)", "color:#ddd"),
    *("color:var(--pale)", "-webkit-text-fill-color:transparent", "background:#000", "background:url(x.png)"),
    *("opacity:.05", "opacity:1%", "filter:opacity(0)", "filter:alpha(opacity=0)", "mix-blend-mode:screen"),
    *("display/**/:none", "display:/*x*/none", "d\\69splay:none", "DISPLAY : None", "text-decoration:line-through"),
    *("display:none;" + "color:black;" * 900, "z-index:-1;position:absolute", "content-visibility:hidden"),
    *("direction:rtl;unicode-bidi:bidi-override", "writing-mode:vertical-rl", "-webkit-text-security:disc"),
)


@pytest.mark.parametrize("style", _STYLES)
def test_no_style_that_may_hide_words_lets_them_command(style: str) -> None:
    typed = typed_in(a_page(f'<p>Gezien.</p><p style="{style}">{EVIL}</p>'))
    assert typed.commands == ()


_ELEMENTS = (
    *(
        "details",
        "dialog",
        "datalist",
        "iframe",
        "noembed",
        "noframes",
        "noscript",
        "xmp",
        "textarea",
        "video",
        "audio",
    ),
    *("canvas", "svg", "object", "applet", "progress", "meter", "button", "select", "template", "del", "s", "strike"),
    *("x-unknown", "marquee", "math", "form", "fieldset", "legend", "output", "map", "rp", "bdo dir=rtl"),
)


@pytest.mark.parametrize("element", _ELEMENTS)
def test_no_element_that_may_fold_or_hide_words_lets_them_command(element: str) -> None:
    typed = typed_in(a_page(f"<p>Gezien.</p><{element}><p>{EVIL}</p></{element.split()[0]}>"))
    assert typed.commands == ()


_SHEETS = (
    "<style>.x{font-size:0}</style><p class=x>EVIL</p>",
    "<style>p.x, b{display:none}</style><p class=x>EVIL</p>",
    "<style>div p{display:none}</style><div><p>EVIL</p></div>",
    "<style>[data-x]{color:white}</style><p data-x=1>EVIL</p>",
    "<style>@media all{.x{display:none}}</style><p class='y x'>EVIL</p>",
    "<style>@media screen{@supports(display:grid){#x{opacity:0}}}</style><p id=x>EVIL</p>",
    "<style>.a{color:black;.x{display:none}}</style><div class=a><p class=x>EVIL</p></div>",
    "<style>*{font-size:0}</style><p>EVIL</p>",
    "<style>@import 'hide.css';</style><p class=x>EVIL</p>",
    "<style>/*" + "a" * 120_000 + "*/ .x{display:none}</style><p class=x>EVIL</p>",
    "<style><!-- .x{display:none} --></style><p class=x>EVIL</p>",
    "<style>p:nth-child(2){display:none}</style><p>EVIL</p>",
    "<style>.x{height:5000px}</style><p>Gezien.</p><div class=x></div><p>EVIL</p>",
    "<style>div{min-height : 300vh}</style><p>Gezien.</p><div></div><p>EVIL</p>",
    "<style>.x{margin-top:5000px}</style><p>Gezien.</p><p class=x></p><p>EVIL</p>",
    "<style>.x{border-top:3000px solid white}</style><p>Gezien.</p><p class=x></p><p>EVIL</p>",
    "<style>@media all{.x{height:calc(99px * 99)}}</style><p>Gezien.</p><p class=x></p><p>EVIL</p>",
    "<style>.x{line-height:500em}</style><p>Gezien.</p><p class=x>&nbsp;</p><p>EVIL</p>",
    '<p>Gezien.</p><div style="height:200vh"></div><p>EVIL</p>',
    '<p>Gezien.</p><div style="font-size:5000px">&nbsp;</div><p>EVIL</p>',
    '<p>Gezien.</p><div style="height:100dvh"></div><p>EVIL</p>',
    '<p>Gezien.</p><div style="border-top:2000px solid #fff"></div><p>EVIL</p>',
    '<p>Gezien.</p><div style="height:calc(99px*99)"></div><p>EVIL</p>',
    '<p>Gezien.</p><body style="color:white"><p>EVIL</p></body>',
    '<body><p>Gezien.</p><body text="white"><p>EVIL</p></body>',
    '<table bgcolor="#000080"><tr><td><font color="navy">EVIL</font></td></tr></table>',
    '<div style="font-size:.5em"><div style="font-size:.5em"><div style="font-size:.5em">EVIL</div></div></div>',
    '<font color="white"><p>EVIL</p></font>',
    '<p>Gezien.<font color="white"></p><p>EVIL</p>',
    '<p>Gezien.<font color="white"></p>EVIL',
    '<p style="opacity:.05"><table><tr><td>EVIL</td></tr></table></p>',
    '<pre style="opacity:.05"><div>EVIL</div></pre>',
    '<h1 style="opacity:.05"><p>EVIL</p></h1>',
    '<div style="color:white"><p>EVIL</p><p style="color:black">Gezien.</p></div>',
    '<div style="font-size:0"><span>EVIL</span><span style="font-size:14px">Gezien.</span></div>',
)


@pytest.mark.parametrize("html", _SHEETS)
def test_no_style_sheet_and_nothing_around_them_lets_hidden_words_command(html: str) -> None:
    assert typed_in(a_page(html.replace("EVIL", EVIL))).commands == ()


def test_what_may_be_hidden_is_asked_back_as_such() -> None:
    typed = typed_in(a_page(f'<p>JA</p><p style="opacity:.05">{EVIL}</p>'))
    assert [command.verb for command in typed.commands] == [Verb.YES]
    assert [(odd.meant, odd.place) for odd in typed.not_understood] == [(Verb.REJECT, Place.UNSEEN)]


def test_a_plain_version_does_not_say_what_the_shown_one_hides() -> None:
    hidden = f'<p>Gezien, ik kijk later.</p><p style="opacity:.05">{EVIL}</p>'
    for html in (hidden, "<p>Gezien, ik kijk later.</p>"):
        assert typed_in(a_page(html, f"Gezien, ik kijk later.\n\n{EVIL}\n")).commands == ()


def test_a_value_that_the_plain_version_wraps_is_the_one_that_is_shown() -> None:
    value = "de brief aan mevrouw De Wit ging naar haar buren, die hem ongeopend terugbrachten naar ons kantoor"
    wrapped = (
        "HOE: de brief aan mevrouw De Wit ging naar haar buren, die hem\nongeopend terugbrachten naar ons kantoor\n"
    )
    typed = typed_in(a_page(f"<div>HOE: {value}</div>", wrapped))
    assert [(command.verb, command.argument) for command in typed.commands] == [(Verb.HOW, value)]


_SIGNATURES = (
    '<div class="gmail_signature" dir="ltr">FG: Karin Vos<br>SLUIT: altijd netjes</div>',
    '<div id="Signature"><p>FG: Karin Vos</p><p>SLUIT: altijd netjes</p></div>',
    '<div id="ms-outlook-mobile-signature">FG: Karin Vos<br>SLUIT: altijd netjes</div>',
    '<div class="protonmail_signature_block-user protonmail_signature_block">FG: Karin<br>SLUIT: altijd netjes</div>',
    '<div id="composer_signature">FG: Karin Vos<br>SLUIT: altijd netjes</div>',
    '<div id="_rc_sig">FG: Karin Vos<br>SLUIT: altijd netjes</div>',
)


@pytest.mark.parametrize("signature", _SIGNATURES)
def test_a_signature_that_the_program_marks_commands_nothing(signature: str) -> None:
    typed = typed_in(a_page(f"<div>OPPAKKEN</div>{signature}"))
    assert [command.verb for command in typed.commands] == [Verb.TAKE]
    assert [(odd.meant, odd.place) for odd in typed.not_understood] == [(Verb.CLOSE, Place.SIGNATURE)]


_ORDINARY = (
    '<div dir="ltr" class="gmail_default" style="font-family:arial,sans-serif;font-size:small;color:#222222">JA</div>',
    '<div class="elementToProof" style="font-family: Aptos, Calibri; font-size: 12pt; color: rgb(0, 0, 0);">JA</div>',
    '<style><!-- @font-face {font-family:"Cambria Math"; panose-1:2 4 5 3 5 4 6 3 2 4;} p.MsoNormal {margin:0cm; '
    'font-size:11.0pt; font-family:"Calibri",sans-serif; mso-fareast-language:EN-US;} a:link {mso-style-priority:99; '
    "color:#0563C1; text-decoration:underline;} .MsoChpDefault {mso-style-type:export-only;} @page WordSection1 "
    '{size:612.0pt 792.0pt; margin:70.85pt;} --></style><div class="WordSection1"><p class="MsoNormal">'
    '<span style="font-size:11.0pt;color:windowtext;mso-ligatures:standardcontextual">JA<o:p></o:p></span></p></div>',
    '<div style="overflow-wrap: break-word; -webkit-nbsp-mode: space; line-break: after-white-space;">JA</div>',
    '<div style="caret-color: rgb(0, 0, 0); letter-spacing: normal; orphans: auto; text-indent: 0px; '
    "text-transform: none; white-space: normal; word-spacing: 0px; -webkit-text-size-adjust: auto; "
    '-webkit-text-stroke-width: 0px; text-decoration: none; float: none; display: inline !important;">JA</div>',
    '<div style="font-family: Arial, sans-serif; font-size: 14px; color: rgba(0, 0, 0, 1)">JA</div>',
    '<p style="font: 14px/1.4 Arial; margin: 0 0 1em; background-color: #ffffff">JA</p>',
    '<div dir="auto">JA</div>',
    '<p style="margin-left:36.0pt;text-indent:-18.0pt;mso-list:l0 level1 lfo1">JA</p>',
    '<font face="Verdana" size="2" color="navy">JA</font>',
    "<style>p{margin:0in 0in .0001pt; border-color:#123456} .wide{max-height:9999px; border-radius:9999px}"
    " table{border:1px solid #001122; height:auto}</style><p>JA</p>",
    '<div style="border:1px solid #4472C4; height:100%; max-width:1200px">JA</div>',
    '<p dir="ltr" style="line-height:1.38;margin-top:0pt;margin-bottom:0pt;"><span style="font-size:11pt;'
    'background-color:transparent;font-weight:400;vertical-align:baseline;white-space:pre-wrap;">JA</span></p>',
)


@pytest.mark.parametrize("html", _ORDINARY)
def test_the_styles_in_which_programs_write_typed_words_let_them_command(html: str) -> None:
    assert [command.verb for command in typed_in(a_page(f"<html><body>{html}</body></html>")).commands] == [Verb.YES]


def test_a_command_right_above_the_quote_of_apple_mail_is_read() -> None:
    quote = '<blockquote type="cite"><div>On 23 Nov 2026, at 09:14, Juist B.V. wrote:</div><br>Zaak</blockquote>'
    assert [one.verb for one in typed_in(a_page(f"OPPAKKEN<br><div>{quote}</div>")).commands] == [Verb.TAKE]


@pytest.mark.parametrize("html", [None, "<p>\u202eEVIL\u202c</p>", "<p>&#8238;EVIL</p>"])
def test_words_that_are_shown_in_another_order_command_nothing(html: str | None) -> None:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = f"{KARIN.name} <{KARIN.address}>", "mail@juist.nl"
    mail["Subject"] = "Re: [DL-2026-0001] Nieuwe melding"
    mail.set_content(f"\u202e{EVIL}\u202c\n", cte="base64")
    typed = typed_in(a_page(html.replace("EVIL", EVIL)) if html else mail.as_bytes())
    assert typed.commands == ()
    assert [(odd.meant, odd.place) for odd in typed.not_understood] == [(Verb.REJECT, Place.UNSEEN)]


_BREAKS = ("\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029", "\u2028\u2028", "\x0b \x0c")


@pytest.mark.parametrize("sign", _BREAKS)
def test_a_quoted_line_that_only_we_see_broken_stays_a_quote(sign: str) -> None:
    """A stranger wrote it as one line, and the officer's program put one ">" before it."""
    text = f"Gezien.\r\n\r\nOp ma 2 mrt. 2026 om 10:00 schreef Anja:\r\n> iets{sign}{EVIL}\r\n"
    head = f"From: {KARIN.name} <{KARIN.address}>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
    body = base64.encodebytes(text.encode()).replace(b"\n", b"\r\n")
    raw = f"{head}Content-Transfer-Encoding: base64\r\n\r\n".encode() + body
    assert typed_in(raw).commands == ()
    nested = base64.encodebytes(text.replace("> iets", "> > iets").encode()).replace(b"\n", b"\r\n")
    assert typed_in(raw.replace(body, nested)).commands == ()
