"""Listening is a hint: it wakes at once where it works, and what is deaf or dead is found and made anew."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from threading import Event

import pytest
from servers import Mailbox, OddImap, odd_imap
from serving.machine import wait_until

from bot.mail_servers.imap_inbox import ImapInbox
from bot.mail_servers.listener import Listener

A_MAIL = b"Subject: gevonden\r\n\r\nIk vond een lijst.\r\n"


@dataclass
class Woken:
    """Counts how often it was woken."""

    times: int = 0
    first: Event = field(default_factory=Event)

    def __call__(self) -> None:
        self.times += 1
        self.first.set()


@pytest.fixture
def stopping() -> Iterator[Event]:
    event = Event()
    yield event
    event.set()


@pytest.fixture
def odd() -> Iterator[OddImap]:
    with odd_imap() as server:
        server.capabilities = "IMAP4rev1 IDLE"
        yield server


def test_a_look_is_asked_for_as_soon_as_the_server_listens(mailbox: Mailbox, stopping: Event) -> None:
    woken = Woken()
    Listener(ImapInbox(mailbox.access()), woken, stopping, 60).start()
    assert woken.first.wait(10), "mail that came before it listened is not told by the server"


def test_new_mail_wakes_at_once(mailbox: Mailbox, stopping: Event) -> None:
    woken = Woken()
    Listener(ImapInbox(mailbox.access()), woken, stopping, 300).start()
    assert woken.first.wait(10)
    before = woken.times
    mailbox.append(A_MAIL)
    wait_until(lambda: woken.times > before, "the listener wakes the rounds")
    assert mailbox.flags() == {1: frozenset()}


def test_it_ends_soon_when_it_shall_stop(mailbox: Mailbox) -> None:
    stopping, woken = Event(), Woken()
    listener = Listener(ImapInbox(mailbox.access()), woken, stopping, 300)
    listener.start()
    assert woken.first.wait(10)
    stopping.set()
    listener.join(10)
    assert not listener._thread.is_alive()


def test_a_server_without_idle_is_left_to_the_clock(odd: OddImap, stopping: Event) -> None:
    odd.capabilities = "IMAP4rev1"
    woken = Woken()
    listener = Listener(ImapInbox(odd.access()), woken, stopping, 60)
    listener.start()
    listener.join(10)
    assert not listener._thread.is_alive()
    assert woken.times == 0


def test_a_deaf_server_is_found_when_listening_is_renewed(odd: OddImap, stopping: Event) -> None:
    odd.is_deaf = True
    woken = Woken()
    Listener(ImapInbox(odd.access()), woken, stopping, 1).start()
    assert woken.first.wait(10)
    assert odd.connections == 1
    odd.news.set()
    wait_until(lambda: odd.connections > 1, "the deaf connection is made anew")


@pytest.mark.parametrize("idle", ["CUT", "* BYE no more of you", "NO"])
def test_a_server_that_hangs_up_instead_of_listening_is_tried_again_with_pauses(
    odd: OddImap, stopping: Event, idle: str
) -> None:
    odd.idle = idle
    woken = Woken()
    Listener(ImapInbox(odd.access()), woken, stopping, 60, first_pause=0.1).start()
    wait_until(lambda: odd.connections > 1, "it connects anew")
    odd.idle = "+ idling"
    assert woken.first.wait(20)


def test_a_line_that_is_dead_is_found(odd: OddImap, stopping: Event) -> None:
    """The cable is pulled: the server never says that it listens, nor anything else."""
    odd.idle = ""
    Listener(ImapInbox(replace(odd.access(), timeout=1)), Woken(), stopping, 60, first_pause=0.1).start()
    wait_until(lambda: odd.connections > 1, "the dead line is given up and made anew")


def test_a_line_that_dies_while_listening_is_found_at_the_next_renewal(odd: OddImap, stopping: Event) -> None:
    odd.dies_idling = True
    Listener(ImapInbox(replace(odd.access(), timeout=1)), Woken(), stopping, 1, first_pause=0.1).start()
    wait_until(lambda: odd.connections > 1, "the dead line is given up and made anew")
