"""Mail that arrives encrypted: opened with our own key, and where we have none never silently ordinary."""

import logging
from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from conftest import SettableClock
from house import JUIST, KARIN, House, text_of
from keyrings import PgpPerson, SmimePerson
from lexical import lexical_reader
from mails import ORDINARY, REPORT, a_mail, proven
from officer_talk import answer, commands, newest_to

from bot.direct_reader import DirectReader
from bot.errors import SettingsError
from bot.officer_keys.opened_mail import opened
from bot.officer_keys.own_keys import OwnKeys, read_own_keys
from bot.reading.read_mail import read_mail
from register_store.case import CaseState
from register_store.evidence_files import EvidenceKind

PGP, SMIME, OTHER_PGP, OTHER_SMIME = (
    PgpPerson("mail@juist.nl"),
    SmimePerson("mail@juist.nl"),
    PgpPerson("mail@juist.nl"),
    SmimePerson("mail@juist.nl"),
)
KEYS = OwnKeys(openpgp=PGP.private_file(), smime=SMIME.own_file())
FROM_KARIN = f"{KARIN.name} <{KARIN.address}>"
Sealing = Callable[[bytes], bytes]


def framed(mail: bytes) -> bytes:
    """As Mailvelope writes it: the message among the words."""
    typed = message_from_bytes(mail, policy=SMTP)
    armoured = PGP.armoured_for(str(typed.get_content()).encode()).decode()
    typed.set_content(f"Uit mijn postvak:\r\n\r\n{armoured}")
    return typed.as_bytes()


def mixed_by_exchange(mail: bytes) -> bytes:
    """Exchange knows no multipart/encrypted, and a gateway hangs its footer below."""
    sealed = PGP.encrypted_mail(mail).replace(
        b'multipart/encrypted; protocol="application/pgp-encrypted"', b"multipart/mixed"
    )
    return sealed.replace(b"--enc--", b"--enc\r\nContent-Type: text/plain\r\n\r\nDisclaimer van de gateway\r\n--enc--")


def called_a_file(mail: bytes) -> bytes:
    return SMIME.encrypted_mail(mail).replace(
        b"application/pkcs7-mime; smime-type=enveloped-data", b"application/octet-stream"
    )


def signed_within(mail: bytes) -> bytes:
    return SMIME.encrypted_mail(OTHER_SMIME.signed_mail(mail))


SEALED: tuple[Sealing, ...] = (
    PGP.encrypted_mail,
    framed,
    mixed_by_exchange,
    SMIME.encrypted_mail,
    called_a_file,
    signed_within,
)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> DirectReader:
    return lexical_reader(tmp_path_factory.mktemp("model"))


@pytest.fixture
def open_house(tmp_path: Path, clock: SettableClock, reader: DirectReader) -> House:
    """A house that has keys of its own."""
    house = House(tmp_path, clock, reader=reader, own_keys=KEYS)
    house.start()
    return house


@pytest.mark.parametrize("sealing", SEALED)
def test_with_our_key_an_encrypted_report_is_a_report_like_any(open_house: House, sealing: Sealing) -> None:
    open_house.receives(sealing(a_mail(REPORT, subject="...")))
    (case,) = open_house.cases()
    assert case.state is CaseState.REPORTED
    assert "bsn" in case.findings.personal_data
    assert len(open_house.letters_to("anja@buurt.example")) == 1


@pytest.mark.parametrize("sealing", SEALED)
def test_without_a_key_it_is_a_doubt_and_the_officers_hear_why(house: House, sealing: Sealing) -> None:
    for text in (REPORT, ORDINARY):
        before = len(house.letters_to(KARIN.address))
        house.receives(sealing(a_mail(text, subject="Factuur 2026-11", sender=f"{len(text)}@post.example")))
        told = " ".join(text_of(house.letters_to(KARIN.address)[before]).split())
        assert "versleuteld, niet te openen" in told
    assert [case.state for case in house.cases()] == [CaseState.DOUBT] * 2
    assert not [letter for letter in house.letters if "post.example" in str(letter["To"])]


def test_our_key_opens_ordinary_mail_too_and_nobody_is_bothered(open_house: House) -> None:
    for sealing in SEALED:
        open_house.receives(sealing(a_mail(ORDINARY, subject="Openingstijden")))
    assert open_house.cases() == []
    assert open_house.letters == []


@pytest.mark.parametrize("sealing", [OTHER_PGP.encrypted_mail, OTHER_SMIME.encrypted_mail])
def test_what_is_encrypted_to_another_key_is_a_doubt(open_house: House, sealing: Sealing) -> None:
    open_house.receives(sealing(a_mail(REPORT, subject="...")))
    assert [case.state for case in open_house.cases()] == [CaseState.DOUBT]


