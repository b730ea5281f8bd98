"""The words with which people end a mail, above their name."""

import re

_WORDS = (
    r"(met (vriendelijke|hartelijke|beste|collegiale) groet(en)?|(vriendelijke|hartelijke|beste|warme) groet(en)?"
    r"|hoogachtend|groet(en|jes)?|gr|mvg|m\.v\.g\.?|hgr|vr\.? ?gr\.?"
    r"|(kind|best|warm|many)? ?regards|all the best|best( wishes)?|yours (sincerely|faithfully|truly)|sincerely|cheers"
    r"|(many )?thanks"
    r"|mit (freundlichen|besten|herzlichen) grüßen|(freundliche|viele|beste|herzliche|liebe) grüße|mfg|hochachtungsvoll"
    r"|cordialement|bien (cordialement|à vous)|salutations.{0,20}|(un )?saludos?( cordiales)?|atentamente"
    r"|z poważaniem|pozdrawiam|cordiali saluti|distinti saluti|med vänlig hälsning|med venlig hilsen)"
)
_ALONE = re.compile(rf"^\s*{_WORDS}(\s?[|/]\s?{_WORDS})?\s*[,.!]?\s*$", re.IGNORECASE)
_WITH_NAME = re.compile(
    rf"^\s*(?i:{_WORDS})[,.]?\s(van |namens )?([A-ZÀ-Ž][\w.'-]{{0,30}}\s?|v(an|\.)\s|de[rn]?\s){{1,5}}\s*$"
)


def is_sign_off(line: str) -> bool:
    """Is this line a sign-off, with or without the name behind it?"""
    return len(line) < 100 and bool(_ALONE.match(line) or _WITH_NAME.match(line))


def names_the_writer(line: str) -> bool:
    """Does the name stand in the sign-off itself: "Groet, Jan"?"""
    return not _ALONE.match(line)
