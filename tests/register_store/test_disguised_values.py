"""Values are masked however they were broken, joined or spelled; what fails its check is somebody's other number."""

import pytest

from register_store.masks import mask


@pytest.mark.parametrize(
    "text",
    [
        "999-99-0019",
        "999 99 00 19",
        "999_990_019",
        "999/990/019",
        "99999\n0019",
        "999\n990\n019",
        "9\u200b9\u200b9\u200b9\u200b9\u200b0\u200b0\u200b1\u200b9",
        "\uff19\uff19\uff19\uff19\uff19\uff10\uff10\uff11\uff19",
        "999\u2011990\u2011019",
    ],
)
def test_a_bsn_is_masked(text: str) -> None:
    assert mask(text) == "[BSN]"


@pytest.mark.parametrize(
    "text",
    [
        "NL91_ABNA_0417_1643_00",
        "NL91/ABNA/0417164300",
        "NL 91ABNA0417164300",
        "NL91\nABNA 0417 1643 00",
        "N L 9 1 A B N A 0 4 1 7 1 6 4 3 0 0",
        "NL91 ABNA 0 417 164 300",
        "nl91.abna.0417.1643.00",
        "NL91\u200bABNA\u200b0417164300",
        "DE89_3704_0044_0532_0130_00",
    ],
)
def test_an_account_number_is_masked(text: str) -> None:
    assert mask(text) == "[IBAN]"


@pytest.mark.parametrize(
    "text",
    [
        "jan(at)post.example",
        "jan [at] post [dot] example",
        "jan at post dot example",
        "jan\u200b@post.example",
        "jan%40post.example",
        "jan @ post.example",
        '"jan tester"@post.example',
        "jan@[192.0.2.1]",
        "jan@postkamer",
    ],
)
def test_an_address_kept_from_robots_is_masked(text: str) -> None:
    assert mask(text) == "[e-mail]"


@pytest.mark.parametrize(
    "text",
    [
        "06_12345678",
        "06\u201112345678",
        "0 6 1 2 3 4 5 6 7 8",
        "31612345678",
        "6-12345678",
        "06\u202212345678",
        "0492_370087",
    ],
)
def test_a_telephone_number_is_masked(text: str) -> None:
    assert mask(text) == "[telefoon]"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("scan_999990019_paspoort.pdf", "scan_[BSN]_paspoort.pdf"),
        ("scan-999990019.pdf", "scan-[BSN].pdf"),
        ("https://portaal.example/dossier/999990019/view", "https://portaal.example/dossier/[BSN]/view"),
        ("iban_NL91ABNA0417164300.pdf", "iban_[IBAN].pdf"),
        ("?tel=%2B31612345678&x", "?tel=[telefoon]&x"),
        ("wa.me/31612345678", "wa.me/[telefoon]"),
        ("kaart_4111111111111111.png", "kaart_[kaart].png"),
        ("klant 1235 999 99 00 19", "klant 1235 [BSN]"),
        ("NL91_ABNA_0417_1643_00 en nog 20 euro", "[IBAN] en nog 20 euro"),
    ],
)
def test_only_the_value_goes(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "tussen 22-11-2026 9 en 10 uur",
        "op 2026-11-22\n4 mensen",
        "versie 1.2.3.4.5.6.7.8.1",
        "tabel: 10 20 30 40 51",
        "de 12 klanten_van_week_47",
        "om 12 @ kantoor",
    ],
)
def test_what_passes_no_check_stays(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize(
    "piece", ["NL91", "NL91ABNA04171643", "6-", "0 6 ", "2 ", "a at b ", "(at)", '"a', "?naam=", "de12 ", "06-"]
)
@pytest.mark.timeout(30)
def test_long_odd_text_does_not_hang(piece: str) -> None:
    assert mask(piece * 5_000) is not None