def test_what_is_damaged_or_only_looks_encrypted_harms_nothing(open_house: House) -> None:
    spoilt = [
        PGP.encrypted_mail(a_mail())[:-400],
        PGP.encrypted_mail(a_mail()).replace(b'boundary="enc"', b"boundary="),
        PGP.encrypted_mail(a_mail()).replace(b"=", b"%"),
        SMIME.encrypted_mail(a_mail())[:-900],
        SMIME.encrypted_mail(a_mail()).replace(b"MII", b"MIA", 1),
        a_mail("-----BEGIN PGP MESSAGE-----\n\nhQEMA\n"),
        a_mail("-----BEGIN PGP MESSAGE-----\n-----END PGP MESSAGE-----\n" * 40),
    ]
    report = open_house.receives(*spoilt)
    assert len(report.results) == len(spoilt)


def test_words_about_encryption_are_no_encrypted_mail() -> None:
    texts = (
        "Mijn sleutel begint met -----BEGIN PGP MESSAGE----- zegt mijn programma.",
        "> -----BEGIN PGP MESSAGE-----\n> hQEMA\n",
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\nmDME\n-----END PGP PUBLIC KEY BLOCK-----\n",
    )
    assert [read_mail(a_mail(text)).defects for text in texts] == [()] * 3
    assert read_mail(PGP.signed_mail(a_mail())).defects == ()


def test_the_subject_within_is_the_one_that_was_typed() -> None:
    typed = a_mail(subject="Onthuld").replace(b"Content-Type:", b"Subject: Verkeerde brief\r\nContent-Type:", 1)
    mail = read_mail(opened(PGP.encrypted_mail(typed).replace(b"Onthuld", b"..."), KEYS))
    assert mail.subject in ("...", "Verkeerde brief")
    head, _, body = PGP.encrypted_mail(a_mail(subject="...")).partition(b"Content-Type: multipart/encrypted")
    inner = b"Subject: Verkeerde brief\r\nFrom: evil@elders.example\r\nContent-Type: text/plain\r\n\r\nHallo\r\n"
    sealed = PGP.armoured_for(inner)
    start, end = body.index(b"-----BEGIN PGP MESSAGE"), body.index(b"\r\n--enc--")
    mail = read_mail(opened(head + b"Content-Type: multipart/encrypted" + body[:start] + sealed + body[end:], KEYS))
    assert (mail.subject, mail.words.own) == ("Verkeerde brief", "Hallo")
    assert mail.sender is not None
    assert mail.sender.address == "anja@buurt.example", "the envelope says who sent it"


def test_a_mail_with_nothing_encrypted_stays_as_it_came() -> None:
    for raw in (a_mail(), a_mail().replace(b"\r\n", b"\n"), b"", b"\xff\xfe", PGP.signed_mail(a_mail())):
        assert opened(raw, KEYS) is raw


def test_an_opened_mail_is_kept_as_it_came_and_as_it_was_read(open_house: House) -> None:
    raw = PGP.encrypted_mail(a_mail(REPORT))
    open_house.receives(raw)
    (case,) = open_house.cases()
    with open_house.bookcase.transaction() as books:
        pieces = books.evidence.of_case(case.reference, EvidenceKind.MAIL)
    kept = [open_house.bookcase.files.get(piece.sha256) for piece in pieces]
    assert raw in kept
    assert any(b"loonstrook" in content for content in kept if content != raw)


