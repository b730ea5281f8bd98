"""Words and pictures are found in whatever they were packed: zips, signatures, Outlook's own files."""

import base64

import pytest
from envelopes import outlook_file, signed, with_open_lengths, zipped

from bot.incoming_mail import IncomingMail
from bot.reading.clear_signed import without_frame
from bot.reading.outlook_message import outlook_mail
from bot.reading.read_mail import read_mail

PICTURE = b"\x89PNG\r\n\x1a\n" + b"not really a picture" * 3
SCREEN = ("scherm.png", PICTURE)
INNER = b"Content-Type: text/plain; charset=utf-8\r\n\r\nIk vond een lijst.\r\n"


def a_mail_with(content: bytes, content_type: str) -> IncomingMail:
    head = (
        f"From: piet@x.example\nSubject: melding\nContent-Type: {content_type}\nContent-Transfer-Encoding: base64\n\n"
    )
    return read_mail(head.encode() + base64.encodebytes(content))


class TestZips:
    def test_pictures_and_lists_inside_are_read(self) -> None:
        mail = a_mail_with(zipped(("scherm.png", PICTURE), ("map/lijst.csv", b"Jan;1")), "application/zip; name=a.zip")
        assert [(picture.name, picture.content) for picture in mail.pictures] == [("scherm.png", PICTURE)]
        assert mail.words.attachment_names == ("a.zip", "map/lijst.csv")
        assert mail.words.attachments == ("scherm.png\nmap/lijst.csv", "Jan;1")

    def test_a_mail_inside_is_heard(self) -> None:
        inner = b"From: Eva <eva@y.example>\nSubject: lek\n\nIk vond iets"
        mail = a_mail_with(zipped(("melding.eml", inner)), "application/zip")
        assert mail.words.forwarded == ("lek\nIk vond iets",)

    def test_a_zip_inside_is_named_and_not_opened(self) -> None:
        mail = a_mail_with(zipped(("b.zip", zipped(("c.txt", b"diep")))), "application/zip; name=a.zip")
        assert (mail.words.attachments, mail.words.attachment_names) == (("b.zip",), ("a.zip",))

    def test_an_encrypted_file_is_named_and_not_opened(self) -> None:
        content = bytearray(zipped(("geheim.txt", b"x")))
        for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            content[content.index(signature) + place] |= 1
        mail = a_mail_with(bytes(content), "application/zip; name=a.zip")
        assert (mail.words.attachments, mail.words.attachment_names) == (("geheim.txt",), ("a.zip",))

    def test_a_bomb_is_named_and_not_opened(self) -> None:
        mail = a_mail_with(zipped(("bom.txt", b"0" * 30_000_000)), "application/zip; name=a.zip")
        assert mail.words.attachments == ("bom.txt",)

    def test_many_small_files_stay_within_the_allowance(self) -> None:
        mail = a_mail_with(zipped(*((f"{number}.txt", b"x") for number in range(2000))), "application/zip; name=a.zip")
        assert len(mail.attachments) <= 301

    def test_a_program_is_named_and_not_opened(self) -> None:
        mail = a_mail_with(zipped(("virus.exe", b"MZ")), "application/zip; name=a.zip")
        assert (mail.words.attachments, mail.words.attachment_names) == (("virus.exe",), ("a.zip",))

    @pytest.mark.parametrize("name", [b"\0ijst.txt", b"lijs\0.txt", b"/ijst.txt", b"lijst.tx/"])
    def test_odd_names_cost_nobody_the_other_files(self, name: bytes) -> None:
        content = zipped(("lijst.txt", b"Jan"), ("naam.txt", b"Piet")).replace(b"lijst.txt", name)
        assert "Piet" in a_mail_with(content, "application/zip; name=a.zip").words.attachments

    def test_what_only_begins_as_a_zip_stays_an_attachment(self) -> None:
        mail = a_mail_with(b"PK\x03\x04 and no more", "application/zip; name=a.zip")
        assert (mail.words.attachments, mail.words.attachment_names) == ((), ("a.zip",))


