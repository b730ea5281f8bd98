"""Masks names of people in free text: by titles, greetings, signatures, first names and what stands before them (pure).

    >>> mask_names("Groet, Anja Smit")
    'Groet, [naam]'

No Dutch name model is to be had under a licence we may use; context and a list of first names do the work.
"""

# ruff: noqa: E501  tables of expressions read better unbroken

import re
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path

from register_store.names_in_paths import mask_names_in_paths

FIRST_NAMES = Path(__file__).parent / "rules" / "first_names.toml"
LONG_ENOUGH = 60  #: characters; the last words of a shorter text are no signature
SIGNATURE_LINES = 4  #: lines at the end of a text where a line of names only is a signature


def mask_names(text: str) -> str:
    """The text with people's names replaced by [naam]."""
    for pattern, replace in _STEPS:
        text = pattern.sub(replace, text)
    text = _CAPITALISED.sub(_mask_first_name, text)
    text = mask_names_in_paths(_SMALL_WITH_LINK.sub(_mask_small, text), _names_in_small_letters())
    text = _TWICE.sub("[naam]", text)
    for pattern, shown in _LEFT:
        text = pattern.sub(shown, text)
    if len(text) > LONG_ENOUGH:
        text = _SIGNED_AT_END.sub(r"\1[naam]", text)
    return _mask_signature(text)


