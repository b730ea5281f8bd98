"""What a whole judgement costs, text to verdict without OCR, for mails of some 1,500 characters on one core.

Run `make bench`, or this file with PYTHONPATH=.:tests and a number of rounds. In processor time, for other work
disturbs the clock; the floor is spaCy cutting the same text into words, measured in the same run.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import spacy
from lexical import lexical_examiner

from classifiers.examine import Examiner, load_examiner
from classifiers.training.corpus import CORPUS_FOLDER, CorpusMail, is_test, read_corpus
from classifiers.training.fit import words_of
from classifiers.words import SenderFacts

ROUNDS = 5
SHORTEST, LONGEST = 1_400, 1_600  #: characters
MOST_MAILS, MOST_HEARD = 20, 6  #: the encoder remembers what it heard: each mail once
TARGET = 15.0  #: milliseconds, without the encoder


def main() -> int:
    """One line for each; 1 when the words alone take longer than the target."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    mails = [mail for mail in read_corpus(CORPUS_FOLDER) if is_test(mail.batch)]
    sized = [mail for mail in mails if SHORTEST <= len(mail.text) <= LONGEST][:MOST_MAILS]
    cut = spacy.blank("xx")
    with tempfile.TemporaryDirectory() as folder:
        words_alone = lexical_examiner(Path(folder))
    floor = _milliseconds(lambda mail: cut.make_doc(mail.text), sized, rounds)
    alone = _milliseconds(_judging(words_alone), sized, rounds)
    sys.stdout.write(f"{len(sized)} mails of some 1,500 characters, median of {rounds} rounds, one core\n")
    _line("floor: spaCy's words", floor, floor)
    _line("judgement, words alone", alone, floor)
    with_encoder = load_examiner()
    if with_encoder.has_encoder:
        _line("judgement, encoder too", _milliseconds(_judging(with_encoder), sized[:MOST_HEARD], 1), floor)
    return int(alone > TARGET)


def _judging(examiner: Examiner) -> Callable[[CorpusMail], object]:
    return lambda mail: examiner.examine(words_of(mail), (), SenderFacts())


def _milliseconds(work: Callable[[CorpusMail], object], mails: Sequence[CorpusMail], rounds: int) -> float:
    """The median mail of all rounds."""
    taken = []
    for mail in [*mails] * rounds:
        begun = time.process_time()
        work(mail)
        taken.append(1000 * (time.process_time() - begun))
    return median(taken)


def _line(name: str, taken: float, floor: float) -> None:
    sys.stdout.write(f"{name:<26}{taken:>9.2f} ms{taken / floor:>9.1f} x the floor\n")


if __name__ == "__main__":
    sys.exit(main())