class TestSignedMail:
    TYPE = "application/pkcs7-mime; smime-type=signed-data; name=smime.p7m"

    @pytest.mark.parametrize("make", [signed, with_open_lengths])
    @pytest.mark.parametrize("content_type", [TYPE, "application/x-pkcs7-mime", "application/octet-stream; name=a.p7m"])
    def test_the_mail_inside_a_signature_is_read(self, make: type, content_type: str) -> None:
        mail = a_mail_with(make(INNER), content_type)
        assert (mail.words.own, mail.defects) == ("Ik vond een lijst.", ())

    def test_a_mail_signed_twice_is_read(self) -> None:
        head = f"Content-Type: {self.TYPE}\nContent-Transfer-Encoding: base64\n\n".encode()
        assert (
            a_mail_with(signed(head + base64.encodebytes(signed(INNER))), self.TYPE).words.own == "Ik vond een lijst."
        )

    @pytest.mark.parametrize("make", [signed, with_open_lengths])
    @pytest.mark.parametrize("length", [100, 120])
    def test_of_one_cut_on_its_way_the_words_that_arrived_are_read(self, make: type, length: int) -> None:
        mail = a_mail_with(make(INNER + b"Regel na regel. " * 30)[:-length], self.TYPE)
        assert mail.words.own.startswith("Ik vond een lijst.")

    @pytest.mark.parametrize("begin", [b"", b"-----BEGIN PKCS7-----\n", b"-----BEGIN CMS-----\n"])
    def test_one_that_was_encoded_twice_is_read(self, begin: bytes) -> None:
        mail = a_mail_with(begin + base64.encodebytes(signed(INNER)) + begin.replace(b"BEGIN", b"END"), self.TYPE)
        assert mail.words.own == "Ik vond een lijst."

    def test_an_encrypted_mail_says_that_it_is(self) -> None:
        mail = a_mail_with(
            bytes.fromhex("3080 06092a864886f70d010703 a0800000 0000"), "application/pkcs7-mime; name=s.p7m"
        )
        assert (mail.words.whole, mail.defects) == ("", ("EncryptedMail",))

    @pytest.mark.parametrize("content", [b"", b"\x30", b"\x30\x80" * 5000, b"\x30\x84\xff\xff\xff\xff", b"words"])
    def test_a_damaged_one_stays_an_attachment(self, content: bytes) -> None:
        assert a_mail_with(content, self.TYPE).words.attachment_names == ("smime.p7m",)


FRAMES = [
    ("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nJA\n- --\nPiet\n-----BEGIN PGP SIGNATURE-----\n\nabc\n"
     "-----END PGP SIGNATURE-----\n", "JA\n--\nPiet\n"),
    ("Boven\n-----BEGIN PGP SIGNED MESSAGE-----\n\nJA\n-----BEGIN PGP SIGNATURE-----\nabc\n"
     "-----END PGP SIGNATURE-----\nOnder", "Boven\nJA\nOnder"),
    ("-----BEGIN PGP SIGNED MESSAGE-----\n\nzonder einde", "-----BEGIN PGP SIGNED MESSAGE-----\n\nzonder einde"),
    ("JA", "JA"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), FRAMES)
def test_the_frame_of_a_signature_is_taken_off(text: str, words: str) -> None:
    assert without_frame(text) == words


class TestOutlookFiles:
    @pytest.mark.parametrize("kind", ["application/vnd.ms-outlook", "application/octet-stream; name=melding.MSG"])
    def test_a_mail_saved_by_outlook_is_heard(self, kind: str) -> None:
        mail = a_mail_with(outlook_file(*SCREEN), kind)
        assert mail.words.forwarded == ("Dossier van een patiënt\nIk vond een lijst.",)
        assert [(sender.name, sender.address) for sender in mail.forwarded_senders] == [("Eva Vos", "eva@y.example")]
        assert [(picture.name, picture.content) for picture in mail.pictures] == [("scherm.png", PICTURE)]

    def test_a_mail_inside_it_is_heard_too(self) -> None:
        place = "__attach_version1.0_#00000001/__substg1.0_3701000D"
        inner = {
            f"{place}/__substg1.0_0037001F": "Lek".encode("utf-16-le"),
            f"{place}/__substg1.0_1000001F": "Zie hier".encode("utf-16-le"),
        }
        assert (
            a_mail_with(outlook_file(*SCREEN, **inner), "application/vnd.ms-outlook").words.forwarded[1]
            == "Lek\nZie hier"
        )

    def test_the_headers_of_its_way_are_believed_first(self) -> None:
        kept = "From: Jan <jan@z.example>\r\nSubject: iets\r\nContent-Type: text/html".encode("utf-16-le")
        mail = outlook_mail(outlook_file(*SCREEN, **{"__substg1.0_007D001F": kept}))
        assert mail is not None
        assert (mail["From"], mail["Subject"], mail.get_content_type()) == (
            "Jan <jan@z.example>", "iets", "multipart/mixed"
        )  # fmt: skip

    @pytest.mark.parametrize("length", [8, 100, 511, 600, 1500, 2100])
    def test_a_damaged_one_stays_an_attachment(self, length: int) -> None:
        mail = a_mail_with(outlook_file(*SCREEN)[:length], "application/vnd.ms-outlook; name=a.msg")
        assert mail.words.attachment_names == ("a.msg",)


def test_a_name_with_accents_survives_a_zip() -> None:
    mail = a_mail_with(zipped(("patiënten.csv", b"x")), "application/zip; name=a.zip")
    assert mail.words.attachment_names == ("a.zip", "patiënten.csv")


def test_a_name_in_utf8_that_does_not_say_so_is_read() -> None:
    unsaid = zipped(("xxxx.txt", b"Ik vond een lijst.")).replace(b"xxxx.txt", "kë1.txt".encode())
    assert "kë1.txt" in [each.name for each in a_mail_with(unsaid, "application/zip").attachments]