def test_nothing_of_it_and_no_key_is_logged_or_shown(open_house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    open_house.receives(
        PGP.encrypted_mail(a_mail(REPORT)), OTHER_PGP.encrypted_mail(a_mail(REPORT, sender="b@c.example"))
    )
    assert "loonstrook" not in caplog.text
    assert "PRIVATE" not in caplog.text
    assert "PRIVATE" not in repr(KEYS)
    assert "PRIVATE" not in repr(open_house.office.belief)


# Officers, finders and helpers.


@pytest.mark.parametrize("sealing", [PGP.encrypted_mail, SMIME.encrypted_mail, framed])
def test_an_officer_commands_by_encrypted_mail_and_all_proofs_are_asked_as_ever(
    open_house: House, sealing: Sealing
) -> None:
    open_house.receives(a_mail(REPORT))
    alarm = str(open_house.letters_to(KARIN.address)[0]["Message-ID"])
    typed = a_mail("OPPAKKEN", sender=FROM_KARIN, answers=alarm, subject="Re: zaak")
    open_house.receives(sealing(typed))
    assert open_house.cases()[0].handler is None, "unproven"
    sealed = sealing(a_mail("OPPAKKEN", sender=FROM_KARIN, answers=alarm, subject="Re: zaak"))
    open_house.receives(proven(sealed))
    assert open_house.cases()[0].handler == KARIN.address


def test_words_beside_an_encrypted_part_command_nothing_unseen(open_house: House) -> None:
    """Who lays an officer's sealed mail in one of his own still lacks the officer's proofs."""
    open_house.receives(a_mail(REPORT))
    alarm = str(open_house.letters_to(KARIN.address)[0]["Message-ID"])
    sealed = PGP.encrypted_mail(a_mail("GEEN DATALEK: niets", sender="Ellen <ellen@elders.example>", answers=alarm))
    open_house.receives(proven(sealed))
    assert open_house.cases()[0].state is CaseState.REPORTED


@pytest.mark.parametrize("sealing", [PGP.encrypted_mail, SMIME.encrypted_mail, framed])
@pytest.mark.parametrize("is_proven", [True, False])
def test_without_our_key_the_officer_is_told_that_his_mail_lies_unread(
    house: House, sealing: Sealing, is_proven: bool
) -> None:
    house.receives(a_mail(REPORT))
    alarm = str(house.letters_to(KARIN.address)[0]["Message-ID"])
    sealed = sealing(a_mail("BEVESTIG", sender=FROM_KARIN, answers=alarm, subject="Re: zaak"))
    house.receives(proven(sealed) if is_proven else sealed)
    assert [case.state for case in house.cases()] == [CaseState.REPORTED]
    told = " ".join(text_of(newest_to(house, KARIN.address)).split())
    assert "Je mail is versleuteld en Meldpost kan hem niet openen" in told
    assert "BEGIN PGP" not in told


def test_a_flood_of_sealed_mails_in_an_officers_name_ends_in_few_letters(house: House) -> None:
    house.receives(a_mail(REPORT))
    alarm = str(house.letters_to(KARIN.address)[0]["Message-ID"])
    before = len(house.letters_to(KARIN.address))
    for seal in (PGP.encrypted_mail, framed):
        house.receives(*(seal(a_mail(f"BEVESTIG {n}", sender=FROM_KARIN, answers=alarm)) for n in range(4)))
    assert len(house.letters_to(KARIN.address)) - before <= 4


def test_a_finder_who_writes_again_encrypted_is_told_of_as_such(house: House) -> None:
    house.receives(a_mail(REPORT))
    receipt = str(house.letters_to("anja@buurt.example")[0]["Message-ID"])
    house.receives(PGP.encrypted_mail(a_mail("Alles is verwijderd.", answers=receipt, subject="Re: melding")))
    told = " ".join(text_of(newest_to(house, KARIN.address)).split())
    assert "De mail is versleuteld en Meldpost kan hem niet openen" in told
    assert len(house.letters_to("anja@buurt.example")) == 1


def test_a_helper_who_answers_encrypted_is_told_of_as_such(
    tmp_path: Path, clock: SettableClock, reader: DirectReader
) -> None:
    house = House(tmp_path, clock, reader=reader, organisation=replace(JUIST, it_contacts=("it@juist.nl",)))
    house.start()
    house.receives(a_mail(REPORT))
    commands(house, "IT: wie kon erbij?")
    question = newest_to(house, "it@juist.nl")
    mail = EmailMessage(policy=SMTP)
    mail.set_content("Alleen de salarisadministratie.")
    sealed = PGP.armoured_for(mail.as_bytes()).decode()
    answer(house, sealed, question, "it@juist.nl")
    told = " ".join(text_of(newest_to(house, KARIN.address)).split())
    assert "Het antwoord is versleuteld en Meldpost kan het niet openen" in told
    assert "BEGIN PGP" not in told


# The files that the settings name.


def test_keys_that_open_nothing_are_refused_in_a_sentence_that_quotes_nothing() -> None:
    wrong = {
        "a public key": (str(PGP.public), ""),
        "no key": ("hallo", ""),
        "a key that only signs": (PGP.only_signing().decode("latin-1"), ""),
        "a certificate alone": ("", SMIME.own_file().decode().partition("-----END PRIVATE KEY-----")[2]),
        "a key alone": ("", SMIME.private_file().decode()),
        "of two people": ("", (SMIME.private_file() + OTHER_SMIME.own_file().partition(b"KEY-----\n")[2]).decode()),
    }
    for pgp, x509 in wrong.values():
        with pytest.raises(SettingsError, match="own_keys") as caught:
            read_own_keys("juist", pgp=pgp, x509=x509)
        assert "BEGIN" not in str(caught.value)
    assert read_own_keys("juist", pgp=KEYS.openpgp.decode(), x509=KEYS.smime.decode()) == KEYS
    assert not read_own_keys("juist", pgp="", x509="")
