"""The key files that the settings name, read; and in one sentence each what is wrong with them."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from bot.errors import SettingsError
from bot.officer_keys import openpgp, smime
from bot.officer_keys.officer_key import KeyKind, OfficerKey, UnusableKey
from register_store.organisation import Officer, Organisation

#: So long before a key expires somebody hears of it.
_SOON = timedelta(days=30)
_LARGEST = 1 << 20
_SETTING = {KeyKind.OPENPGP: "openpgp_key", KeyKind.SMIME: "smime_certificate"}
_READ: dict[KeyKind, Callable[[str, bytes], OfficerKey]] = {
    KeyKind.OPENPGP: openpgp.read_key,
    KeyKind.SMIME: smime.read_certificate,
}


def read_keys_of(organisation: Organisation, folder: Path) -> tuple[OfficerKey, ...]:
    """The keys of all officers; raises `SettingsError` that names officer and file."""
    return tuple(key for officer in organisation.officers for key in _keys_of(officer, folder))


def troubles_of(organisation: Organisation, folder: Path, now: datetime) -> Iterator[str]:
    """What is wrong, or will be soon, with each key; a sentence each."""
    for officer in organisation.officers:
        try:
            keys = _keys_of(officer, folder)
        except SettingsError as error:
            yield str(error)
            continue
        yield from (sentence for key in keys if (sentence := _trouble(officer, key, now)))


def _keys_of(officer: Officer, folder: Path) -> tuple[OfficerKey, ...]:
    named = ((KeyKind.OPENPGP, officer.openpgp_key), (KeyKind.SMIME, officer.smime_certificate))
    return tuple(_key(officer, kind, folder / name) for kind, name in named if name)


def _key(officer: Officer, kind: KeyKind, path: Path) -> OfficerKey:
    where = f"{_SETTING[kind]} of {officer.name}: the file {path.name}"
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST)
    except OSError as error:
        raise SettingsError(f"{where} cannot be read ({error.strerror}).") from None
    try:
        return _READ[kind](officer.address, content)
    except UnusableKey as error:
        raise SettingsError(f"{where} {error}") from None


def _trouble(officer: Officer, key: OfficerKey, now: datetime) -> str | None:
    what = f"{_SETTING[key.kind]} of {officer.name}"
    if key.is_revoked:
        return f"{what} is revoked: ask for the new public key; until then letters only say that they wait."
    if key.valid_until is not None and key.valid_until <= now:
        return f"{what} expired on {key.valid_until:%Y-%m-%d}: ask for the prolonged one; until then a code is asked."
    if key.valid_from is not None and key.valid_from > now:
        return f"{what} is valid from {key.valid_from:%Y-%m-%d} on only; until then a code is asked."
    if key.valid_until is not None and key.valid_until <= now + _SOON:
        return f"{what} expires on {key.valid_until:%Y-%m-%d}: ask for the prolonged one in time."
    return None
