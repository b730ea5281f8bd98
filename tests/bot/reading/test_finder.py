"""Who told it first: the writer of a mail that a colleague passed on, or what a visitor typed into a contact form."""

from dataclasses import replace

import pytest
from house import JUIST

from bot.incoming_mail import IncomingMail
from bot.lanes.finder_of_report import passed_on_by
from bot.reading.form_fields import form_sender
from bot.reading.read_mail import read_mail


def a_mail(body: str, headers: str = "From: Eva <eva@juist.example>\n", subject: str = "FW: lek") -> IncomingMail:
    return read_mail(f"{headers}Subject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n{body}".encode())


def block(writer: str, words: str = "Ik vond iets.") -> str:
    return f"Van: {writer}\nVerzonden: maandag 3 maart 2025 10:15\nAan: Juist\nOnderwerp: lek\n\n{words}\n\n"


def told_first_by(mail: IncomingMail) -> str | None:
    writer = passed_on_by(mail, replace(JUIST, domains=("juist.example",)))
    return writer.address if writer else None


FORWARDS = [
    (block("Piet <piet@x.example>"), "piet@x.example"),
    (block("Jan <jan@juist.example>") + block("Piet <piet@x.example>"), "piet@x.example"),
    (block("Piet <piet@x.example>") + block("Balie <balie@juist.example>", "Uw factuur."), "piet@x.example"),
    (block("Piet <piet@x.example>") + block("Kees <kees@y.example>"), "kees@y.example"),
    (block("Jan <jan@juist.example>"), None),
]


@pytest.mark.parametrize(("passed_on", "finder"), FORWARDS)
def test_the_colleague_and_the_finder_of_a_forward_are_told_apart(passed_on: str, finder: str | None) -> None:
    assert told_first_by(a_mail(f"Ter info\n\n{passed_on}")) == finder


def test_an_outsider_who_passes_something_on_is_the_finder_himself() -> None:
    mail = a_mail(f"Ter info\n\n{block('Kees <kees@y.example>')}", "From: Piet <piet@x.example>\n")
    assert told_first_by(mail) is None


def test_the_writer_of_an_attached_mail_is_the_finder() -> None:
    inner = "From: Piet <piet@x.example>\nSubject: lek\n\nIk vond iets."
    mail = read_mail(
        f"From: eva@juist.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nzie\n--b\n"
        f"Content-Type: message/rfc822\n\n{inner}\n--b--\n".encode()
    )
    assert told_first_by(mail) == "piet@x.example"


def test_in_a_mail_that_nobody_passed_on_nobody_told_it_before() -> None:
    assert told_first_by(a_mail("Ik vond iets.", subject="lek")) is None


def test_the_visitor_of_a_contact_form_is_answered_at_its_reply_to() -> None:
    mail = a_mail("Ik vond iets.", "From: site@juist.example\nReply-To: Piet <piet@x.example>\n", "Contactformulier")
    assert mail.answer_address == "piet@x.example"


FORMS = [
    "Naam: Piet Vos\nE-mailadres: piet@x.example\nTelefoon: 06\nBericht: Ik vond iets.",
    "*Naam*: Piet Vos\n*E-mail*: piet@x.example\n*Onderwerp*: lek\n*Bericht*:\nIk vond iets.",
    "Nieuw bericht via de website\n\nNaam\t: Piet Vos\nE-mail\t: Piet@X.example\nVraag\t: Ik vond iets",
    "Your name: Piet Vos\nEmail address: piet@x.example <mailto:piet@x.example>\nMessage: I found a list",
    "From: Piet Vos <piet@x.example>\nSubject: lek\n\nMessage Body:\nI found a list",
    "| Naam: Piet Vos\n| Email: piet@x.example\n| Bericht: x",
]
NO_FORMS = [
    "Ik vond een lijst.\n\nGroet,\nPiet\nE-mail: piet@x.example",
    "Naam: Piet\nBericht: x\nOnderwerp: y",
    "Naam: Piet\nE-mail: geen\nBericht: x",
    "In de lijst stond: Jan, jan@y.example",
    "",
]


@pytest.mark.parametrize("words", FORMS)
def test_the_address_typed_into_a_form_is_found(words: str) -> None:
    found = form_sender(words)
    assert found is not None
    assert (found.name, found.address) == ("Piet Vos", "piet@x.example")


@pytest.mark.parametrize("words", NO_FORMS)
def test_what_is_no_form_names_nobody(words: str) -> None:
    assert form_sender(words) is None


@pytest.mark.timeout(20)
def test_a_hostile_form_is_read_in_bounded_time() -> None:
    form_sender("a " * 10_000 + ":\n" * 5000)
    form_sender("a:" * 10_000)
    form_sender("a.'/- " * 4000)