_ABROAD = "".join(chr(code) for code in (*range(0x100, 0x180), *range(0x1E00, 0x1F00)) if chr(code).isupper())
_CAPITAL = rf"[A-ZÀ-ÖØ-Þ{_ABROAD}]"
_CAP = rf"(?:(?:[dD]['’]|Ó )?{_CAPITAL}[\w'’-]{{1,30}})"
_LINK = r"(?:(?:van|de|der|den|von|zu|el|al|ten|ter|du|la|le|da|dos|bin|op|in|'t|’t) ){0,3}"
_INITIALS = rf"(?:(?!(?:[BN]\. ?V|S\. ?A)\.)(?:{_CAPITAL}\. ?){{1,5}})"
NAME = rf"(?:{_INITIALS}{_LINK}{_CAP}(?: ?- ?{_CAP})?|{_CAP}(?: {_LINK}{_CAP}){{0,3}}|{_LINK}{_CAP})"
_NOBODY = (
    r"(?!(?:Sir|Madam|Mr|Mrs|Ms|Dr|Drs|De|Herr|Frau|Monsieur|Madame|Mme|Familie|Fam|Team|Heer|Mevrouw|Meneer|Dames|Heren|Damen|Herren|Mensen|Allen|All|Collega|Collegae|Collega's|Relatie|"
    r"Klant|Redactie|Directie|Bestuur|Colleague|Colleagues|Everyone|Support|Autoriteit|Juist|Meldpost|Google|Microsoft|"
    r"Privacy|Data|Finance|Claims|Incident|Security|Management|Planning|Afdeling|Meldpunt|Veilig|Raad|Klantenservice|Klantcontact|Receptie|Helpdesk|Administratie|Directeur|Directrice|Directors?|"
    r"Responsable|Doctor|Lost|Second|Centraal|Gemeente|Stichting|Vereniging|Ministerie|Rechtbank|Politie|Bank|Belastingdienst|Juf|Meester|Ihre?[mnrs]?|Sehr|Ihnen|Sie|Unser\w{0,2}|Mein\w{0,2}|Ende|Anfang|"
    r"Betreff|Onderwerp|Subject|Customer|Sirs|Servicedesk|Office|Human|Resources|Board|Bewoner|Huurder|Ouder|Ouders|Buren|Buurman|Buurvrouw|Lezer|Webmaster|Beheerder|Groep|Klas|"
    r"Nederland|Europa|Mesdames|Messieurs|Ik|We|Wij|I|Het|Dit|Dat|Dank|Er|Ons|Uw|Mijn|My|The|Thank|Graag|Bij|In)\b)"
)
#: what begins a sentence after "kamer B." is no surname after an initial
_NO_SENTENCE = (
    r"(?!(?:[A-Z]{2}|Dat|Dit|De|Het|Een|Ik|Wij|We|Zij|Ze|Hij|Die|Der|Das|Er|Sie|Wir|Ich|Es|For|Not|Please|The|This|That|It|You|He|She|They|What|When|If|In|On|At|And|But|"
    r"Wat|Wie|Als|Maar|En|Om|Op|Le|La|Les|Il|Elle|Nous|Vous|Je|El|Ella|Nie|To|Graag|Bij|Met|Uw|Jullie|Mijn|Niet|Ook|Wel|Geen)\b)"
)
TITLED = re.compile(
    rf"\b((?:[Dd]e heer|[Dd]hr\.?|[Mm]evrouw|[Mm]evr\.?|[Mm]w\.?|[Mm]eneer|[Mm]r\.?|[Mm]rs\.?|Ms\.?|Miss|[Dd]r\.?|[Dd]rs\.?|"
    rf"[Ii]r\.|[Pp]rof\.?|Herrn?|Frau|Monsieur|Madame|Mme\.?|M\.|[Ff]amilie|[Ff]am\.|[Ff]amille|Señora?|Sra?\.|Pani?|[Tt]ante|[Oo]om|[Oo]pa|[Oo]ma|[Zz]uster|[Bb]roeder|[Dd]okter|[Dd]ominee|[Pp]astoor|[Nn]otaris|[Ww]ethouder|[Bb]uurman|[Bb]uurvrouw|[Gg]ezin)\s{{1,2}})(?:(?=De {_CAP})|{_NOBODY}){NAME}"
)
GREETED = re.compile(
    rf"(?m)^([ \t>]{{0,8}}(?:Beste|Geachte|Lieve|Hallo|Hoi|Hi|Hey|Dag|Goedemorgen|Goedemiddag|Dear|Hello|Liebe|Lieber|Guten Tag|"
    rf"Bonjour|Cher|Chère|Hola|Estimad[oa]|Drogi|Droga)\s{{1,2}}){_NOBODY}{NAME}"
)
SIGNED = re.compile(
    rf"(?m)((?:^|[.!?]\s{{1,2}})[ \t>]{{0,8}}(?i:(?:met )?(?:vriendelijke |hartelijke |lieve )?groet(?:en|jes)?|gr\.?|mvg|m\.v\.g\.?|hoogachtend|"
    rf"alvast bedankt|(?:kind|best|warm)? ?regards|cheers|thanks|yours (?:sincerely|faithfully)|best wishes|sincerely|"
    rf"(?:mit )?(?:freundlichen |viele |liebe )?grü(?:ß|ss)en?|mfg|(?:bien )?cordialement|salutations|saludos|pozdrawiam)"
    rf"(?i:\svan)?[,.!]?[ \t]{{0,3}}\n{{0,3}}[ \t>]{{0,8}}){_NOBODY}{NAME}"
)
ABOUT = re.compile(
    rf"\b((?i:namens|mijn naam is|my name is|on behalf of|im namen von|au nom de|ich hei(?:ß|ss)e|je m['’]appelle|genaamd|heet|called|"
    rf"(?:dossier|brief|envelop|post|gegevens|loonstrook|loonstroken|salarisstrook|paspoort|rapport|uitslag|factuur|contract|mail|e-mail|"
    rf"account|telefoon|verslag|indicatie|cv|diagnose|recept|kopie|naam|namen|formulier|overzicht)\s(?:van|voor|aan)|"
    rf"(?:file|letter|record|records|payslip|passport|report|invoice|data|name|details)\s(?:of|for|to|from)|"
    rf"(?:akte|brief|name|daten|bescheid|rechnung|abrechnung)\s(?:von|für|an)|"
    rf"(?:dossier|lettre|courrier|nom|données|facture|fiche)\s(?:de|pour|d['’]))\s{{1,2}}(?i:een zekere |ene |a certain )?){_NOBODY}{NAME}"
)
FULL_NAME = re.compile(
    rf"(?<![.!?]\s)(?<!^)\b{_NOBODY}{_CAP}\s(?:van der|van den|van de|van 't|van|de|den|der|ter|ten|von|el|al)\s{_CAP}\b"
)
INITIALLED = re.compile(rf"(?<![\w.]){_INITIALS}{_LINK}{_NO_SENTENCE}{_CAP}")
AFTER_PREPOSITION = re.compile(
    rf"\b((?:van|voor|aan|met|of|for|to|from|with|by|von|für|an|mit|pour|avec|door)\s){_NOBODY}({_CAP}\s{_LINK}{_CAP})\b(?!\s(?:B\.?V\.?|N\.?V\.?|GmbH|Ltd))"
)


