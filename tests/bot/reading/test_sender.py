"""Who a mail is from, when its From leaves no doubt."""

import pytest

from bot.reading.addresses import addresses_in
from bot.reading.sender import sender_of

CLEAR = [
    ("officer@juist.example", "", "officer@juist.example"),
    ("Officer <Officer@Juist.example>", "Officer", "officer@juist.example"),
    ('"Officer, de" <officer@juist.example>', "Officer, de", "officer@juist.example"),
    ("=?utf-8?q?Zo=C3=AB?= <officer@juist.example>", "Zoë", "officer@juist.example"),
    ("=?utf-8?Q?Vos,_Zo=C3=AB?= <officer@juist.example>", "Vos, Zoë", "officer@juist.example"),
    ('"x: y" <officer@juist.example>', "x: y", "officer@juist.example"),
    ('"officer@juist.example" <evil@x.example>', "officer@juist.example", "evil@x.example"),
]
DOUBTFUL = [
    "officer@juist.example <evil@x.example>",
    "<officer@juist.example> <evil@x.example>",
    "officer@juist.example, evil@x.example",
    "officer@juist.example; evil@x.example",
    "officer@juist.example)evil@x.example",
    "officer@juist.example(<evil@x.example>)",
    "officer@juist.example (Officer)",
    "<officer@juist.example> evil",
    "<officer@juist.example",
    "=?utf-8?q?officer=40juist.example?= <evil@x.example>",
    "=?utf-8?q?officer=40juist.example=3E?= <evil@x.example>",
    "=?utf-8?q?officer=40juist.example?=",
    "=?utf-8?q?officer=40juist.example,?= <evil@x.example>",
    "=?utf-8?q?officer@juist.example,?= <evil@x.example>",
    "=?utf-8?q?a,?= <officer@juist.example>, <evil@x.example>",
    "group: officer@juist.example;",
    'officer"x"@juist.example',
    "officer@\N{KELVIN SIGN}uist.example",
    "Karin\x00 <officer@juist.example>",
    "officer@juist.example\x0b<evil@x.example>",
    "officer",
    "",
]


@pytest.mark.parametrize(("header", "name", "address"), CLEAR)
def test_a_clear_from_names_its_author(header: str, name: str, address: str) -> None:
    sender = sender_of([header])
    assert sender is not None
    assert (sender.name, sender.address) == (name, address)


@pytest.mark.parametrize("header", DOUBTFUL)
def test_a_doubtful_from_names_nobody(header: str) -> None:
    assert sender_of([header]) is None


def test_two_from_headers_or_none_name_nobody() -> None:
    assert sender_of(["officer@juist.example", "officer@juist.example"]) is None
    assert sender_of([]) is None


def test_every_address_of_a_list_is_found() -> None:
    found = addresses_in('A <a@x.example>, "B, b" <b@x.example>; undisclosed-recipients:; (x) c@x.example')
    assert [address.address for address in found] == ["a@x.example", "b@x.example", "c@x.example"]
