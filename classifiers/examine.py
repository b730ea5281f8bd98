"""The one entrance: the words and pictures of a mail go in, its findings come out."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from classifiers.affected_count import AffectedCount, affected_count_of
from classifiers.breach_kind import kind_of
from classifiers.breach_report import DOUBT_FROM, REPORT_FROM, Calibration, Opinion, judge
from classifiers.close_reading import CloseReading, ReadSentence, read_closely
from classifiers.clue_rules import load_clue_rules
from classifiers.personal_data import in_order, kinds_named, kinds_shown, names_somebody
from classifiers.report_details import Details, details_of, missing_in
from classifiers.report_features import Features, weigh
from classifiers.screenshots import evidence_pictures
from classifiers.text_model import TextModel
from classifiers.words import Picture, SenderFacts, Words
from register_store.findings import BreachKind, Clue, DataKind, Findings, Origin, Verdict, Where

MODEL = Path(__file__).parent / "model"


def load_examiner(folder: Path = MODEL) -> "Examiner":
    """Reads the trained model and the clue lists once; takes a second."""
    fitted = json.loads((folder / "calibration.json").read_text(encoding="utf-8"))
    calibration = Calibration(weights=tuple(fitted["weights"].values()), constant=fitted["constant"])
    return Examiner(TextModel.load(folder / "pipeline"), calibration)


class Examiner:
    """Judges mails; the same mail always gets the same findings."""

    def __init__(self, model: TextModel, calibration: Calibration) -> None:
        self._model = model
        self._calibration = calibration
        self._rules = load_clue_rules()

    def examine(self, words: Words, pictures: Sequence[Picture], sender: SenderFacts) -> Findings:
        """What this mail says."""
        evidence = evidence_pictures(pictures)
        with self._model.memory_zone():
            reading = read_closely(_without_our_letters(words, sender), self._model, self._rules)
            weighed = weigh(reading, self._model)
            features = weighed.whole
            has_more = bool(evidence or words.attachment_names)
            opinion = judge(reading, weighed, sender, self._calibration, has_more)
            kind = kind_of(reading, features, self._model, sender)
        return _findings(words, reading, features, opinion, kind, sender, len(evidence))

    def add_picture_words(self, findings: Findings, text: str) -> Findings:
        """What OCR read may add personal data and raise a verdict, never lower it."""
        shown = kinds_shown(text)
        seen = shown | (kinds_named([text]) if findings.verdict is not Verdict.ORDINARY or shown else frozenset())
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
    sender: SenderFacts,
    screenshots: int,
) -> Findings:
    details = details_of(words)
    data = _personal_data(words, reading, features, kind)
    count = affected_count_of([each.text for each in _about_the_breach(reading, features)])
    is_report = opinion.verdict is not Verdict.ORDINARY
    clues = {rule.id for each in reading.sentences for rule in each.clues}
    findings = Findings(
        verdict=opinion.verdict,
        probability=opinion.probability,
        clues=opinion.clues,
        language=reading.language,
        kind=kind if is_report else None,
        personal_data=data if is_report else (),
        affected_count=count.value if is_report else None,
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
        facts=(*details.facts, *count.facts) if is_report else (),
    )
    return replace(findings, origins=_origins(findings, details, count))


def _about_the_breach(reading: CloseReading, features: Features) -> tuple[ReadSentence, ...]:
    """The telling passage, sentences with clues or a good score, and their neighbours; quotes only in a pinch."""
    typed = [each for each in reading.sentences if each.where is not Where.QUOTED] or list(reading.sentences)
    if len(typed) <= 6:
        return tuple(typed)
    scores = dict(zip(map(id, reading.sentences), features.sentence_scores, strict=True))
    telling = set(map(id, features.telling))
    wanted = {
        place
        for place, each in enumerate(typed)
        if id(each) in telling or scores[id(each)] > 0 or any(rule.weight > 0 for rule in each.clues)
    }
    return tuple(each for place, each in enumerate(typed) if {place, place - 1} & wanted)


def _personal_data(words: Words, reading: CloseReading, features: Features, kind: BreachKind) -> tuple[DataKind, ...]:
    about = _about_the_breach(reading, features)
    told = [each.text for each in about]
    kinds = set(kinds_named(told)) | set(
        kinds_shown("\n".join((words.own or words.whole, *words.forwarded, *words.attachments)))
    )
    if kinds & _ABOUT_SOMEBODY or names_somebody(told):
        kinds.add(DataKind.NAME)
    if kind is BreachKind.SPAM_TO_UNIQUE_ADDRESS or any(
        rule.id == "list_in_cc" for each in about for rule in each.clues
    ):
        kinds.add(DataKind.EMAIL)
    return in_order(kinds)


#: papers and lists with these carry the name of whom they are about
_ABOUT_SOMEBODY = frozenset(
    {
        DataKind.DATE_OF_BIRTH,
        DataKind.BSN,
        DataKind.IBAN,
        DataKind.ID_DOCUMENT,
        DataKind.HEALTH,
        DataKind.EMPLOYMENT,
        DataKind.FINANCIAL,
    }
)


def _is_extortion(reading: CloseReading, kind: BreachKind) -> bool:
    """A demand and data or locked files, told by the mail itself."""
    groups = frozenset[str]().union(*(each.groups for each in reading.sentences if each.where is not Where.QUOTED))
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


def _origins(findings: Findings, details: Details, count: AffectedCount) -> dict[str, Origin]:
    """How each finding is known."""
    origins = {"language": Origin.DERIVED}
    if findings.kind:
        origins["kind"] = Origin.DERIVED
    if findings.personal_data:
        origins["personal_data"] = Origin.STATED
    if findings.affected_count is not None:
        origins["affected_count"] = Origin.STATED
    if findings.description:
        origins["description"] = Origin.STATED
    if details.reproduction:
        origins["reproduction"] = Origin.STATED
    if details.urls:
        origins["urls"] = Origin.STATED
    if findings.screenshots:
        origins["screenshots"] = Origin.SEEN
    for flag in ("extortion", "processor"):
        if getattr(findings, flag):
            origins[flag] = Origin.DERIVED
    return origins
