"""Measures what is found in reports (kinds of data, count, flags, masks) against the marks of the corpus.

python -m classifiers.training.evaluate_findings b01 b02 > findings.md
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from classifiers.examine import Examiner, load_examiner
from classifiers.training.corpus import CORPUS_FOLDER, CorpusMail, Label, is_test, read_corpus
from classifiers.training.fit import words_of
from classifiers.words import SenderFacts
from register_store.findings import DataKind, Findings, Verdict
from register_store.name_masks import mask_names

MOST_MISSES = 40  #: mails listed under "Misses", by id


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One report of the corpus beside what was found in it."""

    mail: CorpusMail
    findings: Findings

    @property
    def lacking(self) -> frozenset[DataKind]:
        """Kinds that are marked and were not found."""
        return frozenset(self.mail.data) - frozenset(self.findings.personal_data)

    @property
    def surplus(self) -> frozenset[DataKind]:
        """Kinds that were found and are not marked."""
        return frozenset(self.findings.personal_data) - frozenset(self.mail.data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """How often something was rightly found, wrongly found, and missed."""

    right: int
    surplus: int
    lacking: int

    @property
    def precision(self) -> float:
        return self.right / max(self.right + self.surplus, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.right + self.lacking, 1)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(2 * self.right + self.surplus + self.lacking, 1)


def compare(examiner: Examiner, mails: Iterable[CorpusMail]) -> tuple[Compared, ...]:
    """Examines all reports; those taken for ordinary mail have no findings and are left out."""
    compared = (
        Compared(mail=mail, findings=examiner.examine(words_of(mail), (), SenderFacts(is_internal=mail.is_internal)))
        for mail in mails
        if mail.label is Label.REPORT
    )
    return tuple(each for each in compared if each.findings.verdict is not Verdict.ORDINARY)


def data_hits(compared: Sequence[Compared], kinds: Iterable[DataKind] = DataKind) -> Hits:
    """Kinds of personal data, over all reports."""
    wanted = set(kinds)
    return Hits(
        right=sum(len(wanted & set(each.mail.data) & set(each.findings.personal_data)) for each in compared),
        surplus=sum(len(wanted & each.surplus) for each in compared),
        lacking=sum(len(wanted & each.lacking) for each in compared),
    )


def share_right(compared: Sequence[Compared], is_right: Callable[[Compared], bool]) -> float:
    """The share of reports for which this holds."""
    return sum(map(is_right, compared)) / max(len(compared), 1)


FLAGS: dict[str, Callable[[Findings], bool]] = {
    "reproduction": lambda findings: findings.mentions_reproduction,
    "extortion": lambda findings: findings.extortion,
    "processor": lambda findings: findings.processor,
    "internal": lambda findings: findings.internal,
}


def findings_table(compared: Sequence[Compared]) -> str:
    """All figures as a page of tables."""
    total = data_hits(compared)
    lines = [
        f"# Findings\n\n{len(compared)} reports.\n",
        "| what | figure |",
        "| --- | --- |",
        f"| personal data, precision | {total.precision:.3f} |",
        f"| personal data, recall | {total.recall:.3f} |",
        f"| personal data, F1 | {total.f1:.3f} |",
        f"| affected count right | {share_right(compared, count_is_right):.3f} |",
        f"| affected count exactly as marked | {share_right(compared, _count_as_marked):.3f} |",
        *(f"| {name} right | {share_right(compared, flag_is_right(name)):.3f} |" for name in FLAGS),
        f"| internal right, address known | {share_right(_known_senders(compared), flag_is_right('internal')):.3f} |",
        f"| names of senders masked | {_names_masked(compared):.3f} |",
        "\n| kind of data | right | surplus | lacking | F1 |\n| --- | --- | --- | --- | --- |",
        *(_kind_row(kind, data_hits(compared, [kind])) for kind in DataKind),
        "\n| language | reports | F1 | count right |\n| --- | --- | --- | --- |",
        *(_language_row(language, compared) for language in sorted({each.mail.language for each in compared})),
        "\nMisses:\n",
        *map(_miss_line, sorted(compared, key=lambda each: -len(each.lacking | each.surplus))[:MOST_MISSES]),
    ]
    return "\n".join(lines) + "\n"


def count_is_right(each: Compared) -> bool:
    """Is the number found the number marked?

    The batches differ on one person who is only told of ("the payslip of a colleague"): some mark 1, most nothing. A
    count is what is stated, so nothing found is right for both.
    """
    return _count_as_marked(each) or (each.findings.affected_count is None and each.mail.count == 1)


def _count_as_marked(each: Compared) -> bool:
    return each.findings.affected_count == each.mail.count


def flag_is_right(name: str) -> Callable[[Compared], bool]:
    """The question whether this flag was rightly raised or left."""
    return lambda each: FLAGS[name](each.findings) == (name in each.mail.flags)


def _known_senders(compared: Sequence[Compared]) -> list[Compared]:
    """The corpus plays in many organisations; whose staff writes is only known for those with settings."""
    return [each for each in compared if each.mail.is_internal or "internal" not in each.mail.flags]


def _names_masked(compared: Sequence[Compared]) -> float:
    """Of the words of senders' display names that stand in their mails, the share that no longer do after masking."""
    stood = left = 0
    for each in compared:
        names = [word for word in each.mail.sender.partition("<")[0].split() if word[:1].isupper() and len(word) > 2]
        masked = mask_names(each.mail.text)
        stood += sum(each.mail.text.count(name) for name in names)
        left += sum(masked.count(name) for name in names)
    return 1 - left / max(stood, 1)


def _kind_row(kind: DataKind, hits: Hits) -> str:
    return f"| {kind} | {hits.right} | {hits.surplus} | {hits.lacking} | {hits.f1:.2f} |"


def _language_row(language: str, compared: Sequence[Compared]) -> str:
    inside = [each for each in compared if each.mail.language == language]
    return f"| {language} | {len(inside)} | {data_hits(inside).f1:.2f} | {share_right(inside, count_is_right):.2f} |"


def _miss_line(each: Compared) -> str:
    lacking, surplus = (" ".join(sorted(kinds)) or "-" for kinds in (each.lacking, each.surplus))
    return f"- {each.mail.id} {each.mail.language} {each.mail.kind}: lacking {lacking}; surplus {surplus}"


def main(batches: Sequence[str]) -> str:
    """The page for these batches; without names, for those of the examination: the encoder was taught on the others."""
    mails = read_corpus(CORPUS_FOLDER)
    chosen = [mail for mail in mails if (mail.batch in batches if batches else is_test(mail.batch))]
    return findings_table(compare(load_examiner(), chosen))


if __name__ == "__main__":
    sys.stdout.write(main(sys.argv[1:]))
