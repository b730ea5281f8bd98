"""Commands that an officer signs with the key in the settings, and everything that only looks like it."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from attacks import EVIL, FIRST, FROM_KARIN
from conftest import SettableClock
from house import KARIN, OMAR, House, text_of
from key_house import a_house, opened_by, reference_of
from keyrings import PgpPerson, SmimePerson, headers_and_content, multipart_signed
from mails import REPORT, a_mail, proven
from officer_talk import code_in, events_of

from bot.direct_reader import DirectReader
from bot.officer_keys.officer_key import OfficerKey
from register_store.case import CaseState
from register_store.event_chain import EventKind

QUOTED = f"\n\nOp ma 2 mrt. 2026 om 10:00 schreef Juist B.V.:\n> Zaak {FIRST} wacht.\n"
PGP = PgpPerson(KARIN.address)
OTHER_PGP = PgpPerson(KARIN.address)
SMIME = SmimePerson(KARIN.address)
OTHER_SMIME = SmimePerson(KARIN.address)
SIGNERS = [PGP, SMIME]


@pytest.fixture
def case_house(tmp_path: Path, now_clock: SettableClock, reader: DirectReader) -> House:
    house = a_house(tmp_path, now_clock, reader, PGP.key(), SMIME.key())
    assert reference_of(house) == f"DL-{now_clock.now.year}-0001"
    return house


def command(house: House, text: str, **changes: str) -> bytes:
    """An answer to Karin's alarm that quotes it."""
    quoted = QUOTED.replace(FIRST, reference_of(house))
    answers = str(house.letters_to(KARIN.address)[0]["Message-ID"])
    return a_mail(text + quoted, **{"sender": FROM_KARIN, "subject": "Re: zaak", "answers": answers, **changes})  # type: ignore[arg-type]


def refusals(house: House) -> list[str]:
    events = events_of(house, reference_of(house))
    return [str((event.payload or {})["reason"]) for event in events if event.kind is EventKind.REFUSED]


def is_untouched(house: House) -> bool:
    return house.cases()[0].state is CaseState.REPORTED


@pytest.mark.parametrize("person", SIGNERS, ids=["openpgp", "smime"])
def test_a_signed_command_needs_no_code(case_house: House, person: PgpPerson | SmimePerson) -> None:
    case_house.receives(person.signed_mail(command(case_house, "BEVESTIG: loonstrook verwisseld")))
    assert case_house.cases()[0].state is CaseState.BREACH_ESTABLISHED
    assert refusals(case_house) == []


def test_a_mail_enclosed_in_its_signature_is_read_too(case_house: House) -> None:
    case_house.receives(SMIME.signed_mail(command(case_house, "BEVESTIG"), opaque=True))
    assert case_house.cases()[0].state is CaseState.BREACH_ESTABLISHED


def test_a_text_signed_in_its_frame_commands(case_house: House) -> None:
    signed = PGP.clear_signs(f"BEVESTIG\n- - een streepje   \n\n> Zaak {reference_of(case_house)}\n")
    case_house.receives(command(case_house, "HIER").replace(b"HIER", signed.replace("\n", "\r\n").encode()))
    assert case_house.cases()[0].state is CaseState.BREACH_ESTABLISHED


def test_without_a_signature_a_code_is_asked_as_ever(case_house: House) -> None:
    case_house.receives(command(case_house, "BEVESTIG"))
    assert refusals(case_house) == ["profile_none"]
    assert is_untouched(case_house)


def _changed(mail: bytes) -> bytes:
    return mail.replace(b"BEVESTIG", b"SLUIT: ja", 1)


def _by_another_key(mail: bytes, other: PgpPerson | SmimePerson) -> bytes:
    return other.signed_mail(mail)


def _with_a_foreign_signature(mail: bytes) -> bytes:
    """The signature of the right key, over other words."""
    foreign = PGP.signed_mail(a_mail("BEVESTIG elders"))
    signature = foreign.partition(b"--sig\r\nContent-Type: application/pgp-signature")[2].partition(b"\r\n\r\n")[2]
    head, inner = headers_and_content(mail)
    return head + multipart_signed(inner, signature.partition(b"\r\n--sig--")[0], "application/pgp-signature", "s.asc")


def _without_signature_part(mail: bytes) -> bytes:
    signed = PGP.signed_mail(mail)
    return signed[: signed.rindex(b"--sig\r\n")] + b"--sig--\r\n"


_ATTACKS = {
    "other words under it": lambda mail: _changed(PGP.signed_mail(mail)),
    "other words under it, smime": lambda mail: _changed(SMIME.signed_mail(mail)),
    "another key of the same name": lambda mail: _by_another_key(mail, OTHER_PGP),
    "another certificate of the same name": lambda mail: _by_another_key(mail, OTHER_SMIME),
    "a signature of his over something else": _with_a_foreign_signature,
    "no signature where one should stand": _without_signature_part,
    "one signed part beside another": lambda mail: _two_parts(mail),
}


