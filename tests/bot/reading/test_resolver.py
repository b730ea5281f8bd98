"""What the network answers to a DNS question: a record, nothing, or no answer at all (a server in a thread)."""

import socket
import threading
from collections.abc import Iterator

import dns.exception
import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset
import pytest

from bot.reading.dkim_keys import DnsLookup
from bot.reading.resolver import resolver

RECORDS = {
    "one.example.": ['"v=DKIM1; " "p=abc"'],
    "many.example.": ['"google-site-verification=x"', '"v=DMARC1; adkim=s"'],
    "other.example.": ['"something else"'],
}


@pytest.fixture(scope="module")
def lookup() -> Iterator[DnsLookup]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        threading.Thread(target=_serve, args=(server,), daemon=True).start()
        asker = dns.resolver.Resolver(configure=False)
        asker.nameservers, asker.port = ["127.0.0.1"], server.getsockname()[1]
        yield resolver(asker)


def _serve(server: socket.socket) -> None:
    while True:
        try:
            wire, client = server.recvfrom(4096)
        except OSError:  # closed: the tests are over
            return
        question = dns.message.from_wire(wire)
        server.sendto(_answer(question).to_wire(), client)


def _answer(question: dns.message.Message) -> dns.message.Message:
    name = question.question[0].name
    answer = dns.message.make_response(question)
    answer.flags |= dns.flags.RA
    if str(name) in RECORDS:
        answer.answer.append(dns.rrset.from_text_list(name, 60, "IN", "TXT", RECORDS[str(name)]))
    elif str(name) == "broken.example.":
        answer.set_rcode(dns.rcode.SERVFAIL)
    elif str(name) != "empty.example.":
        answer.set_rcode(dns.rcode.NXDOMAIN)
    return answer


@pytest.mark.parametrize(
    ("name", "record"),
    [
        ("one.example.", b"v=DKIM1; p=abc"),
        (b"one.example.", b"v=DKIM1; p=abc"),
        ("many.example.", b"v=DMARC1; adkim=s"),
        ("other.example.", b"something else"),
        ("empty.example.", None),
        ("nowhere.example.", None),
    ],
)
def test_the_record_of_a_name_is_given_or_that_there_is_none(
    lookup: DnsLookup, name: str | bytes, record: bytes | None
) -> None:
    assert lookup(name, timeout=5) == record


@pytest.mark.parametrize("name", ["broken.example.", "a..example", "x" * 64 + ".example"])
def test_a_question_that_gets_no_answer_is_not_taken_for_no_record(lookup: DnsLookup, name: str) -> None:
    with pytest.raises(dns.exception.DNSException):
        lookup(name, timeout=5)
