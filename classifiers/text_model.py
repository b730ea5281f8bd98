"""The door to spaCy: a trained pipeline that weighs words, and matchers that find the word groups of the clue lists."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from functools import lru_cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from classifiers.clue_rules import LANGUAGES, load_word_groups
from classifiers.plain_words import plain_words
from register_store.findings import BreachKind

#: pipe -> labels. `mail` and `sentence` say whether it tells of a breach, `kind` what happened.
PIPES: dict[str, tuple[str, ...]] = {
    "mail": ("report", "other"),
    "sentence": ("report", "other"),
    "kind": tuple(kind.value for kind in BreachKind),
}
#: buckets of the hashed weights: small, so that the model stays below 2 MB in the repository
LENGTHS = {"mail": 2**16, "sentence": 2**15, "kind": 2**14}


class WordGroups:
    """Finds the word groups of one language in a sentence: expressions as written, and words by their beginning."""

    def __init__(self, pipeline: Language, groups: dict[str, tuple[str, ...]]) -> None:
        self._vocab = pipeline.vocab
        self._stems = frozenset(_stem(entry) for entries in groups.values() for entry in entries if entry.endswith("*"))
        self._shorten = lru_cache(maxsize=20_000)(self._find_stem)
        self._exact = PhraseMatcher(pipeline.vocab, attr="ORTH")
        self._by_stem = PhraseMatcher(pipeline.vocab, attr="ORTH")
        for group, entries in sorted(groups.items()):
            exact = [plain_words(entry) for entry in entries if not entry.endswith("*")]
            starred = [plain_words(entry) for entry in entries if entry.endswith("*")]
            self._exact.add(group, [Doc(self._vocab, words=words) for words in exact])
            self._by_stem.add(group, [self._shortened(words) for words in starred])

    def find(self, words: Sequence[str]) -> frozenset[str]:
        """The groups that occur in these plain words."""
        if not words:
            return frozenset()
        matches = self._exact(Doc(self._vocab, words=list(words))) + self._by_stem(self._shortened(words))
        return frozenset(self._vocab.strings[match] for match, _, _ in matches)

    def _shortened(self, words: Sequence[str]) -> Doc:
        return Doc(self._vocab, words=[self._shorten(word) for word in words])

    def _find_stem(self, word: str) -> str:
        """The longest known stem with a star, else the word itself."""
        for end in range(len(word), 1, -1):
            if word[:end] in self._stems:
                return word[:end] + "*"
        return word


def _stem(entry: str) -> str:
    return plain_words(entry)[-1]


class TextModel:
    """The trained categorisers and the word groups of all languages."""

    def __init__(self, pipeline: Language) -> None:
        self._pipeline = pipeline
        _untyped(
            pipeline.vocab
        ).lex_attr_getters.clear()  # shapes and the like are never asked for, and cost most of the time
        self._groups = {language: WordGroups(pipeline, load_word_groups(language)) for language in LANGUAGES}

    @classmethod
    def load(cls, folder: Path) -> "TextModel":
        """The model as `training.train` wrote it."""
        return cls(spacy.load(folder, exclude=["tokenizer", "vocab"]))

    def memory_zone(self) -> AbstractContextManager[object]:
        """Words of mails seen inside this zone are forgotten after it: spaCy would keep every word for ever."""
        return self._pipeline.memory_zone()

    def groups(self, words: Sequence[str], language: str) -> frozenset[str]:
        """The word groups of this language in these plain words."""
        return self._groups[language if language in self._groups else "nl"].find(words)

    def weigh(self, pipe: str, mark_sets: Iterable[Sequence[str]]) -> list[dict[str, float]]:
        """Label -> score (0..1) for each set of marks."""
        docs = [marks_doc(self._pipeline, marks) for marks in mark_sets]
        if not docs:
            return []
        categoriser = _untyped(self._pipeline.get_pipe(pipe))
        return [dict(zip(categoriser.labels, map(float, row), strict=True)) for row in categoriser.predict(docs)]


def _untyped(part: object) -> Any:
    """spaCy's types do not know what its parts can do."""
    return part


def marks_doc(pipeline: Language, marks: Sequence[str]) -> Doc:
    """Marks as a spaCy document: one token a mark."""
    return Doc(pipeline.vocab, words=list(marks) or ["§empty"])


def marks_of(words: Sequence[str], groups: frozenset[str], clues: Iterable[str]) -> list[str]:
    """What the categorisers see: words, beginnings of long words, word groups, pairs of groups, clues."""
    marks = set(words)
    marks.update(f"{word[:5]}~" for word in words if len(word) > 5)
    named = sorted(groups)
    marks.update(f"§{group}" for group in named)
    marks.update(f"§{first}§{second}" for index, first in enumerate(named) for second in named[index + 1 :])
    marks.update(f"§§{clue}" for clue in clues)
    return sorted(marks)


def blank_pipeline() -> Language:
    """An untrained pipeline with the three categorisers."""
    pipeline = spacy.blank("xx")
    for name, labels in PIPES.items():
        model = {
            "@architectures": "spacy.TextCatBOW.v3",
            "exclusive_classes": True,
            "ngram_size": 1,
            "no_output_layer": False,
            "length": LENGTHS[name],
        }
        pipe = _untyped(pipeline.add_pipe("textcat", name=name, config={"model": model}))
        for label in labels:
            pipe.add_label(label)
    return pipeline