def _two_parts(mail: bytes) -> bytes:
    head, inner = headers_and_content(mail)
    signed = multipart_signed(inner, PGP.signs(inner), "application/pgp-signature", "s.asc")
    both = b"\r\n--outer\r\n".join([b"", signed, signed])
    return head + b'Content-Type: multipart/mixed; boundary="outer"\r\n\r\n' + both + b"\r\n--outer--\r\n"


@pytest.mark.parametrize("attack", _ATTACKS.values(), ids=_ATTACKS)
def test_a_signature_that_does_not_hold_proves_nothing(case_house: House, attack) -> None:  # type: ignore[no-untyped-def]
    case_house.receives(attack(command(case_house, "BEVESTIG")))
    assert is_untouched(case_house)
    assert refusals(case_house) == ["bad_signature"]


def test_a_broken_signature_asks_a_code_even_where_the_domain_is_proven(
    tmp_path: Path, now_clock: SettableClock, reader: DirectReader
) -> None:
    house = House(tmp_path, now_clock, reader=reader, keys=(PGP.key(),))
    house.start()
    house.receives(a_mail(REPORT))
    house.receives(proven(_changed(PGP.signed_mail(command(house, "BEVESTIG")))))
    assert refusals(house) == ["bad_signature"]
    house.receives(proven(command(house, "OPPAKKEN")))  # from his telephone, where the key is not
    assert house.cases()[0].handler == KARIN.address


def test_the_officer_is_told_why_and_his_code_still_works(
    tmp_path: Path, now_clock: SettableClock, reader: DirectReader
) -> None:
    house = a_house(tmp_path, now_clock, reader, OfficerKey(**_fields(PGP.key(), officer=KARIN.address)))
    house.receives(_changed(PGP.signed_mail(command(house, "BEVESTIG"))))
    opened = opened_by(PGP, house.letters_to(KARIN.address)[-1])
    assert "handtekening" in text_of(opened)
    assert code_in(opened)


def _fields(key: OfficerKey, **changes: object) -> dict[str, object]:
    return {name: getattr(key, name) for name in OfficerKey.__slots__} | changes


def test_an_expired_or_revoked_key_proves_nothing(
    tmp_path: Path, now_clock: SettableClock, reader: DirectReader
) -> None:
    spent = [PGP.key(PGP.expired()), PGP.key(PGP.revoked()), SmimePerson(KARIN.address, days=(-9, -1)).key()]
    for number, key in enumerate(spent):
        (tmp_path / str(number)).mkdir()
        house = a_house(tmp_path / str(number), now_clock, reader, key)
        house.receives(PGP.signed_mail(command(house, "BEVESTIG")))
        assert refusals(house) == ["bad_signature"]


def test_a_certificate_that_is_not_for_signing_signs_nothing(
    tmp_path: Path, now_clock: SettableClock, reader: DirectReader
) -> None:
    person = SmimePerson(KARIN.address, may_sign=False)
    house = a_house(tmp_path, now_clock, reader, person.key())
    house.receives(person.signed_mail(command(house, "BEVESTIG")))
    assert refusals(house) == ["bad_signature"]


def test_the_key_of_one_officer_says_nothing_of_another(
    tmp_path: Path, now_clock: SettableClock, reader: DirectReader
) -> None:
    house = a_house(tmp_path, now_clock, reader, PGP.key(), PgpPerson(OMAR.address).key())
    alarm = str(house.letters_to(OMAR.address)[0]["Message-ID"])
    house.receives(PGP.signed_mail(command(house, "BEVESTIG", sender=f"Omar <{OMAR.address}>", answers=alarm)))
    assert refusals(house) == ["bad_signature"]


@pytest.mark.parametrize("person", SIGNERS, ids=["openpgp", "smime"])
def test_a_signed_mail_serves_once_whatever_envelope_it_comes_in(
    case_house: House, person: PgpPerson | SmimePerson
) -> None:
    first = person.signed_mail(command(case_house, "BEVESTIG", Date="Mon, 02 Mar 2026 09:55:00 +0100"))
    case_house.receives(first)
    case_house.receives(person.signed_mail(command(case_house, "HERSTEL")))
    assert is_untouched(case_house)
    again = re.sub(rb"(?m)^(Date|Message-ID): .*\r\n", b"", first)
    case_house.receives(b"Message-ID: <new@elders.example>\r\nDate: Tue, 03 Mar 2026 11:00:00 +0100\r\n" + again)
    assert is_untouched(case_house)
    assert refusals(case_house) == ["replayed"]


