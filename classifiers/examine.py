"""The one entrance: the words and pictures of a mail go in, its findings come out."""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from classifiers.affected_count import AffectedCount, affected_count_of
from classifiers.breach_kind import kind_of
from classifiers.breach_report import Calibration, Opinion, called_report, is_half_a_sentence, judge, together
from classifiers.close_reading import CloseReading, read_closely
from classifiers.clue_rules import load_clue_rules
from classifiers.data_values import kinds_in_picture, kinds_shown
from classifiers.data_words import kinds_named
from classifiers.finding_origins import origins_of
from classifiers.heard_mail import HeardMail, hear_mail
from classifiers.personal_data import ByEar, Exposed, data_exposed, in_order
from classifiers.report_details import bare_details_of, details_of, missing_in
from classifiers.report_features import Features, Weighed, texts_of_pieces, weigh, with_heard
from classifiers.screenshots import evidence_pictures
from classifiers.text_encoder import TextEncoder, load_encoder
from classifiers.text_model import TextModel
from classifiers.told_parts import told_of
from classifiers.verdict_thresholds import ALONE, DOUBT_FROM, HEARD, REPORT_FROM, Thresholds
from classifiers.weighed_data import DataWeights
from classifiers.words import Picture, SenderFacts, Words
from register_store.findings import BreachKind, Clue, DataKind, Findings, Origin, Verdict, Where

MODEL = Path(__file__).parent / "model"


def load_examiner(folder: Path = MODEL, encoder_folder: Path | None = None) -> "Examiner":
    """Reads the trained model and the clue lists once; takes a second. The encoder may lie elsewhere."""
    model = TextModel.load(folder / "pipeline")
    return Examiner(model, calibrations_in(folder), cache(lambda: load_encoder(encoder_folder or folder)))


def calibrations_in(folder: Path) -> "Calibrations":
    """How the numbers of this model are weighed."""
    fitted = json.loads((folder / "calibration.json").read_text(encoding="utf-8"))
    return Calibrations(
        alone=_calibration(fitted["alone"]),
        heard=_calibration(fitted["heard"], HEARD) if "heard" in fitted else None,
        data_weights={DataKind(kind): DataWeights(**weights) for kind, weights in fitted.get("data", {}).items()},
    )


