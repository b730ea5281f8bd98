"""Which language a text is in: nl, en, de, fr, es or pl; too short to tell means Dutch."""

# ruff: noqa: E501  tables of expressions read better unbroken

from collections import Counter
from functools import lru_cache
from typing import Any

from classifiers.clue_rules import LANGUAGES
from classifiers.plain_words import plain_words

ENOUGH_LETTERS = 40  #: below this the statistics of letters guess
ENOUGH_TEXT = 3_000  #: more text changes nothing

#: small words that stand in one of the six languages only
_ONLY_IN = {
    "nl": "het een ik niet van met voor aan zijn wij jullie maar naar ook mijn heb dit dat die hij zij uw bij nog wel kunt graag groet hoi ligt staat gekregen brief geen wie waar hoe hun werd wordt datalek",
    "en": "the and you this that with from have has my your is are not for but what there please hello it got an letter to of our they their she who been were would could someone today sorry breach reporting",
    "de": "und ich nicht ist ein eine der das mit von auf sie wir bei auch habe haben bitte ihr ihre einen dem den zu wurde",
    "fr": "le les des une est et je vous pour dans avec sur pas nous mon ma votre bonjour merci ce cette au aux qui fuite",
    "es": "el los las una por con para que del mi su hola gracias pero esta como yo usted muy ha brecha",
    "pl": "nie jest sie na do ze jak ale czy dla prosze mam moje pan pani dzien dobry to od przez wyciek danych naruszenie",
}
_WORD_OF: dict[str, list[str]] = {}
for _language, _words in _ONLY_IN.items():
    for _word in _words.split():
        _WORD_OF.setdefault(_word, []).append(_language)


def language_of(text: str) -> str:
    """The language of a text; small words decide where they are clear, statistics of letters otherwise."""
    words = plain_words(text[:ENOUGH_TEXT])
    votes = Counter(found[0] for word in words if len(found := _WORD_OF.get(word, [])) == 1)
    ranked = votes.most_common(2)
    if ranked and ranked[0][1] >= 2 and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]):
        return ranked[0][0]
    if sum(len(word) for word in words) < ENOUGH_LETTERS:
        return ranked[0][0] if len(ranked) == 1 else "nl"
    return str(_identifier().classify(text[:ENOUGH_TEXT])[0])


@lru_cache(maxsize=1)
def _identifier() -> Any:
    """Loads the statistics of letters at the first use, restricted to our languages."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier
