"""Turns the bytes of a mail into words, whatever charset they claim."""

import codecs
import re

# `punycode` and `idna` take quadratic time, `unicode_escape` invents characters: only real charsets are believed.
_REAL = re.compile(
    r"(ascii|utf-(7|8|8-sig|16|32)(-[lb]e)?|iso8859-\d+|iso2022_\w+|cp\d+|koi8-\w|mac-\w+|gb\w+|big5\w*|euc_\w+"
    r"|shift_ji\w+|hz|johab|tis-620|kz1048|ptcp154)"
)
#: Labels of browsers and old programs that Python does not know (WHATWG Encoding, section 4.2), without their "x-"
_LABELS = {
    "unicode-2-0-utf-7": "utf-7", "gb-2312-80": "gb18030", "x-big5": "big5", "windows-949": "cp949",
    "windows-874": "cp874", "windows-31j": "cp932", "dos-866": "cp866", "sjis": "cp932",
    "cseucpkdfmtjapanese": "euc_jp", "cseucjpkdfmtjapanese": "euc_jp",
    "mac-ce": "mac-latin2", "mac-centraleurroman": "mac-latin2",
}  # fmt: skip
#: What senders mean: they name the small set and write letters of the large one. Browsers read them so too
_MEANT = {
    "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
    "iso2022_jp": "iso2022_jp_ext",
}  # fmt: skip
#: What Python calls a byte that is no UTF-8, and the letter of Windows-1252 it is, else of Latin-1
_WESTERN = {
    0xDC00 + byte: bytes([byte]).decode("latin-1" if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else "cp1252")
    for byte in range(0x80, 0x100)
}
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(content: bytes, declared: str | None = None) -> str:
    """The words of these bytes: by the declared charset, then UTF-8, then Windows-1252, then Latin-1. Never fails.

    >>> decode("Patiënt".encode("cp1252"), "utf-8")
    'Patiënt'
    """
    for charset in (*_by_mark(content), *_real(declared), "utf-8"):
        try:
            return content.decode(charset).replace("\x00", "")
        except (UnicodeError, ValueError):
            continue
    return _western(content)


def _by_mark(content: bytes) -> tuple[str, ...]:
    return tuple(charset for mark, charset in _MARKS if content.startswith(mark))


def _real(declared: str | None) -> tuple[str, ...]:
    if not declared or not declared.isascii() or len(declared) > 40:
        return ()
    label = declared.strip().lower()
    plain = label.removeprefix("x-")
    for spelled in (label, _LABELS.get(plain.replace("_", "-"), plain), plain.replace("cp-", "cp")):
        try:
            name = codecs.lookup(spelled).name
        except (LookupError, ValueError):
            continue
        return (_MEANT.get(name, name),) if _REAL.fullmatch(name) else ()
    return ()


def _western(content: bytes) -> str:
    """Windows-1252, but for what can only be UTF-8: mails are cut within a letter, and lists add footers of their own.

    >>> _western("één".encode() + "privé".encode("cp1252"))
    'éénprivé'
    """
    return content.decode("utf-8", "surrogateescape").translate(_WESTERN).replace("\x00", "")
