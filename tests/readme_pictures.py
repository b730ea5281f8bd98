"""Makes the pictures of the README from real letters: `python tests/readme_pictures.py` (needs Chromium)."""

import io
import sys
import tempfile
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from PIL import Image, ImageChops
from serving.chromium import chromium_png

from register_store.letter import LetterKind
from replies.samples import sample_letters

FOLDER = Path(__file__).parents[1] / "replies" / "pictures"


def main() -> None:
    """One receipt, one alarm, as a mail program shows them on a narrow window."""
    for kind in (LetterKind.RECEIPT, LetterKind.ALARM):
        letter = next(letter for letter in sample_letters() if letter.kind is kind)
        message = message_from_bytes(letter.content, policy=default)
        assert isinstance(message, EmailMessage)
        body = message.get_body(("html",))
        assert body is not None
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "letter.html"
            page.write_text(body.get_content(), encoding="utf-8")
            picture = Image.open(io.BytesIO(chromium_png(page, 660, 2400))).convert("RGB")
        margin = Image.new("RGB", picture.size, picture.getpixel((1, picture.height - 1)))
        box = ImageChops.difference(picture, margin).getbbox()
        assert box is not None
        FOLDER.mkdir(exist_ok=True)
        cropped = picture.crop((0, 0, picture.width, box[3] + 16)).quantize(64)
        cropped.save(FOLDER / f"{kind.value}.png", optimize=True)


if __name__ == "__main__":
    sys.exit(main())
