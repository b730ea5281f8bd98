"""What the settings say of a case on the day it is opened: kept with it, since settings change."""

from collections.abc import Mapping
from datetime import datetime

from register_store.deadlines import AMSTERDAM
from register_store.organisation import Organisation
from register_store.protocol_version import version_on


def known_at_opening(organisation: Organisation, now: datetime) -> Mapping[str, str]:
    """The version of the organisation's own protocol (K7), where it has told us of one."""
    version = version_on(now.astimezone(AMSTERDAM).date(), organisation.protocols)
    return {"protocol_version": version} if version else {}
