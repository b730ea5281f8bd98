"""Words are read in whatever charset they are, whatever charset they claim."""

import base64

import pytest

from bot.reading.charsets import decode
from bot.reading.read_mail import read_mail


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        ("Patiënt".encode("cp1252"), "utf-8"),
        ("Patiënt".encode(), "us-ascii"),
        ("Patiënt".encode("cp1252"), "no-such-charset"),
        ("Patiënt".encode("cp1252"), "iso-8859-1"),
        ("Patiënt".encode("utf-16"), "utf-16"),
        ("Patiënt".encode(), "unicode_escape"),
        ("\u200bPatiënt".encode(), "utf-8"),
    ],
)
def test_words_survive_a_wrong_charset(content: bytes, charset: str) -> None:
    encoded = base64.b64encode(content).decode()
    mail = read_mail(
        f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n\n{encoded}".encode()
    )
    assert mail.words.whole == "Patiënt"


LABELS = [
    ("x-mac-roman", "mac-roman", "patiënt één"),
    ("x-unicode-2-0-utf-7", "utf-7", "patiënt"),
    ("cp-850", "cp850", "patiënt"),
    ("gb_2312-80", "gb2312", "我看到了名单"),
    ("GB2312", "gb18030", "我看到了名單"),
    ("x-gbk", "gbk", "我看到了名單"),
    ("x-sjis", "shift_jis", "名簿が見えます"),
    ("shift_jis", "cp932", "①名簿"),
    ("cseucpkdfmtjapanese", "euc_jp", "名簿"),
    ("iso-2022-jp", "iso2022_jp_ext", "名簿ｶﾅ"),
    ("x-windows-949", "cp949", "고객 명단"),
    ("x-x-big5", "big5", "客戶名單"),
    ("windows-874", "cp874", "รายชื่อ"),
    ("dos-866", "cp866", "список"),
    ("x-cp1251", "cp1251", "список"),
    ("x-mac-ce", "mac-latin2", "źródło"),
    ("x-nonsense", "cp1252", "patiënt"),
]


@pytest.mark.parametrize(("label", "charset", "words"), LABELS)
def test_the_labels_of_old_programs_are_known(label: str, charset: str, words: str) -> None:
    encoded = base64.b64encode(words.encode(charset)).decode()
    raw = f"Content-Type: text/plain; charset={label}\nContent-Transfer-Encoding: base64\n\n{encoded}".encode()
    assert read_mail(raw).words.own == words


def test_a_long_subject_in_one_encoded_word_is_read() -> None:
    word = base64.b64encode(("patiënt " * 700).encode()).decode()
    assert read_mail(f"Subject: =?utf-8?b?{word}?=\n\nx".encode()).subject.startswith("patiënt patiënt")


def test_eight_bit_letters_in_headers_are_read() -> None:
    mail = read_mail("From: Zoë <z@x.example>\nSubject: privé\n\nx".encode("latin-1"))
    assert mail.from_shown is not None
    assert (mail.subject, mail.from_shown.name) == ("privé", "Zoë")


MIXED = [
    (
        "een voettekst in een andere charset",
        "Eén patiënt.\n".encode() + "Privé".encode("cp1252"),
        "Eén patiënt.\nPrivé",
    ),
    ("one broken letter among few", "Patiënt ".encode() + b"\xe9", "Patiënt é"),
    ("only the western one", "Zoë € “ja”".encode("cp1252"), "Zoë € “ja”"),
    ("a letter that Windows has not", b"caf\xe9 \x81", "café \x81"),
    ("all of it as it says", "Zoë € “ja”".encode(), "Zoë € “ja”"),
]


@pytest.mark.parametrize(("content", "words"), [row[1:] for row in MIXED], ids=[row[0] for row in MIXED])
def test_two_charsets_in_one_text_are_both_read(content: bytes, words: str) -> None:
    assert decode(content, "utf-8") == words
