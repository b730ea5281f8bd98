"""Reads and judges mails in this very process: what the child does, and `explain`."""

from collections.abc import Sequence

from bot.reader import Belief, Examined, Read
from bot.reading.authentication import authentication_of
from bot.reading.read_mail import read_mail
from bot.reading.resolver import resolver
from classifiers.blurred import blurred_thumbnail
from classifiers.breach_report import Thresholds
from classifiers.examine import Examiner, load_examiner
from classifiers.picture_likeness import likeness_hash
from classifiers.picture_words import ocr_available, read_pictures
from classifiers.screenshots import evidence_pictures
from classifiers.words import Picture, SenderFacts, Words
from register_store.findings import Findings
from register_store.organisation import Proof

#: OCR is slow: all pictures of a case get this long together, half of what a child may take.
SECONDS_FOR_PICTURES = 30.0
#: Pictures of one mail that are compared with those of other cases.
MOST_COMPARED = 8


class DirectReader:
    """The model and all parsers, loaded at the first wish."""

    def __init__(self) -> None:
        self._examiner: Examiner | None = None

    def read(self, raw: bytes, belief: Belief) -> Read:
        """See `Reader`."""
        mail = read_mail(raw)
        lookup = belief.lookup or (resolver() if belief.proof is Proof.DKIM else None)
        proven = authentication_of(mail, raw, belief.proof, belief.authserv_id, lookup)
        return Read(mail=mail, authenticated=proven)

    def examine(self, words: Words, pictures: Sequence[Picture], sender: SenderFacts) -> Examined:
        """See `Reader`."""
        findings = self._loaded().examine(words, pictures, sender)
        evidence = evidence_pictures(pictures)
        hashes = (likeness_hash(picture) for picture in evidence[:MOST_COMPARED])
        return Examined(findings=findings, evidence=evidence, likeness=tuple(filter(None, hashes)))

    def thresholds(self, sender: SenderFacts) -> Thresholds:
        """From which chance on a mail to this organisation is what."""
        return self._loaded().thresholds(sender)

    def add_picture_words(self, findings: Findings, pictures: Sequence[Picture]) -> Findings:
        """See `Reader`."""
        text = read_pictures(pictures, SECONDS_FOR_PICTURES)
        return self._loaded().add_picture_words(findings, text)

    def thumbnails(self, pictures: Sequence[Picture]) -> tuple[bytes, ...]:
        """See `Reader`."""
        return tuple(small for picture in pictures if (small := blurred_thumbnail(picture)))

    def can_read_pictures(self) -> bool:
        """See `Reader`."""
        return ocr_available()

    def _loaded(self) -> Examiner:
        if self._examiner is None:
            self._examiner = load_examiner()
        return self._examiner
