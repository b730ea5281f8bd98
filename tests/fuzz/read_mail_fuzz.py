"""Looks for bytes that are not read soundly, led by which code they reach (atheris): `make fuzz SECONDS=600`.

Arguments are those of libFuzzer; what it finds is written as crash-* where it runs, and becomes a twin when mended.
"""

import os
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["bot", "email", "mailparser"]):
    from fuzz.sound_mail import check

ROOT = Path(__file__).resolve().parents[2]
CORPORA = Path(os.environ.get("MELDPOST_CORPORA") or ROOT.parent / "shared" / "corpora")
LONGEST = 100_000  # bytes of one mail: faults of size are sought elsewhere, see test_fuzz_reading
PATIENCE = 10  # seconds for one mail, instrumented


def main() -> None:
    """Begins with the twins and the tortured mails; new mails that reach new code are kept while it runs."""
    with tempfile.TemporaryDirectory() as found:
        for number, seed in enumerate(seeds()):
            (Path(found) / f"seed{number}").write_bytes(seed)
        options = [f"-max_len={LONGEST}", f"-timeout={PATIENCE}", "-rss_limit_mb=2048", "-print_final_stats=1"]
        atheris.Setup([sys.argv[0], *options, *sys.argv[1:], found], one_mail)
        atheris.Fuzz()


def one_mail(raw: bytes) -> None:
    """Raises what is wrong. The mail is written here: libFuzzer forgets those that raise in Python."""
    try:
        check(raw)
    except Exception:
        Path(f"crash-{sha256(raw).hexdigest()[:16]}").write_bytes(raw)
        raise


def seeds() -> list[bytes]:
    """Mails that reach much of the code by themselves."""
    twins = sorted((ROOT / "tests/bot/reading/twins").glob("*.eml"))
    tortured = sorted(path for path in (CORPORA / "torture").rglob("*") if path.is_file())
    mails = (path.read_bytes() for path in (*twins, *tortured))
    return [mail for mail in mails if len(mail) <= LONGEST]


if __name__ == "__main__":
    main()