def test_a_signed_new_opens_one_case(case_house: House) -> None:
    text = "NIEUW: Een medewerker belde: een map met loonstroken van collega's lag in de trein."
    mail = PGP.signed_mail(a_mail(text, sender=FROM_KARIN, subject="Gebeld", message_id="<a1@juist.nl>"))
    case_house.receives(mail)
    case_house.receives(mail.replace(b"<a1@juist.nl>", b"<a2@juist.nl>").replace(b"Gebeld", b"Weer gebeld"))
    assert len(case_house.cases()) == 2


def test_an_old_signed_mail_is_no_proof(case_house: House, now_clock: SettableClock) -> None:
    signed = PGP.signed_mail(command(case_house, "BEVESTIG"))
    now_clock.forward(days=8)
    case_house.receives(signed)
    assert is_untouched(case_house)
    assert refusals(case_house) == ["bad_signature"]


def test_signed_words_that_name_no_case_serve_for_none(case_house: House) -> None:
    """Else the "JA" that he signed in one thread could be laid in another."""
    mail = command(case_house, "BEVESTIG").replace(reference_of(case_house).encode(), b"DL-2026-0999")
    case_house.receives(PGP.signed_mail(mail))
    assert is_untouched(case_house)
    assert refusals(case_house) == ["signed_without_case"]


def test_a_signed_subject_names_the_case(case_house: House) -> None:
    head, inner = headers_and_content(command(case_house, "BEVESTIG").partition(b"\r\n\r\nOp ma")[0] + b"\r\n")
    inner = f"Subject: Re: [{reference_of(case_house)}] zaak\r\n".encode() + inner
    signature = PGP.signs(inner)
    case_house.receives(head + multipart_signed(inner, signature, "application/pgp-signature", "s.asc"))
    assert case_house.cases()[0].state is CaseState.BREACH_ESTABLISHED


def test_a_token_is_needed_as_ever(case_house: House) -> None:
    case_house.receives(PGP.signed_mail(command(case_house, "BEVESTIG", answers="<x@y.example>", subject=FIRST)))
    assert is_untouched(case_house)


def test_only_the_signed_words_are_commands_and_those_beside_them_are_asked_back(case_house: House) -> None:
    head, inner = headers_and_content(command(case_house, "OPPAKKEN"))
    signed = multipart_signed(inner, PGP.signs(inner), "application/pgp-signature", "s.asc")
    unsigned = f"Content-Type: text/plain\r\n\r\n{EVIL}\r\n".encode()
    for parts in ([unsigned, signed], [signed, unsigned]):
        mail = b"\r\n--outer\r\n".join([b"", *parts])
        case_house.receives(
            head + b'Content-Type: multipart/mixed; boundary="outer"\r\n\r\n' + mail + b"\r\n--outer--\r\n"
        )
        assert is_untouched(case_house) or case_house.cases()[0].state is CaseState.INVESTIGATING
    assert case_house.cases()[0].handler == KARIN.address
    answer = text_of(opened_by(PGP, case_house.letters_to(KARIN.address)[1]))
    assert "GEEN DATALEK" in answer


def test_words_above_and_below_a_signed_frame_are_no_commands(case_house: House) -> None:
    signed = PGP.clear_signs(f"OPPAKKEN\n\n> Zaak {reference_of(case_house)}\n").replace("\n", "\r\n")
    mail = command(case_house, "HIER").replace(b"HIER", f"{EVIL}\r\n{signed}\r\n{EVIL}".encode())
    case_house.receives(mail)
    assert case_house.cases()[0].state is CaseState.INVESTIGATING


def test_mail_that_looks_signed_and_is_broken_is_read_all_the_same(case_house: House) -> None:
    signed = PGP.signed_mail(command(case_house, "BEVESTIG"))
    spoilt = [
        signed.replace(b'boundary="sig"', b"boundary=", 1),
        signed.replace(b"-----BEGIN PGP SIGNATURE-----", b"-----BEGIN"),
        signed[: len(signed) // 2],
        signed.replace(b"pgp-signature", b"pkcs7-signature"),
        SMIME.signed_mail(command(case_house, "BEVESTIG"))[:-200],
        SMIME.signed_mail(command(case_house, "BEVESTIG."), opaque=True).replace(b"MII", b"MIA", 1),
    ]
    report = case_house.receives(*spoilt)
    assert len(report.results) == len(spoilt)
    assert is_untouched(case_house)


def test_a_future_signature_is_none(case_house: House, now_clock: SettableClock) -> None:
    signed = PGP.signed_mail(command(case_house, "BEVESTIG"))
    now_clock.now -= timedelta(hours=2)
    case_house.receives(signed)
    assert is_untouched(case_house)