#: who is told with his place in somebody's life, by one name only
RELATED_BY_ONE = re.compile(
    rf"\b((?i:(?:mijn|onze|my|our|mein\w{{0,2}}|unser\w{{0,2}}|mon|ma|notre|mi|nuestr\w|zijn|haar|his|her)\s(?:vader|moeder|man|vrouw|zoon|zoontje|dochter|dochtertje|broer|zus|neef|nicht|"
    rf"father|mother|husband|wife|son|daughter|brother|sister|vater|mutter|mann|frau|sohn|tochter|père|mère|mari|femme|fils|fille|padre|madre|hijo|hija)"
    rf"|(?:moeder|vader|ouders|zoon|dochter|zoontje|dochtertje|mantelzorger|werkgever|mother|father|parents|son|daughter) (?:van|of)) ){_NOBODY}{_NO_SENTENCE}{_CAP}"
)
#: a form, a list, a screen: "Naam: Vries, de J.", "Nachname: Wolf"
LABELLED_NAME = re.compile(
    rf"((?i:(?<![\w-])(?:(?:voor|achter|roep|meisjes|volledige )?naa?m(?:en)?|(?:first |last |full |sur)?name|(?:nach|vor|familien)?name|nom|prénom|nombre|apellidos?|imię|nazwisko|patiënte?|cliënte?|klant|bewoner|"
    rf"bewoonster|huurder|leerling|deelnemer|deelneemster|kandidaat|medewerker|medewerkster|werknemer|verzekerde|rekeninghouder|contactpersoon|patient|resident|employee|pupil)"
    rf"(?:\s(?:patiënt|cliënt|klant|bewoner|leerling|kind|medewerker|moeder|vader))?)\s?[:=]\s{{0,3}})(?![\w ]{{1,30}}:){_NOBODY}"
    rf"(?:{_CAP},? {_LINK}(?:{_INITIALS}|{_CAP})(?: {_LINK}{_CAP}){{0,2}}|{_LINK}{_CAP}|{NAME})"
)
#: of whom records are kept, in Dutch, which writes no capitals in the middle of a sentence but for names
KEPT_ON = re.compile(
    rf"((?i:\b(?:cliënte?|patiënte?|bewoner|bewoonster|huurder|huurster|leerling|deelnemer|deelneemster|kandidaat|sollicitant|verzekerde|werknemer|medewerker|medewerkster|achternaam|zaak|dossier)) )"
    rf"(?![\w'’-]{{0,20}}\d)(?![A-Z]{{2,}}\b){_NOBODY}{_LINK}{_CAP}(?:[ -]{_LINK}{_CAP}){{0,2}}"
)
#: as lists write it: "WILLEMSEN A.J.", "Bakker, J.M."
SURNAME_FIRST = re.compile(
    rf"\b(?:{_CAPITAL}{{3,30}},?|{_CAPITAL}[\w'’-]{{1,30}},) (?:{_LINK}){_INITIALS}(?!\s?{_CAPITAL})(?<=[.])"
)
#: small letters after a title, and a first name that goes on as surnames do: "dhr de vries", "jan de vries"
_SMALL_TITLED = re.compile(
    r"\b((?:(?:[Dd]hr|[Mm]evr|[Mm]w)\.?|[Mm]evrouw|[Mm]eneer)\s)(?!(?:het|een|die|dat|deze|heeft|had|is|was|zei|zegt|belde|belt|mailde|mailt|kreeg|krijgt|werd|wordt|wil|wilde|kan|kon|moet|moest|zou|zal|gaat|"
    r"ging|komt|kwam|staat|stond|ligt|lag|woont|woonde|wie|waar|met|en|of|uit|in|op|aan|bij|voor|naar|door|over|als|om|te|niet|ook|nog|al|er|daar|hier|zelf|haar|zijn|hem|ze|zij|hij|ik|u|we|wij|wist|weet|"
    r"vroeg|vraagt|doet|deed|heette|heet|noemde|ziet|zag|werkt|werkte|leek|lijkt|bleek|vond|vindt|dan|toen|nu|maar|want|dus|achter|naast|tegen|onder|beneden|boven|verderop|reageerde|schreef|vertelde|las|liep|zat|"
    r"opende|directeur|arts|wil|liet|laat|nam|neemt|gaf|geeft|bracht|haalde|hoorde|dacht|keek|belden|antwoordde|bedankt|hartelijk|geachte|hierbij|wacht|namens|legt|legde|hielp|helpt|van (?!de[rn]\b))\b)"
    r"((?:(?:van|de|der|den|ter|ten|te|el|al|'t) ){0,3}[a-zß-ÿ][\w'’-]{2,30})\b"
)
_SMALL_WITH_LINK = re.compile(
    r"(?<![\w@./-])([a-z]{3,12})( (?:van der|van den|van de|van|de|der|den|el|ter|ten|von) (?!(?:het|een|la|le|les|notre|votre|ce|cette|die|dat|mijn|jullie|uw|ons|onze|week|maand|dag|hand|buurt)\b)[a-zß-ÿ][\w'’-]{2,30})\b"
)
#: what masking the first name left of a name: "Jansen, [naam]" after a label, "DE VRIES, [naam]", "[naam] K.", "[naam] en Koster"
_LEFT_BEFORE = re.compile(
    rf"(?m)((?:^|\b)(?:Van|From|Aan|To|Cc|Von|An|À|Naam|Name|Patiënt|Cliënt)\s?:\s?\"?)(?:{_LINK}{_CAP}[ -]?){{1,3}}, \[naam\]|(?<!\w)(?:{_CAPITAL}{{2,30}} ){{0,3}}{_CAPITAL}{{2,30}}, \[naam\]"
)
_TWICE = re.compile(r"\[naam\](?:[ -]?\[naam\]){1,5}")
_LEFT_BEHIND = re.compile(
    rf"(\[naam\])(?:\s{_CAPITAL}\.(?=\s|$)|\. (?:van der|van den|van de|van|de|der|den|ter|ten) {_CAP})"
)
_NAMED_WITH = re.compile(
    rf"(\[naam\] (?:en|and|und|et|y|i|aan|naar|to) ){_NOBODY}{_NO_SENTENCE}(?!{_CAPITAL}{{2,}}\b){_CAP}(?! (?:B\.?V|N\.?V|GmbH|Ltd))"
)


