"""`meldpost register` and `meldpost verify`: files of every form, as of any day, a history that holds or does not."""

import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cases import MONDAY, a_case
from house import SECRET
from openpyxl import load_workbook
from sqlalchemy import text

from bot.asked_times import beginning, day_or_moment
from bot.cli import main
from register_store.books import Bookcase
from register_store.case import CaseState
from register_store.database import Database
from register_store.event_chain import EventKind
from register_store.keys import Keys

ORGANISATION = """
key = "juist"
name = "Juist B.V."
mailbox = "mail@juist.nl"
domains = ["juist.nl"]
phone = "0492 37 00 87"
management = ["directie@juist.nl"]
[[officers]]
name = "Karin Vos"
address = "karin.vos@juist.nl"
"""
SETTINGS = """
data_folder = "data"
key = { env = "MELDPOST_KEY" }
organisations = ["juist.toml"]
[servers.juist]
imap = { host = "imap.juist.nl", user = "mail@juist.nl", password = { env = "MELDPOST_KEY" } }
smtp = { host = "smtp.juist.nl" }
"""
HOUR = timedelta(hours=1)


class Office:
    """An installation whose servers nobody calls, with a case that was closed and corrected."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "juist.toml").write_text(ORGANISATION, encoding="utf-8")
        (folder / "meldpost.toml").write_text(SETTINGS, encoding="utf-8")
        (folder / "data").mkdir()
        self.database = Database(f"sqlite:///{folder / 'data' / 'meldpost.db'}")
        self.database.migrate()
        self.keys = Keys.from_secret(SECRET)
        self.bookcase = Bookcase(self.database, "juist", folder / "evidence", self.keys)
        with self.bookcase.transaction() as books:
            case = books.register.open_case(
                a_case(opened_at=self.at(0), provisional_aware_at=self.at(0)), "meldpost", {}
            )
            steps = ({"fields.cause": "haast"}, {"state": CaseState.CLOSED, "closed_at": self.at(2)})
            for hour, changes in enumerate((*steps, {"fields.cause": "geen vier ogen"}), start=1):
                actor, kind = self.keys.actor_id("karin.vos@juist.nl"), EventKind.DECIDED
                case = books.register.change(case, changes, kind=kind, actor=actor, at=self.at(hour))

    def at(self, hour: int) -> datetime:
        return MONDAY - timedelta(days=30) + hour * HOUR

    def __call__(self, *arguments: str) -> int:
        return main(["--settings", str(self.folder / "meldpost.toml"), *arguments])

    def register(self, form: str, *more: str) -> bytes:
        target = self.folder / f"register.{form}"
        assert self("register", "--format", form, "--output", str(target), *more) == 0
        return target.read_bytes()

    def spoil(self, statement: str) -> None:
        with self.database.transaction() as connection:
            connection.execute(text(statement))


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("MELDPOST_KEY", SECRET)
    return Office(tmp_path)


def test_every_form_tells_of_the_same_case(office: Office) -> None:
    assert b"geen vier ogen" in office.register("csv")
    assert json.loads(office.register("json"))["breaches"][0]["cause"] == "geen vier ogen"
    assert load_workbook(io.BytesIO(office.register("xlsx")))["Register Datalekken"].max_row == 2
    assert office.register("pdf").startswith(b"%PDF-")


def test_a_correction_names_the_officer_and_not_his_pseudonym(office: Office) -> None:
    told = office.register("csv", "--part", "corrections").decode("utf-8-sig")
    assert "Karin Vos;Oorzaak;haast;geen vier ogen" in told


def test_the_register_of_a_past_moment_is_what_was_known_then(office: Office) -> None:
    then = f"{office.at(1):%Y-%m-%dT%H:%M:%S+00:00}"
    assert json.loads(office.register("json", "--as-of", then))["breaches"][0]["cause"] == "haast"
    assert json.loads(office.register("json", "--as-of", "2026-10-01"))["breaches"] == []
    assert json.loads(office.register("json", "--year", "2019"))["breaches"] == []


def test_verify_is_content_with_an_untouched_history_and_knows_its_old_heads(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    then = f"{office.at(1):%Y-%m-%dT%H:%M:%S+00:00}"
    head = json.loads(office.register("json", "--as-of", then))["chain_head"]
    assert office("verify", "--head", head) == 0
    assert "the chain holds" in capsys.readouterr().out
    assert office("verify", "--head", "ab" * 32) == 1
    assert "No chain holds this head" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE case_events SET actor = 'iemand' WHERE number = 2", "event 2: the event was changed"),
        ("DELETE FROM event_payloads WHERE number = 3", "event 3: the contents were removed"),
        ("UPDATE cases SET state = 'no_breach'", "case DL-2026-0001: it does not stand as its events say"),
        ("UPDATE cases SET fields = '{}'", "case DL-2026-0001: it does not stand as its events say"),
    ],
)
def test_verify_says_what_does_not_hold(
    office: Office, statement: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    office.spoil(statement)
    assert office("verify") == 1
    assert said in capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-11-30", datetime(2026, 11, 30, 22, 59, 59, 999999, UTC)),
        ("2026-07-01", datetime(2026, 7, 1, 21, 59, 59, 999999, UTC)),
        ("2026-11-30T12:00", datetime(2026, 11, 30, 11, 0, tzinfo=UTC)),
        ("2026-11-30T12:00+00:00", datetime(2026, 11, 30, 12, 0, tzinfo=UTC)),
    ],
)
def test_a_day_means_its_end_in_dutch_time(typed: str, meant: datetime) -> None:
    assert day_or_moment(typed) == meant


def test_a_beginning_is_a_period_or_the_first_minute_of_a_day() -> None:
    assert beginning("4w") == timedelta(weeks=4)
    assert beginning("2026-11-30") == datetime(2026, 11, 29, 23, 0, tzinfo=UTC)


@pytest.mark.parametrize("typed", ["gisteren", "30-11-2026", "2026-13-01", ""])
def test_what_is_no_day_is_said_in_a_sentence(office: Office, typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        office("register", "--as-of", typed)
    assert "is no day" in capsys.readouterr().err


def test_the_digest_tells_how_old_the_newest_backup_is(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert office("digest") == 0
    assert "Er is geen reservekopie van de laatste dagen bekend" in " ".join(capsys.readouterr().out.split())
    assert office("backup", str(office.folder / "kopie")) == 0
    capsys.readouterr()
    assert office("digest") == 0
    assert "geen reservekopie" not in " ".join(capsys.readouterr().out.split())


def test_a_digest_of_any_period_counts_what_happened_in_it(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    day = office.at(0)
    period = ("--since", f"{day - timedelta(days=1):%Y-%m-%d}", "--until", f"{day + timedelta(days=1):%Y-%m-%d}")
    assert office("digest", *period) == 0
    assert "Nieuwe zaken: 1" in capsys.readouterr().out
    assert office("digest", "--since", "1d") == 0
    assert "Nieuwe zaken: 1" not in capsys.readouterr().out
