"""Writes scores as a page of tables for people."""

from collections.abc import Callable, Iterable, Sequence

from classifiers.training.corpus import Label
from classifiers.training.scores import Judged, Scores, scores_of
from register_store.findings import Verdict

WORST = 20  #: mistakes listed
_KEYWORDS = (
    "datalek",
    "data breach",
    "datenpanne",
    "privacy",
    "avg",
    "gdpr",
    "lek",
    "leak",
    "persoonsgegevens",
    "personal data",
)


def scores_table(judged: Sequence[Judged]) -> str:
    """All tables: overall, by language, kind, length and level, calibration, baseline, worst mistakes."""
    scores = scores_of(judged)
    parts = [
        "# Scores\n\nEvery mail was judged by a model trained and calibrated without its batch.\n",
        _overall(scores),
        _by("language", judged, lambda each: [each.mail.language]),
        _by("kind or category", judged, lambda each: [each.mail.kind or each.mail.category or "doubt"]),
        _by("length", judged, lambda each: [_length(each)]),
        _by("level", judged, lambda each: [each.mail.level]),
        _by("batch", judged, lambda each: [each.mail.batch]),
        _calibration(judged),
        _baseline(judged),
        _worst(judged),
    ]
    return "\n".join(parts)


def _overall(scores: Scores) -> str:
    return (
        f"{scores.mails} mails: of {scores.reports} reports {scores.reports_caught} caught, "
        f"{scores.reports_doubted} doubted, {scores.reports_missed} missed; "
        f"of {scores.others} ordinary mails {scores.others_doubted} doubted, "
        f"{scores.others_answered} wrongly called a report.\n\n"
        f"Kind right {scores.kinds_right:.0%} · personal data precision {scores.data_precision:.0%}, "
        f"recall {scores.data_recall:.0%} · count right {scores.counts_right:.0%} · Brier {scores.brier}\n"
    )


def _by(name: str, judged: Sequence[Judged], groups_of: Callable[[Judged], Iterable[str]]) -> str:
    groups: dict[str, list[Judged]] = {}
    for each in judged:
        for group in groups_of(each):
            groups.setdefault(str(group), []).append(each)
    lines = [f"| {name} | reports | caught | doubt | missed | kind right | other | doubt | wrong |", "| --- " * 9 + "|"]
    for group in sorted(groups):
        row = scores_of(groups[group])
        lines.append(
            f"| {group} | {row.reports} | {row.reports_caught} | {row.reports_doubted} | {row.reports_missed} "
            f"| {row.kinds_right:.0%} | {row.others} | {row.others_doubted} | {row.others_answered} |"
        )
    return "\n".join(lines) + "\n"


def _length(each: Judged) -> str:
    words = len(each.mail.text.split())
    return next(
        name
        for limit, name in ((25, "1 under 25"), (80, "2 under 80"), (180, "3 under 180"), (10**9, "4 longer"))
        if words < limit
    )


def _calibration(judged: Sequence[Judged]) -> str:
    lines = ["| probability | mails | of these reports |", "| --- | --- | --- |"]
    for low in range(0, 100, 10):
        inside = [
            each
            for each in judged
            if each.mail.label is not Label.DOUBT and low / 100 <= each.probability < low / 100 + 0.1 + (low == 90)
        ]
        reports = sum(each.mail.label is Label.REPORT for each in inside)
        lines.append(f"| {low}-{low + 10} % | {len(inside)} | {reports / max(len(inside), 1):.0%} |")
    return "\n".join(lines) + "\n"


def _baseline(judged: Sequence[Judged]) -> str:
    """A rule that looks for the obvious words, for comparison."""

    def named(each: Judged) -> bool:
        text = f"{each.mail.subject} {each.mail.text}".lower()
        return any(word in text for word in _KEYWORDS)

    reports = [each for each in judged if each.mail.label is Label.REPORT]
    others = [each for each in judged if each.mail.label is Label.OTHER]
    return (
        f"Baseline, a rule of obvious words: catches {sum(map(named, reports))} of {len(reports)} reports, "
        f"wrongly calls {sum(map(named, others))} of {len(others)} ordinary mails.\n"
    )


def _worst(judged: Sequence[Judged]) -> str:
    wrong = [
        each
        for each in judged
        if (each.mail.label is Label.REPORT and each.verdict is Verdict.ORDINARY)
        or (each.mail.label is Label.OTHER and each.verdict is Verdict.REPORT)
    ]
    ranked = sorted(wrong, key=lambda each: -abs(each.probability - (each.mail.label is Label.REPORT)))
    lines = ["Worst mistakes:\n"]
    lines += [
        f"- {each.mail.id} {each.mail.language} {each.mail.kind or each.mail.category}: "
        f"{each.verdict} {each.probability:.2f}{' · ' + '; '.join(each.clues) if each.clues else ''}"
        for each in ranked[:WORST]
    ]
    return "\n".join(lines) + "\n"