RELATED = re.compile(
    rf"\b((?i:(?:mijn|onze|my|our|mein\w{{0,2}}|unser\w{{0,2}}|mon|ma|notre|mi|nuestr\w)\s(?:vader|moeder|man|vrouw|zoon|dochter|broer|zus|opa|oma|neef|nicht|collega|buurman|buurvrouw|client|cliënt|kind|"
    rf"father|mother|husband|wife|son|daughter|brother|sister|colleague|client|vater|mutter|mann|frau|sohn|tochter|kollege|kollegin|père|mère|mari|femme|fils|fille|collègue|padre|madre|hijo|hija)"
    rf"|ik ben|i am|i['’]m|ich bin|je suis|soy|nazywam się|collega|kollegen|kollegin|onze|ene|named|contactpersoon is|verzoeker|betrokkene),?\s{{1,2}}){_NOBODY}({_CAP}\s{_LINK}{_CAP}(?:[ -]{_CAP})?)"
)
_FORMULA = (
    r"(?!(?:(?i:groet\w{0,5}|gr|mvg|mfg|dank|bedankt|hoogachtend|alvast|met|regards|best|yours|thanks|thank|cheers|kind|warm|sincerely|cordialement|salutations|merci|gracias|saludos|un|"
    r"pozdrawiam|viele|liebe|mit|danke|bien|atentamente|dziękuję)|[A-Z]{2,}|\w{1,12}(?:e|en) (?i:groet\w{0,5}))\b)"
)
_CAPITALISED = re.compile(rf"(?<![\w\[@./-]){_CAP}(?:[ -]{_LINK}{_CAP}){{0,3}}")
_SIGNATURE = re.compile(
    rf"^([ \t>]{{0,8}}){_NOBODY}{_FORMULA}(?:{_INITIALS}{_LINK})?{_CAP}(?:[ -]{_LINK}{_CAP}){{0,3}}(?=[ \t]{{0,3}}(?:$|[,(|–-]))"
)
_SIGNED_AT_END = re.compile(
    rf"([.!?:)]\s{{1,3}}){_NOBODY}{_FORMULA}{_NO_SENTENCE}{_CAP}(?: {_LINK}{_CAP}){{0,3}}\s{{0,5}}$"
)
_ROLE_WORD = re.compile(
    r"(?i)(?:team|afdeling|klant|service|desk|planning|directie|bestuur|redactie|receptie|balie|secretariaat|administratie|department|office|b\.?v\.?|n\.?v\.?|gmbh|ltd|inc|stichting|vereniging|gemeente|zorg|academ|school|"
    r"centrum|center|bank|groep|group|college|praktijk|kantoor|bureau|verzonden|sent|gesendet|envoy|disclaimer|bijlage|attachment)"
)

_STEPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (LABELLED_NAME, r"\1[naam]"),
    (SURNAME_FIRST, "[naam]"),
    (TITLED, r"\1[naam]"),
    (_SMALL_TITLED, r"\1[naam]"),
    (GREETED, r"\1[naam]"),
    (SIGNED, r"\1[naam]"),
    (ABOUT, r"\1[naam]"),
    (RELATED, r"\1[naam]"),
    (RELATED_BY_ONE, r"\1[naam]"),
    (KEPT_ON, r"\1[naam]"),
    (INITIALLED, "[naam]"),
    (FULL_NAME, "[naam]"),
    (AFTER_PREPOSITION, r"\1[naam]"),
)


_LEFT: tuple[tuple[re.Pattern[str], str], ...] = (
    (_LEFT_BEFORE, r"\1[naam]"),
    (_LEFT_BEHIND, r"\1"),
    (_NAMED_WITH, r"\1[naam]"),
)


def _mask_small(found: re.Match[str]) -> str:
    return "[naam]" if found.group(1) in _names_in_small_letters() else found.group()


def _mask_first_name(found: re.Match[str]) -> str:
    """From the first word that is a first name: `Onze Anja Smit` becomes `Onze [naam]`."""
    words = re.split(r"([ -])", found.group())
    starts_sentence = (
        not found.string[: found.start()].rstrip(" \t>\"'(«„“")
        or found.string[: found.start()].rstrip(" \t>")[-1:] in ".!?:\n"
    )
    names, also_words = _first_names()
    for place in range(0, len(words), 2):
        word = _plain(words[place])
        is_sure = word in names or (word in also_words and not (starts_sentence and place == 0 and len(words) == 1))
        if is_sure:
            return "".join(words[:place]) + "[naam]"
    return found.group()


def _mask_signature(text: str) -> str:
    """A line of names alone among the last lines is a signature; a text of one line has none."""
    lines = text.split("\n")
    filled = [place for place, line in enumerate(lines) if line.strip()]
    for place in filled[1:][-SIGNATURE_LINES:]:
        if not _ROLE_WORD.search(lines[place]):
            lines[place] = _SIGNATURE.sub(r"\1[naam]", lines[place])
    return "\n".join(lines)


def _plain(word: str) -> str:
    bare = word.split("'")[0].split("’")[0].lower().translate(str.maketrans("łøß", "los"))
    return "".join(letter for letter in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(letter))


@lru_cache(maxsize=1)
def _names_in_small_letters() -> frozenset[str]:
    """No month goes on as a surname does."""
    return _first_names()[0] | {"jan"}


@lru_cache(maxsize=1)
def _first_names() -> tuple[frozenset[str], frozenset[str]]:
    lists = tomllib.loads(FIRST_NAMES.read_text(encoding="utf-8"))
    return frozenset(lists["names"].split()), frozenset(lists["also_words"].split())
