"""What the demo leaves to look at: every letter as .eml, one page that shows them, the registers."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from bot.office import Office
from bot.register_of import register_of
from register_store.register_workbook import register_xlsx
from replies.gallery import letters_page


def keep_letters(received: Sequence[tuple[str, bytes]], out: Path) -> int:
    """Write every letter as .eml and all of them as a page; returns how many."""
    folder = out / "letters"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for number, (recipient, raw) in enumerate(received, start=1):
        (folder / f"{number:02d}-{recipient.replace('@', '-at-')}.eml").write_bytes(raw)
    (out / "letters.html").write_text(letters_page([raw for _, raw in received]), encoding="utf-8")
    return len(received)


def keep_registers(offices: Sequence[Office], out: Path) -> None:
    """Write the register of each organisation."""
    for office in offices:
        with office.bookcase.transaction() as books:
            book = register_of(books, office.organisation, office.bookcase.keys, office.clock())
            content = register_xlsx(book)
        (out / f"register-{office.organisation.key}.xlsx").write_bytes(content)
