"""Parts a report into what tells of the breach and all else: data are named in the one, and seldom in the other."""

from classifiers.close_reading import CloseReading, ReadSentence
from classifiers.personal_data import Told
from classifiers.report_features import Features
from classifiers.words import Words


def told_of(words: Words, reading: CloseReading, features: Features) -> Told:
    """What a report tells, and where."""
    about = _about_the_breach(reading, features)
    seen = set(map(id, about))
    return Told(
        passage=[each.text for each in about],
        elsewhere=[each.text for each in reading.typed if id(each) not in seen],
        typed="\n".join((words.own or words.whole, *words.forwarded)),
        attached="\n".join(words.attachments),
        is_list_in_cc=any(rule.id == "list_in_cc" for each in about for rule in each.clues),
    )


def _about_the_breach(reading: CloseReading, features: Features) -> tuple[ReadSentence, ...]:
    """The telling passage, sentences with clues or a good score, and their neighbours; quotes only in a pinch."""
    typed = reading.typed or list(reading.sentences)
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
