"""`meldpost train`: models learn what officers decided, and are taken into use if they are no worse."""

import argparse
from collections.abc import Generator, Sequence
from datetime import datetime
from pathlib import Path

from bot.assemble import House, assembled, utc_now
from bot.own_models import OwnModels
from classifiers.examine import MODEL
from classifiers.training.corpus import CORPUS_FOLDER
from classifiers.training.corpus import Label as CorpusLabel
from classifiers.training.own_mails import OwnMail
from classifiers.training.renew import Renewal, Tally, renew
from config.settings import read_settings
from register_store.event_chain import EventKind
from register_store.labels import Decision, Label
from register_store.organisation import Organisation

#: A breach that an officer excluded was rightly told: it teaches neither that such mails are reports nor the contrary.
_TEACHES = {
    Decision.REPORT: CorpusLabel.REPORT,
    Decision.ORDINARY: CorpusLabel.OTHER,
    Decision.NO_BREACH: CorpusLabel.DOUBT,
}


def train_own(options: argparse.Namespace) -> Generator[str, None, int]:
    """For each organisation, or the one that is named."""
    with assembled(read_settings(options.settings)) as house:
        named = [house.settings.organisation(options.organisation)] if options.organisation else None
        for organisation in named or house.settings.organisations:
            yield from renewed(house, organisation, utc_now())
    return 0


def renewed(
    house: House, organisation: Organisation, now: datetime, corpus: Path = CORPUS_FOLDER, package: Path = MODEL
) -> Generator[str]:
    """Train, compare, decide, and say why; the next digest says it too."""
    models = house.own_models(organisation)
    with house.bookcase(organisation).transaction() as books:
        decided = [label for label in books.labels.learnable() if label.words]
    if not _has_news(models, decided):
        yield f"{organisation.key}: nothing was decided since it learnt last; the model stays."
        return
    yield f"{organisation.key}: learns from {len(decided)} mails that officers decided about; this takes minutes."
    current, folder = models.current(), models.begin(now)
    learnt_until = current.trained_at if current and current.fits else None
    in_use = models.in_use() or package
    try:
        own = [_own_mail(label) for label in decided]
        renewal = renew(own, corpus, in_use, folder, learnt_until=learnt_until, package=package)
    except BaseException:
        models.drop(folder)
        raise
    if renewal.is_better:
        models.take(folder, now, len(decided))
    else:
        models.drop(folder)
    payload = {"labels": len(decided), "taken": renewal.is_better, "version": folder.name}
    with house.bookcase(organisation).transaction() as books:
        books.register.chain.append(EventKind.TRAINED, "meldpost", now, payload)
    yield from _told(organisation.key, folder.name, renewal)


def _has_news(models: OwnModels, decided: Sequence[Label]) -> bool:
    """Something was decided, or erased, since the model in use was trained; or it stands on an older release."""
    current = models.current()
    if current is None or not current.fits:
        return bool(decided)
    return len(decided) != current.labels or any(label.at > current.trained_at for label in decided)


def _own_mail(label: Label) -> OwnMail:
    assert label.words is not None
    return OwnMail(
        key=label.mail or label.reference,
        label=_TEACHES[label.decision],
        subject=label.words.subject,
        text=label.words.text,
        writer=label.writer or "",
        decided_at=label.at,
    )


def _told(key: str, version: str, renewal: Renewal) -> Generator[str]:
    for name, (before, after) in (("test batches", renewal.test), ("own mails, newly decided", renewal.own)):
        yield f"  {name}, {after.mails} mails: before {_figures(before)}; now {_figures(after)}"
    if renewal.is_better:
        yield f"{key}: model {version} is in use: it is no worse on either. The one before it is kept."
    else:
        yield f"{key}: the old model stays: the new one was worse."


def _figures(tally: Tally) -> str:
    return f"{tally.missed} missed, {tally.answered} wrongly answered, {tally.doubted} asked (cost {tally.cost})"
