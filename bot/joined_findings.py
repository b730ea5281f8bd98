"""What two mails about one breach say together (pure)."""

from dataclasses import replace

from register_store.findings import DataKind, Findings, Missing


def joined(old: Findings, new: Findings) -> Findings:
    """What both mails say together; an answer adds, it never takes away."""
    given = {Missing.SCREENSHOTS} if new.screenshots else set()
    given |= {Missing.REPRODUCTION} if new.mentions_reproduction or new.urls else set()
    given |= {Missing.DESCRIPTION} if Missing.DESCRIPTION not in new.missing else set()
    kinds = {*old.personal_data, *new.personal_data}
    return replace(
        old,
        kind=old.kind or new.kind,
        personal_data=tuple(kind for kind in DataKind if kind in kinds),
        affected_count=old.affected_count if old.affected_count is not None else new.affected_count,
        screenshots=old.screenshots + new.screenshots,
        mentions_reproduction=old.mentions_reproduction or new.mentions_reproduction,
        reproduction=old.reproduction or new.reproduction,
        urls=tuple(dict.fromkeys((*old.urls, *new.urls))),
        extortion=old.extortion or new.extortion,
        missing=tuple(what for what in old.missing if what not in given),
        facts=tuple(dict.fromkeys((*old.facts, *new.facts))),
        origins={**new.origins, **old.origins},
    )