def _calibration(fitted: dict[str, Any], thresholds: Thresholds = ALONE) -> Calibration:
    return Calibration(weights=tuple(fitted["weights"].values()), constant=fitted["constant"], thresholds=thresholds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibrations:
    """How the numbers are weighed: by the lexical model alone, and with an encoder."""

    alone: Calibration
    heard: Calibration | None = None
    #: of the encoder beside words; none: words alone name kinds of data
    data_weights: Mapping[DataKind, DataWeights] = field(default_factory=dict)


class Examiner:
    """Judges mails; the same mail always gets the same findings."""

    def __init__(
        self,
        model: TextModel,
        calibrations: Calibrations,
        encoder: Callable[[], TextEncoder | None] = lambda: None,
    ) -> None:
        self._model = model
        self._calibrations = calibrations
        self._encoder = encoder  # asked only when a mail needs it: it takes half a second to load
        self._rules = load_clue_rules()

    @property
    def has_encoder(self) -> bool:
        """Are mails heard too, or judged by the lexical model alone?"""
        return self._calibrations.heard is not None and self._encoder() is not None

    def thresholds(self, sender: SenderFacts) -> Thresholds:
        """From which chance on a mail to this organisation is what."""
        heard = self._calibrations.heard
        used = heard if heard and self._encoder() is not None else self._calibrations.alone
        return used.thresholds.shifted(sender)

    def examine(self, words: Words, pictures: Sequence[Picture], sender: SenderFacts) -> Findings:
        """What this mail says."""
        evidence = evidence_pictures(pictures)
        with self._model.memory_zone():
            reading = read_closely(_without_our_letters(words, sender), self._model, self._rules)
            weighed = weigh(reading, self._model)
            features = weighed.whole
            has_more = bool(evidence or words.attachment_names)
            opinion = judge(reading, weighed, sender, self._calibrations.alone, has_more)
            heard = self._heard(reading, weighed, opinion, sender)
            if heard and self._calibrations.heard:
                with_encoder = judge(
                    reading, with_heard(weighed, heard.odds), sender, self._calibrations.heard, has_more
                )
                opinion = together(reading, opinion, with_encoder, self.thresholds(sender))
            if sender.is_said_to_report:
                opinion = called_report(opinion, self.thresholds(sender))
            kind = kind_of(reading, features, self._model, sender, heard.kinds if heard else None)
            by_ear = self._by_ear(reading, heard)
        return _findings(words, reading, features, opinion, kind, by_ear, sender, len(evidence))

    def _heard(
        self, reading: CloseReading, weighed: Weighed, opinion: Opinion, sender: SenderFacts
    ) -> HeardMail | None:
        """What the encoder hears in the whole and its parts; it is spared what is surely ordinary."""
        is_spared = self._calibrations.heard is None or is_surely_ordinary(opinion, sender)
        encoder = None if is_spared else self._encoder()
        return hear_mail(encoder, reading.sentences, texts_of_pieces(weighed)) if encoder else None

    def _by_ear(self, reading: CloseReading, heard: HeardMail | None) -> ByEar | None:
        """The kinds of data it hears; of half a sentence it would hear what reports mostly tell."""
        weights = self._calibrations.data_weights
        if not (heard and weights) or is_half_a_sentence(reading):
            return None
        return ByEar(heard=heard.data, weights=weights)

    def add_picture_words(self, findings: Findings, text: str) -> Findings:
        """What OCR read may add personal data and raise a verdict, never lower it."""
        shown = kinds_shown(text)
        tells = findings.verdict is not Verdict.ORDINARY or bool(shown)
        seen = shown | kinds_in_picture(text) | kinds_named([text]) if tells else shown
        if not seen:
            return findings
        origins = dict(findings.origins)
        if not findings.personal_data:
            origins["personal_data"] = Origin.SEEN
        clue = Clue(label="persoonsgegevens in een afbeelding", text=text[:300], weight=1.5, where=Where.PICTURE)
        verdict = max(findings.verdict, _by_picture(findings, shown), key=lambda each: each.weight)
        return replace(
            findings,
            verdict=verdict,
            probability=max(findings.probability, _LOWEST[verdict]),
            personal_data=in_order({*findings.personal_data, *seen}),
            clues=(*findings.clues, clue),
            origins=origins,
        )


#: less likely than this by the lexical model, and held up by nothing: of 1,462 training reports, by models that had not
#: seen them, none (one at 0.01)
SURELY_ORDINARY = 0.005


def is_surely_ordinary(opinion: Opinion, sender: SenderFacts) -> bool:
    """Is this a mail of an ordinary day, by its words alone? Who is more careful has more mails heard."""
    below = SURELY_ORDINARY * math.exp(min(sender.doubt_shift, 0.0))
    return opinion.verdict is Verdict.ORDINARY and opinion.probability < below


_LOWEST = {Verdict.REPORT: REPORT_FROM, Verdict.DOUBT: DOUBT_FROM, Verdict.ORDINARY: 0.0}


def _by_picture(findings: Findings, shown: frozenset[DataKind]) -> Verdict:
    """Data in a picture make an ordinary mail a doubt, and a doubt with two kinds of data a report."""
    if findings.verdict is Verdict.DOUBT and len(shown) >= 2:
        return Verdict.REPORT
    return Verdict.DOUBT if shown else Verdict.ORDINARY


def _without_our_letters(words: Words, sender: SenderFacts) -> Words:
    """A robot's quotation is our own letter coming back: it tells nothing."""
    return replace(words, quoted="", whole=words.own) if sender.is_automatic and words.own else words


def _findings(
    words: Words,
    reading: CloseReading,
    features: Features,
    opinion: Opinion,
    kind: BreachKind,
    by_ear: ByEar | None,
    sender: SenderFacts,
    screenshots: int,
) -> Findings:
    is_report = opinion.verdict is not Verdict.ORDINARY
    details = details_of(words, kind) if is_report else bare_details_of(words)
    told = told_of(words, reading, features)
    data = data_exposed(told, kind, by_ear) if is_report else Exposed(kinds=(), origin=Origin.DERIVED)
    count = affected_count_of(told.passage, told.elsewhere) if is_report else AffectedCount()
    clues = {rule.id for each in reading.sentences for rule in each.clues}
    findings = Findings(
        verdict=opinion.verdict,
        probability=opinion.probability,
        clues=opinion.clues,
        language=reading.language,
        kind=kind if is_report else None,
        personal_data=data.kinds,
        affected_count=count.value,
        screenshots=screenshots,
        description=details.description,
        mentions_reproduction=details.reproduction is not None,
        reproduction=details.reproduction,
        urls=details.urls,
        extortion=is_report and _is_extortion(reading, kind),
        processor=is_report
        and (sender.is_processor or kind is BreachKind.PROCESSOR_INCIDENT or "processor_tells" in clues),
        internal=sender.is_internal,
        missing=missing_in(details, screenshots, kind) if is_report else (),
        facts=(*details.facts, *count.facts),
    )
    return replace(findings, origins=origins_of(findings, data.origin))


def _is_extortion(reading: CloseReading, kind: BreachKind) -> bool:
    """A demand and data or locked files, told by the mail itself."""
    groups = frozenset[str]().union(*(each.groups for each in reading.typed))
    demands = any(_DEMANDS & set(each.words) for each in reading.sentences)
    return demands and "threat" in groups and bool(groups & {"data", "malware", "stolen_data", "your_data"})


_DEMANDS = frozenset(
    {
        "losgeld",
        "bitcoin",
        "bitcoins",
        "btc",
        "monero",
        "xmr",
        "ransom",
        "rancon",
        "losegeld",
        "okup",
        "okupu",
        "rescate",
    }
    | {"publiceren", "publish", "publishing", "publier", "publierons", "veroffentlichen", "wallet"}
    | {"afpersen", "afpersing", "afgeperst", "extort", "extortion", "chantage", "chanteren", "erpressung", "erpresst"}
)
