"""Whole mails with pictures, as mail programs build them, and which of their pictures are evidence."""

import hashlib
import io
import random
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP

from pictures import drawn_art, photographed
from pictures.invented_people import invented
from PIL import Image, ImageDraw, ImageOps

TOLD = (
    "Ik zie in jullie portaal de gegevens van iemand anders.",
    "Dit kreeg ik vandaag van u.",
    "Zie de afbeelding.",
    "Kijk eens wat ik vond:",
)
ORDINARY = (
    "Kan ik mijn afspraak verzetten naar vrijdag?",
    "Bedankt voor de snelle hulp.",
    "Bijgaand onze nieuwsbrief.",
)
SIGNED = "<p>Met vriendelijke groet,<br>Anja de Wit</p>"
ART: tuple[Callable[[random.Random], Image.Image], ...] = (
    drawn_art.word_logo,
    drawn_art.mark_logo,
    drawn_art.banner,
    drawn_art.business_card,
    drawn_art.green_line,
    drawn_art.avatar,
    drawn_art.badge,
    drawn_art.code_square,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureMail:
    """One mail and the truth about it."""

    kind: str
    raw: bytes
    evidence: frozenset[str]  #: SHA-256 of each picture that shows something


@dataclass(slots=True)
class Desk:
    """Somebody writing a mail with pictures."""

    chance: random.Random
    screens: Sequence[Image.Image]
    above: str = ""  #: HTML over the sign-off
    below: str = ""  #: HTML under it
    inline: list[tuple[str, bytes, str]] = field(default_factory=list)
    attached: list[tuple[str, bytes, str]] = field(default_factory=list)
    evidence: set[str] = field(default_factory=set)

    def screen(self) -> Image.Image:
        """A whole screen, or the window that matters."""
        whole = self.chance.choice(self.screens)
        return whole if self.chance.random() < 0.5 else cut_out(whole, self.chance)

    def shows(self, image: Image.Image, *, attached: bool = False, low: bool = False) -> None:
        """Put evidence in the text, under the sign-off, or on the mail."""
        content, kind = saved(image, self.chance)
        self.evidence.add(hashlib.sha256(content).hexdigest())
        self._put(content, kind, attached=attached, low=low)

    def adorns(self, image: Image.Image, *, attached: bool = False, low: bool = True) -> None:
        """Put decoration there."""
        photographed_like = image.mode == "RGB" and self.chance.random() < 0.4
        content = as_bytes(image, "JPEG", quality=85) if photographed_like else as_bytes(image, "PNG")
        self._put(content, "jpeg" if photographed_like else "png", attached=attached, low=low)

    def waves(self) -> None:
        """Put a moving GIF under the sign-off."""
        frames = drawn_art.moving(self.chance)
        held = io.BytesIO()
        frames[0].save(held, "GIF", save_all=True, append_images=frames[1:], duration=120)
        self._put(held.getvalue(), "gif", attached=False, low=self.chance.random() < 0.5)

    def _put(self, content: bytes, kind: str, *, attached: bool, low: bool) -> None:
        name = f"image{len(self.inline) + len(self.attached) + 1:03}.{kind}"
        if attached:
            self.attached.append(
                (self.chance.choice((name, "Schermafbeelding.png", "IMG_4711.jpg", "logo.png")), content, kind)
            )
            return
        cid = f"{name}@buurt.example"
        self.inline.append((cid, content, kind))
        tag = f'<p><img src="cid:{cid}"></p>'
        if low:
            self.below += tag
        else:
            self.above += tag

    def mail(self, kind: str) -> PictureMail:
        text = self.chance.choice(TOLD if self.evidence else ORDINARY)
        mail = EmailMessage(policy=SMTP)
        mail["From"], mail["To"] = "Anja de Wit <anja@buurt.example>", "mail@juist.nl"
        mail["Subject"], mail["Message-ID"] = "Vraag", f"<{self.chance.randrange(10**12)}@buurt.example>"
        mail.set_content(f"{text}\n\nMet vriendelijke groet,\nAnja de Wit\n")
        if self.inline:
            mail.add_alternative(
                f"<html><body><p>{text}</p>{self.above}{SIGNED}{self.below}</body></html>", subtype="html"
            )
            page = mail.get_payload()[1]  # type: ignore[index]
            for cid, content, subtype in self.inline:
                page.add_related(content, "image", subtype, cid=f"<{cid}>", filename=cid.split("@")[0])  # type: ignore[union-attr]
        for name, content, subtype in self.attached:
            mail.add_attachment(content, maintype="image", subtype=subtype, filename=name)
        return PictureMail(kind=kind, raw=mail.as_bytes(), evidence=frozenset(self.evidence))


def picture_mails(seed: int, screens: Sequence[Image.Image], rounds: int = 3) -> list[PictureMail]:
    """Each kind of mail several times, every time with other pictures."""
    mails = []
    for number in range(rounds):
        for name, compose in KINDS.items():
            desk = Desk(random.Random(f"{seed} {number} {name}"), screens)
            mails.append(compose(desk) or desk.mail(name))
    return mails


def cut_out(whole: Image.Image, chance: random.Random) -> Image.Image:
    """The part of a screen with the words, roughly."""
    scale = whole.width / 1280
    return whole.crop((0, 0, int(chance.randint(900, 1280) * scale), int(chance.randint(300, 500) * scale)))


def saved(image: Image.Image, chance: random.Random) -> tuple[bytes, str]:
    """As phones and programs save: photographs as JPEG, screens mostly as PNG."""
    is_photo = image.getcolors(60_000) is None
    kind = chance.choice(("JPEG",) if is_photo else ("PNG", "PNG", "PNG", "JPEG", "WEBP", "GIF", "BMP"))
    if kind in ("JPEG", "WEBP"):
        return as_bytes(image, kind, quality=chance.choice((50, 70, 90)), method=0), kind.lower()
    return as_bytes(image, kind), kind.lower()


def as_bytes(image: Image.Image, kind: str, **how: object) -> bytes:
    held = io.BytesIO()
    image.convert("RGB" if image.mode == "RGBA" and kind != "PNG" else image.mode).save(held, kind, **how)
    return held.getvalue()


def _paper_of(screen: Image.Image) -> tuple[int, ...]:
    """The colour that most of a screen has."""
    return max(screen.getcolors(1 << 24) or [], key=lambda each: each[0])[1]  # type: ignore[return-value]


def _furniture(desk: Desk) -> None:
    """What stands under everybody's mail."""
    for draw in desk.chance.sample(ART, desk.chance.randint(1, 3)):
        desk.adorns(draw(desk.chance))
    for _ in range(desk.chance.choice((0, 3, 4))):
        desk.adorns(drawn_art.social_button(desk.chance))


def _logo_only(desk: Desk) -> None:
    _furniture(desk)


def _logo_above(desk: Desk) -> None:
    desk.adorns(drawn_art.word_logo(desk.chance), low=False)
    desk.adorns(drawn_art.banner(desk.chance), low=False)


def _logo_attached(desk: Desk) -> None:
    desk.adorns(
        desk.chance.choice((drawn_art.word_logo, drawn_art.mark_logo, drawn_art.social_button))(desk.chance),
        attached=True,
    )


def _newsletter(desk: Desk) -> None:
    for draw in (drawn_art.banner, drawn_art.divider, drawn_art.mark_logo, drawn_art.social_button, drawn_art.pixel):
        desk.adorns(draw(desk.chance), low=False)


def _screen_inline(desk: Desk) -> None:
    desk.shows(desk.screen())


def _screen_attached(desk: Desk) -> None:
    desk.shows(desk.screen(), attached=True)


def _screen_and_logo(desk: Desk) -> None:
    """image001 may be the one or the other."""
    if desk.chance.random() < 0.5:
        desk.adorns(drawn_art.word_logo(desk.chance), low=False)
    desk.shows(desk.screen())
    _furniture(desk)


def _two_screens(desk: Desk) -> None:
    desk.shows(desk.screen())
    desk.shows(cut_out(desk.chance.choice(desk.screens), desk.chance), attached=True)
    _furniture(desk)


def _screen_below(desk: Desk) -> None:
    """Some programs put what is pasted under the signature."""
    desk.shows(desk.chance.choice(desk.screens), low=True)
    desk.adorns(drawn_art.word_logo(desk.chance))


def _telephone_screen(desk: Desk) -> None:
    """High and narrow, as telephones take them."""
    whole = desk.chance.choice(desk.screens)
    wide, left = whole.height * 27 // 40, whole.width // 6
    high = whole.crop((left, 0, left + wide, whole.height)).resize((1080, 1600), Image.Resampling.LANCZOS)
    high = ImageOps.expand(high, (0, 120, 0, 440), fill=_paper_of(whole))
    desk.shows(high, attached=desk.chance.random() < 0.6)


def _paper(desk: Desk) -> None:
    desk.shows(photographed.photo_of_paper(desk.chance), attached=desk.chance.random() < 0.6)
    _furniture(desk)


def _paper_from_telephone(desk: Desk) -> None:
    for _ in range(2):
        desk.shows(photographed.photo_of_paper(desk.chance), low=True)


def _photo_of_screen(desk: Desk) -> None:
    desk.shows(photographed.photo_of_screen(desk.chance.choice(desk.screens), desk.chance), attached=True)


def _thing(desk: Desk) -> None:
    desk.shows(photographed.photo_of_thing(desk.chance), attached=desk.chance.random() < 0.7)


def _scan(desk: Desk) -> None:
    desk.shows(photographed.paper(desk.chance).convert("L"), attached=True)


def _one_row(desk: Desk) -> None:
    """A row of a table, cut out narrowly."""
    row = Image.new("RGB", (desk.chance.randint(640, 1100), desk.chance.randint(26, 48)), "white")
    one = invented(desk.chance)
    words = f"{one.name}   {one.bsn}   {one.born}   {one.iban}   {one.street}, {one.place}"
    ImageDraw.Draw(row).text((8, 6), words, (30, 30, 40), drawn_art.letters(desk.chance.choice((13, 14, 16))))
    desk.shows(row)


def _small_screen(desk: Desk) -> None:
    """A thumbnail that can just be read."""
    whole = desk.chance.choice([each for each in desk.screens if each.width == 1280])
    left = desk.chance.choice((0, 100))
    desk.shows(whole.crop((left, 20, left + 640, 360)), attached=True)


def _huge_screen(desk: Desk) -> None:
    """Two sharp monitors side by side."""
    whole = desk.chance.choice([each for each in desk.screens if each.width == 2560])
    both = Image.new("RGB", (5120, whole.height))
    both.paste(whole, (0, 0))
    both.paste(desk.chance.choice([each for each in desk.screens if each.width == 2560]), (2560, 0))
    desk.shows(both, attached=True)


def _moving_only(desk: Desk) -> None:
    desk.waves()
    desk.adorns(drawn_art.emoji(desk.chance), low=False)


def _emoji_in_text(desk: Desk) -> None:
    for _ in range(3):
        desk.adorns(drawn_art.emoji(desk.chance), low=False)
    desk.adorns(drawn_art.pixel(desk.chance))


def _code_in_text(desk: Desk) -> None:
    desk.adorns(drawn_art.code_square(desk.chance), low=False)
    desk.adorns(drawn_art.mark_logo(desk.chance), low=False)


def _passed_on(desk: Desk) -> PictureMail:
    """A colleague forwards the finder's mail as an attachment, under his own signature."""
    theirs = Desk(desk.chance, desk.screens)
    theirs.shows(theirs.screen())
    _furniture(theirs)
    _furniture(desk)
    inside = theirs.mail("inside")
    outside = desk.mail("passed on")
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = "Bram <bram@juist.nl>", "mail@juist.nl", "FW: Vraag"
    mail.set_content("Ter info, dit kwam bij mij binnen.\n")
    mail.add_attachment(inside.raw, maintype="application", subtype="octet-stream", filename="bericht.eml")
    return PictureMail(kind="passed on", raw=mail.as_bytes(), evidence=inside.evidence | outside.evidence)


def _zipped(desk: Desk) -> PictureMail:
    content = as_bytes(desk.screen(), "PNG")
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("scherm.png", content)
        archive.writestr("logo.png", as_bytes(drawn_art.word_logo(desk.chance), "PNG"))
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = "Anja <anja@buurt.example>", "mail@juist.nl", "Vraag"
    mail.set_content("Alles zit in de bijlage.\n")
    mail.add_attachment(held.getvalue(), maintype="application", subtype="zip", filename="bewijs.zip")
    return PictureMail(kind="zipped", raw=mail.as_bytes(), evidence=frozenset({hashlib.sha256(content).hexdigest()}))


KINDS: dict[str, Callable[[Desk], PictureMail | None]] = {
    "logo only": _logo_only,
    "logo above": _logo_above,
    "logo attached": _logo_attached,
    "newsletter": _newsletter,
    "moving only": _moving_only,
    "emoji in text": _emoji_in_text,
    "code in text": _code_in_text,
    "screen inline": _screen_inline,
    "screen attached": _screen_attached,
    "screen and logo": _screen_and_logo,
    "two screens": _two_screens,
    "screen below": _screen_below,
    "telephone screen": _telephone_screen,
    "paper": _paper,
    "paper from telephone": _paper_from_telephone,
    "photo of screen": _photo_of_screen,
    "thing": _thing,
    "scan": _scan,
    "one row": _one_row,
    "small screen": _small_screen,
    "huge screen": _huge_screen,
    "passed on": _passed_on,
    "zipped": _zipped,
}
