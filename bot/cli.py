"""The command line: reads arguments and settings, calls one function, prints its result."""

import argparse
import json
import sys
from collections.abc import Callable, Generator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot import book_commands
from bot.asked_times import beginning, day_or_moment, days
from bot.assemble import assembled, imap_access, own_models, read_keys, utc_now
from bot.check import check
from bot.errors import MailError, MeldpostError
from bot.explain import ANYBODY, SET_ASIDE, Looked, explained, look_at
from bot.explain_page import explain_page
from bot.mail_servers.imap_inbox import ImapInbox
from bot.restoring import restore_house
from bot.retention_command import retention
from bot.retry import retry
from bot.running import keep_running, run_once
from bot.scan import scan
from config.log_format import log_to_stderr
from config.settings import DEFAULT_FILE, SettingsFault, read_settings
from register_store.backup import BackupFault, back_up
from register_store.database import DatabaseAway
from register_store.due_rounds import BACKED_UP
from register_store.keys import new_secret
from register_store.organisation import Organisation
from register_store.register_export import Part


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 is well, 1 is a finding, 2 is a sentence about the settings or a server."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except (MeldpostError, SettingsFault, DatabaseAway, BackupFault) as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output went away: nothing to say to anybody
        return 0


def _demo(options: argparse.Namespace) -> int:
    from bot.demo.play import play  # the demo's servers are not needed by anything else

    return play(Path(options.out))


def _run(options: argparse.Namespace) -> int:
    log_to_stderr()
    with assembled(read_settings(options.settings)) as house:
        if not options.once:
            return keep_running(house)
        for line in run_once(house):
            print(line)
    return 0


def _retry(options: argparse.Namespace) -> int:
    unreadable = 0
    with assembled(read_settings(options.settings)) as house:
        for organisation in house.settings.organisations:
            with house.leased_office(organisation) as office:
                retried = retry(office)
            print(f"{organisation.key}: {retried.read} mails read again, {retried.unreadable} still cannot be read.")
            unreadable += retried.unreadable
    return 1 if unreadable else 0


def _backup(options: argparse.Namespace) -> int:
    with assembled(read_settings(options.settings)) as house:
        about = back_up(house.database, house.settings.data_folder / "evidence", house.keys, options.file)
        for organisation in house.settings.organisations:
            with house.bookcase(organisation).transaction() as books:
                books.agenda.plan(BACKED_UP, about.made_at)  # the digest tells how old it is
    print(f"{about.rows} rows and {about.pieces} pieces of evidence, as of {about.made_at:%Y-%m-%d %H:%M:%S} UTC.")
    print(f"The key is not in {options.file}: keep key number {about.key_id} somewhere else.")
    return 0


def _restore(options: argparse.Namespace) -> int:
    with assembled(read_settings(options.settings)) as house:
        about = restore_house(house, options.file, utc_now)
    print(f"{about.rows} rows and {about.pieces} pieces of evidence, as of {about.made_at:%Y-%m-%d %H:%M:%S} UTC.")
    print(f"{len(about.uncertain)} letters may have gone out since; they are not sent, the officers get a list.")
    return 0


def _check(options: argparse.Namespace) -> int:
    failures = 0
    for finding in check(read_settings(options.settings)):
        mark = "ok  " if not finding.trouble else "note" if finding.advice_only else "NO  "
        print(f"{mark}  {finding.what}" + (f": {finding.trouble}" if finding.trouble else ""))
        failures += finding.trouble is not None and not finding.advice_only
    print("Everything is ready." if not failures else f"{failures} things to do before Meldpost can run.")
    return 1 if failures else 0


def _explain(options: argparse.Namespace) -> int:
    from bot.direct_reader import DirectReader  # loads the model: only where it is asked

    organisation, mark_key = _eyes(options)
    reader = DirectReader(_own_model(options, organisation))
    looked: list[tuple[str, Looked | str]] = []
    unread = 0
    for path in options.files:
        try:
            seen = look_at(path, organisation, reader, mark_key)
        except MailError:
            seen = None
        except OSError as error:
            print(f"{path}: cannot be read ({error.strerror}).", file=sys.stderr)
            unread += 1
            continue
        looked.append((str(path), seen or SET_ASIDE))
        if options.json or not options.html:
            told = explained(path, seen)
            print(json.dumps(told, ensure_ascii=False) if options.json else _readable(told))
    if options.html:
        options.html.touch(mode=0o600)  # what it shows is for this person's eyes
        options.html.write_text(explain_page(looked), encoding="utf-8")
        print(f"The page is {options.html}; nothing on it is masked.", file=sys.stderr)
    return 2 if unread else 0


def _eyes(options: argparse.Namespace) -> tuple[Organisation, bytes]:
    """Explain works without settings; with them it sees the mail as that organisation would."""
    if not options.settings.exists() and not options.organisation:
        return ANYBODY, b""
    settings = read_settings(options.settings)
    key = options.organisation or settings.organisations[0].key
    return settings.organisation(key), read_keys(settings).mark


def _own_model(options: argparse.Namespace, organisation: Organisation) -> Path | None:
    if organisation is ANYBODY:
        return None
    return own_models(read_settings(options.settings), organisation).in_use()


def _readable(told: Mapping[str, Any]) -> str:
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in told.items() if key != "clues"]
    clues = [f"  {c['weight']:+.1f} {c['label']} ({c['where']}): {c['text']}" for c in told.get("clues") or ()]
    return "\n".join([*lines, *clues, ""])


