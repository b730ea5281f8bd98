"""Reads and judges mails in this very process: what the child does, and `explain`."""

from collections.abc import Sequence
from pathlib import Path

from bot.officer_keys.opened_mail import opened
from bot.officer_keys.signed_words import as_signed
from bot.reader import Belief, Examined, Read
from bot.reading.authentication import authentication_of
from bot.reading.read_mail import read_mail
from bot.reading.resolver import resolver
from bot.reading.surely_seen import with_unseen_named
from classifiers.blurred import blurred_thumbnail
from classifiers.examine import MODEL, Examiner, load_examiner
from classifiers.picture_likeness import likeness_hash
from classifiers.picture_words import ocr_available, read_pictures
from classifiers.screenshots import evidence_pictures
from classifiers.verdict_thresholds import Thresholds
from classifiers.words import Picture, SenderFacts, Words
from register_store.findings import Findings
from register_store.organisation import Proof

#: OCR is slow: all pictures of a case get this long together, half of what a child may take.
SECONDS_FOR_PICTURES = 30.0
#: Models in memory at once: that of the release, and those of organisations.
MOST_MODELS = 8
#: Pictures of one mail that are compared with those of other cases.
MOST_COMPARED = 8


class DirectReader:
    """The model and all parsers, loaded at the first wish."""

    def __init__(self, model: Path | None = None) -> None:
        self._model = model  # None: that of the release
        self._examiners: dict[Path | None, Examiner] = {}

    def read(self, raw: bytes, belief: Belief) -> Read:
        """See `Reader`."""
        whole = opened(raw, belief.own_keys)
        mail = read_mail(whole)
        lookup = belief.lookup or (resolver() if belief.proof is Proof.DKIM else None)
        proven = authentication_of(mail, raw, belief.proof, belief.authserv_id, lookup)
        mail, signature = as_signed(whole, mail, belief.keys)
        if mail.sender is not None and mail.sender.address in belief.officers:
            mail = with_unseen_named(whole, mail)
        return Read(mail=mail, authenticated=proven, signature=signature, opened=whole if whole is not raw else None)

    def examine(self, words: Words, pictures: Sequence[Picture], sender: SenderFacts) -> Examined:
        """See `Reader`."""
        return self.examine_by(self._model, words, pictures, sender)

    def examine_by(
        self, model: Path | None, words: Words, pictures: Sequence[Picture], sender: SenderFacts
    ) -> Examined:
        """See `ReaderOfModels`."""
        findings = self._loaded(model).examine(words, pictures, sender)
        evidence = evidence_pictures(pictures)
        hashes = (likeness_hash(picture) for picture in evidence[:MOST_COMPARED])
        return Examined(findings=findings, evidence=evidence, likeness=tuple(filter(None, hashes)))

    def thresholds(self, sender: SenderFacts) -> Thresholds:
        """From which chance on a mail to this organisation is what."""
        return self._loaded(self._model).thresholds(sender)

    def add_picture_words(self, findings: Findings, pictures: Sequence[Picture]) -> Findings:
        """See `Reader`."""
        text = read_pictures(pictures, SECONDS_FOR_PICTURES)
        return self._loaded(self._model).add_picture_words(findings, text)

    def thumbnails(self, pictures: Sequence[Picture]) -> tuple[bytes, ...]:
        """See `Reader`."""
        return tuple(small for picture in pictures if (small := blurred_thumbnail(picture)))

    def can_read_pictures(self) -> bool:
        """See `Reader`."""
        return ocr_available()

    def _loaded(self, model: Path | None) -> Examiner:
        if model not in self._examiners:
            while len(self._examiners) >= MOST_MODELS:
                self._examiners.pop(next(iter(self._examiners)))  # an older version, used no more
            self._examiners[model] = load_examiner(model, MODEL) if model else load_examiner()
        return self._examiners[model]
