"""Reads a mail sentence by sentence: the word groups and clues of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from classifiers.clue_rules import ClueRule
from classifiers.language import language_of
from classifiers.plain_words import plain_words
from classifiers.sentences import Sentence, sentences_of
from classifiers.text_model import TextModel, marks_of
from classifiers.words import Words
from register_store.findings import Where

#: a clue that needs two neighbouring sentences says less than one that stands in one
ACROSS_SENTENCES = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSentence:
    """One sentence and what the clue lists see in it."""

    text: str
    where: Where
    words: tuple[str, ...]
    groups: frozenset[str]
    clues: tuple[ClueRule, ...]  #: by this sentence alone
    joint_clues: tuple[ClueRule, ...]  #: only together with the sentence before
    marks: tuple[str, ...]  #: what the categorisers see


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseReading:
    """A mail as read."""

    language: str
    sentences: tuple[ReadSentence, ...]

    @property
    def typed(self) -> list[ReadSentence]:
        """The sentences the sender wrote now, or passed on; not what he answers to."""
        return [each for each in self.sentences if each.where is not Where.QUOTED]

    def mail_marks(self) -> list[str]:
        """What the mail categoriser sees: everything but quotes, unless there is nothing else."""
        return passage_marks(self.typed or self.sentences)


def passage_marks(sentences: Sequence[ReadSentence]) -> list[str]:
    """The marks of several sentences, each once."""
    return sorted({mark for sentence in sentences for mark in sentence.marks})


def read_closely(words: Words, model: TextModel, rules: Sequence[ClueRule]) -> CloseReading:
    """All sentences of a mail with their clues."""
    sentences = sentences_of(words)
    typed = " ".join(sentence.text for sentence in sentences if sentence.where in (Where.SUBJECT, Where.BODY))
    language = language_of(_body_or(sentences, typed))
    read: list[ReadSentence] = []
    for sentence in sentences:
        tongue = _own_language(sentence, language)
        plain = plain_words(sentence.text)
        groups = model.groups(plain, tongue)
        alone = tuple(rule for rule in rules if rule.holds(groups))
        before = read[-1] if read and read[-1].where is sentence.where else None
        both = groups | before.groups if before else groups
        known = {*alone, *before.clues} if before else set(alone)
        joint = tuple(rule for rule in rules if rule not in known and rule.weight > 0 and rule.holds(both))
        read.append(
            ReadSentence(
                text=sentence.text,
                where=sentence.where,
                words=tuple(plain),
                groups=groups,
                clues=alone,
                joint_clues=joint,
                marks=tuple(marks_of(plain, groups, [rule.id for rule in alone])),
            )
        )
    return CloseReading(language=language, sentences=tuple(read))


def _body_or(sentences: Sequence[Sentence], typed: str) -> str:
    """Without typed words, what was passed on tells the language."""
    body = " ".join(sentence.text for sentence in sentences if sentence.where is Where.BODY)
    if len(body) >= 60:
        return body
    return typed if len(typed) >= 20 else typed + " " + " ".join(sentence.text for sentence in sentences)


def _own_language(sentence: Sentence, language: str) -> str:
    """A sentence long enough to tell may be in another language than the mail around it."""
    return language_of(sentence.text) if len(sentence.text) >= 60 else language