def _scan(options: argparse.Namespace) -> int:
    settings = read_settings(options.settings)
    with assembled(settings) as house:
        for organisation in settings.organisations:
            inbox = ImapInbox(imap_access(settings, organisation.key))
            for seen in scan(house.office(organisation), inbox, options.since):
                verdict = seen.verdict or (seen.route or "would be set aside")
                answer = "receipt" if seen.would_answer else "no letter to the sender"
                print(f"{organisation.key} uid {seen.uid}: {verdict} ({answer}) {', '.join(seen.labels)}".rstrip())
            inbox.close()
    print("Nothing was changed or sent.")
    return 0


def _printed(command: Callable[[argparse.Namespace], Generator[str, None, int]]) -> Callable[[argparse.Namespace], int]:
    """A command that tells its lines one by one and then how it ended."""

    def run(options: argparse.Namespace) -> int:
        told = command(options)
        while True:
            try:
                print(next(told), flush=True)
            except StopIteration as ended:
                return int(ended.value)

    return run


def _letters(options: argparse.Namespace) -> int:
    from replies.gallery import letters_page
    from replies.samples import sample_letters

    options.output.write_text(letters_page([letter.content for letter in sample_letters()]), encoding="utf-8")
    print(f"All letters are in {options.output}.")
    return 0


def _train(options: argparse.Namespace) -> int:
    if options.settings.exists() and not options.corpus_only:
        from bot.train_command import train_own  # the training is not needed by anything else here

        return _printed(train_own)(options)
    from classifiers.examine import MODEL
    from classifiers.training.corpus import CORPUS_FOLDER
    from classifiers.training.train import train

    scores = train(CORPUS_FOLDER, MODEL)
    print(f"{scores}\nThe model and its scores.md are in {MODEL}.")
    return 0


def _evaluate(options: argparse.Namespace) -> int:
    from classifiers.examine import MODEL
    from classifiers.training.corpus import CORPUS_FOLDER
    from classifiers.training.evaluate import evaluate

    print(evaluate(CORPUS_FOLDER, MODEL))
    return 0


def _new_key(_options: argparse.Namespace) -> int:
    print(new_secret())
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="meldpost", description="Finds breach reports in a general mailbox and runs each as a case, by mail."
    )
    parser.add_argument("--settings", type=Path, default=DEFAULT_FILE, help="the settings file (meldpost.toml)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: Callable[[argparse.Namespace], int], help_text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help_text, description=help_text)
        sub.set_defaults(command=command)
        return sub

    demo = add("demo", _demo, "some twenty mails through real servers on this machine, and what comes of them")
    demo.add_argument("--out", default="demo-out", help="where letters and register are put")
    add("check", _check, "is everything ready? a line each: ok, or what to do")
    run = add("run", _run, "watch the mailboxes until stopped")
    run.add_argument("--once", action="store_true", help="one turn of every round, then end")
    add("retry", _retry, "read again what was set aside")
    backup = add("backup", _backup, "database and evidence as of one moment, in one file; also while running")
    backup.add_argument("file", type=Path, metavar="FILE")
    restoring = add("restore", _restore, "put a back-up into an empty installation")
    restoring.add_argument("file", type=Path, metavar="FILE")
    explaining = add("explain", _explain, "what Meldpost makes of mails in files; changes nothing")
    explaining.add_argument("files", nargs="+", type=Path, metavar="FILE")
    explaining.add_argument("--json", action="store_true", help="JSON Lines, one object per mail")
    explaining.add_argument("--html", type=Path, metavar="PAGE", help="write one page that shows it in place, unmasked")
    explaining.add_argument("--organisation", help="whose eyes (default: the first in the settings)")
    scanning = add("scan", _scan, "a dry run over the real mailboxes: what would have been done")
    scanning.add_argument("--since", type=days, default=timedelta(days=30), help="how far back, e.g. 30d")
    digest = add("digest", _printed(book_commands.digest), "the digest of a period on the screen")
    digest.add_argument(
        "--since", type=beginning, default=timedelta(days=7), help="how far back, e.g. 7d or 2026-11-01"
    )
    digest.add_argument("--until", type=day_or_moment, help="the end of the period, e.g. 2026-11-30; default: now")
    register = add("register", _printed(book_commands.register), "the breach register as a file")
    register.add_argument("--format", choices=("csv", "json", "pdf", "xlsx"), default="xlsx")
    register.add_argument("--part", choices=list(Part), default=Part.BREACHES, help="which list, as CSV")
    register.add_argument("--as-of", type=day_or_moment, help="as it stood then, e.g. 2026-11-30: the end of that day")
    register.add_argument("--year", default="", help="only the cases of this year")
    register.add_argument("--organisation", help="whose register (default: the first in the settings)")
    register.add_argument("--output", type=Path)
    verify = add("verify", _printed(book_commands.verify), "does the chain of events hold?")
    verify.add_argument("--head", default="", help="a last link from an old digest: is it still part of the chain?")
    drill = add(
        "drill", _printed(book_commands.drill), "a marked report to ourselves: how long until the officers are alarmed?"
    )
    drill.add_argument("--organisation", help="whose mailbox (default: the first in the settings)")
    drill.add_argument("--patience", type=int, default=300, help="seconds to wait for the alarm (default: 300)")
    retaining = add("retention", _printed(retention), "erase what was kept long enough; the daily round does so too")
    retaining.add_argument("--dry-run", action="store_true", help="say what would be erased, and erase nothing")
    letters = add("letters", _letters, "all letters, with invented people, as a page to look at")
    letters.add_argument("--output", type=Path, default=Path("letters.html"))
    training = add("train", _train, "teach the classifier what officers decided, on top of its corpus")
    training.add_argument("--organisation", help="whose decisions (default: all in the settings, each by itself)")
    training.add_argument("--corpus-only", action="store_true", help="train the model of the release, from the corpus")
    add("evaluate", _evaluate, "measure the classifier on mails its training never saw")
    add("new-key", _new_key, "make a key for the settings")
    return parser


if __name__ == "__main__":
    sys.exit(main())
