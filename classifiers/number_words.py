"""Numbers as people write them: 1.200, twelve, vijfentwintig, zweihundert, quatre-vingts."""

# ruff: noqa: E501  tables of expressions read better unbroken

import re

_ONES = {
    "nl": "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien",
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    "de": "ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn",
    "fr": "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf",
    "es": "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve",
    "pl": "jeden dwa trzy cztery piec szesc siedem osiem dziewiec dziesiec",
}
_TENS = {
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig",
    "fr": "vingt trente quarante cinquante soixante soixante-dix quatre-vingts quatre-vingt-dix",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
}
_HUNDRED = {"nl": "honderd", "en": "hundred", "de": "hundert", "fr": "cent", "es": "cien"}
_THOUSAND = {"nl": "duizend", "en": "thousand", "de": "tausend", "fr": "mille", "es": "mil"}
_EXTRA = {"dozijn": 12, "a dozen": 12, "dutzend": 12, "douzaine": 12, "zwei": 2, "beide": 2, "both": 2, "beiden": 2}

_ONE_WORD = re.compile(r"[^\W\d_]{2,30}")
_HUNDRED_AND = re.compile(r"\b([1-9]00) and (\d{1,2})\b")
_TWO_WORDS = re.compile(r"\b([^\W\d_]{1,20})[ -]([^\W\d_]{2,20})\b")


def with_figures(text: str) -> str:
    """The text with number words written as figures: `twee klanten` becomes `2 klanten`; accents already taken off."""
    pairs = _TWO_WORDS.sub(_pair_as_figures, text.replace("quatre-vingt", "quatrevingt"))
    figures = _TWO_WORDS.sub(_pair_as_figures, _ONE_WORD.sub(_as_figures, pairs))
    return _HUNDRED_AND.sub(lambda found: str(int(found.group(1)) + int(found.group(2))), figures)


def number_of(figures: str) -> int:
    """The number that figures stand for: 1.200 and 1 200 are 1200."""
    return int(re.sub(r"\D", "", figures))


def _as_figures(found: re.Match[str]) -> str:
    number = _NUMBERS.get(found.group())
    return found.group() if number is None else str(number)


def _pair_as_figures(found: re.Match[str]) -> str:
    number = _NUMBERS.get(f"{found.group(1)} {found.group(2)}")
    return found.group() if number is None else str(number)


def _all_numbers() -> dict[str, int]:
    numbers: dict[str, int] = dict(_EXTRA)
    for language, ones in _ONES.items():
        own = {word: value for value, word in enumerate(ones.split(), start=1)}
        _add_tens(own, language)
        _add_big(own, language)
        if language in ("nl", "de"):
            _add_joined(own, language)
        numbers.update(own)
    _add_french_tens(numbers)
    for ambiguous in ("een", "ein", "un", "once", "mil", "onze"):
        numbers.pop(ambiguous, None)  # also articles or other words
    return numbers


def _add_tens(numbers: dict[str, int], language: str) -> None:
    for place, word in enumerate(_TENS.get(language, "").split(), start=2):
        numbers[word] = place * 10
        for value, one in enumerate(_ONES[language].split()[:9], start=1):
            joined = (
                f"{one}en{word}",
                f"{one}ën{word}",
                f"{one}und{word}",
                f"{word}-{one}",
                f"{word} {one}",
                f"{word}{one}",
            )
            numbers.update(dict.fromkeys(joined, place * 10 + value))


def _add_big(numbers: dict[str, int], language: str) -> None:
    small = dict(enumerate(_ONES[language].split(), start=1))
    for word, size in ((_HUNDRED.get(language), 100), (_THOUSAND.get(language), 1000)):
        if word is None:
            continue
        numbers[word] = size
        for value, one in small.items():
            numbers.update(
                dict.fromkeys((f"{one}{word}", f"{one} {word}", f"{one} {word}s", f"a {word}"), value * size)
            )
        numbers[f"a {word}"] = size


def _add_joined(numbers: dict[str, int], language: str) -> None:
    """Dutch and German write numbers up to a thousand as one word: honderdachtenzestig, dreihundertzwölf."""
    hundred = _HUNDRED[language]
    below = {word: value for word, value in numbers.items() if word.isalpha() and value < 100}
    for count, one in enumerate(("", *_ONES[language].split()[1:9]), start=1):
        for word, value in below.items():
            for joint in ("", "en", "und"):
                numbers.setdefault(f"{one}{hundred}{joint}{word}", count * 100 + value)


def _add_french_tens(numbers: dict[str, int]) -> None:
    """Soixante-douze is sixty-twelve, quatre-vingt-douze four-twenty-twelve."""
    ones = _ONES["fr"].split()
    numbers.update({"quatrevingt": 80, "quatrevingts": 80})
    for base, word in ((60, "soixante"), (80, "quatrevingt")):
        for value, one in enumerate(ones, start=1):
            numbers.setdefault(f"{word}-{one}", base + value)
            numbers.setdefault(f"{word} {one}", base + value)


_NUMBERS = _all_numbers()
NUMBER = r"(?:\d{1,3}(?:[., ]\d{3}){1,2}(?!\d)|\d{1,7})"
