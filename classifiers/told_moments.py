"""When it happened, when it was found, since when it lasts, how often, and who else saw it: in the words of the mail."""

# ruff: noqa: E501  tables of expressions read better unbroken

import re
from collections.abc import Iterable, Sequence

from classifiers.plain_words import words_of_row
from register_store.findings import Fact, Origin


def moments_in(sentences: Sequence[str]) -> Iterable[Fact]:
    """When it was found, and when it happened, in the words of the mail."""
    found_at = happened_at = some_time = None
    for sentence in sentences:
        moment = _MOMENT.search(sentence)
        if not moment:
            continue
        if _HAPPENED.search(sentence):
            happened_at = happened_at or moment.group()
        elif _FOUND.search(sentence):
            found_at = found_at or moment.group()
        else:
            some_time = some_time or moment.group()
    happened_at = happened_at or (None if found_at else some_time)
    for name, value in (("happened_at", happened_at), ("found_at", found_at)):
        if value:
            yield Fact(name=name, value=value, origin=Origin.STATED)


def spans_in(plain: str) -> Iterable[Fact]:
    """Since when it lasts, how often it happened, who else saw it: in the words of the mail."""
    for name, pattern in (("since", _SINCE), ("how_often", _HOW_OFTEN), ("seen_by", _SEEN_BY)):
        found = pattern.search(plain)
        if found:
            yield Fact(name=name, value=" ".join(found.group(1).split()), origin=Origin.STATED)


_WHEN = (
    r"(?:gister(?:en)?(?:avond|ochtend|middag)?|eergisteren|vanochtend|vanmorgen|vanmiddag|vandaag|vannacht|zojuist|net|afgelopen (?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|week|weekend|maand|nacht)|"
    r"vorige (?:week|maand)(?: (?:maan|dins|woens|donder|vrij|zater|zon)dag)?|(?:sinds |op )?(?:maan|dins|woens|donder|vrij|zater|zon)dag(?:avond|ochtend|middag)?(?: \d{1,2} \w{3,10})?|sinds (?:vorige|een|twee) \w{3,8}|\d{1,2} (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)(?: 20\d\d)?|"
    r"yesterday|this (?:morning|afternoon)|today|last (?:night|week|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend)|(?:since |on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2} (?:january|february|march|april|may|june|july|august|october)(?: 20\d\d)?|"
    r"gestern|heute(?: (?:morgen|fruh))?|vorgestern|letzte[nr]? (?:woche|monat|nacht|montag|dienstag|mittwoch|donnerstag|freitag)|am (?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)|"
    r"hier(?: (?:soir|matin|midi)\b|(?= (?:a|vers|j'ai|je|nous|on|vous)\b))|ce matin|aujourd'hui|la semaine derniere|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?: dernier)?|\d{1,2}[-/.]\d{1,2}[-/.](?:20)?\d\d|20\d\d-\d\d-\d\d)"
)
_MOMENT = re.compile(
    rf"\b{_WHEN}\b(?:,? (?:om|rond|at|um|gegen|vers|a) (?:een uur of )?\d{{1,2}}(?:[:.]\d\d)?(?: ?(?:uur|uhr|h|am|pm)\b)?)?"
)
_HAPPENED = re.compile(
    r"\b(?:verstuurd|verzonden|gestuurd|stuurde\w?|gemaild|bezorgd|gestolen|verloren|kwijt\w{0,6}|laten liggen|achtergelaten|gelekt|ingebroken|inbraak|gehackt|versleuteld|gewist|overschreven|geopend|gedownload|gekopieerd|toegang (?:gehad|verkregen|gekregen)|binnengedrongen|"
    r"(?:had|gained) access|got in|zugriff (?:hatte|gehabt|verschafft)|eingedrungen|sent|mailed|stolen|lost|left|leaked|broke\w? in|break-in|hacked|locked|encrypted|exported|published|deleted|overwritten|downloaded|copied|accessed|"
    r"geschickt|verschickt|gestohlen|verloren|liegen gelassen|eingebrochen|geloscht|kopiert|heruntergeladen|envoye\w{0,2}|vole\w{0,2}|perdu\w{0,2}|pirate\w{0,2}|supprime\w{0,2}|enviado|robado|perdido|wyslal\w?|skradzi\w{1,4}|zgubi\w{1,4})\b"
)
_FOUND = re.compile(
    r"\b(?:ontdekte?n?|kwam\w{0,2} (?:er)?achter|merkte?n?|gevonden|vond\w{0,2}|zag\w{0,2}|ontving\w{0,2}|kreeg|kregen|ontvangen|gekregen|found|noticed|discovered|saw|received|got|arrived|gefunden|bemerkt|entdeckt|bekommen|erhalten|trouve|decouvert|recu|vu)\b"
)
_NUMBER_WORD = r"(?:\d{1,3}|een|twee|drie|vier|vijf|zes|zeven|acht|tien|enkele|a|one|two|three|four|five|six|several|zwei|drei|vier|funf|einige\w?|deux|trois|quatre|cinq|plusieurs|dos|tres|cuatro|varias|dwa|trzy|cztery|kilka)"
_PERIOD = r"(?:dagen|dag|weken|week|maanden|maand|jaar|uur|days?|weeks?|months?|years?|hours?|tage\w?|wochen?|monate\w?|jahre\w?|stunden|jours?|semaines?|mois|ans?|dias?|semanas?|meses|anos?|dni|tygodni\w?|miesiec\w?|lat)"
#: since when somebody works, lives or buys here tells nothing of the breach
_TIED_TO_US = words_of_row(
    "werk werken woon wonen huur huren klant lid huurder donateur patient client cliente medewerker work working live living "
    "customer member tenant employee arbeite wohne kunde kundin mitglied travaille habite membre trabajo vivo"
)
_NO_OTHER_TIME = "".join(rf"(?<!\b{word} )(?<!\b{word} al )" for word in sorted(_TIED_TO_US))
_SINCE = re.compile(
    rf"\b{_NO_OTHER_TIME}((?:al )?(?:sinds|since|seit|depuis|desde|od|vanaf) (?:{_WHEN}|{_NUMBER_WORD} {_PERIOD}|(?:de |het |the |dem |der |la |le )?(?:zomer|voorjaar|najaar|winter|herfst|lente|vakantie|summer|spring|autumn|fall|sommer|fruhling|herbst|ete|printemps|automne|verano)|"
    rf"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|january|february|march|may|june|july|august|october|januar|marz|mai|oktober|dezember|janvier|mars|avril|juin|juillet|aout|septembre|octobre|novembre|decembre|enero|marzo|mayo|junio|julio|octubre)(?: 20\d\d)?|20\d\d)"
    rf"|(?:al|already|schon) (?:zeker |ruim |bijna |minstens |at least |over |mindestens |fast )?{_NUMBER_WORD} {_PERIOD})\b"
)
_HOW_OFTEN = re.compile(
    rf"\b((?:al )?{_NUMBER_WORD} (?:keer|maal|times|mal|fois|veces|razy)(?<!een keer)(?<!een maal)|(?:voor de|for the|zum|pour la|por) \w{{3,10}} (?:keer|maal|time|mal|fois|vez)|(?:elke|iedere|every|jede\w?|chaque|cada|kazd\w{{1,2}}) (?:keer|dag|week|maand|nacht|ochtend|time|day|week|month|night|mal|tag|woche|fois|jour|semaine|vez|dia|razem)|"
    r"wekelijks|dagelijks|maandelijks|weekly|daily|wochentlich|taglich|steeds weer|again and again|immer wieder|a chaque fois|jedes mal|once more|twice)\b"
)
_SEEN_BY = re.compile(
    r"\b((?:mijn|onze|my|our|meine?r?|unsere?|mon|ma|mes|mi|moj\w?) (?:man|vrouw|collega'?s?|buren|buurman|buurvrouw|zoon|dochter|zus|broer|moeder|vader|kinderen|secretaresse|assistent\w?|stagiair|leerling|vriend\w?|husband|wife|colleagues?|son|daughter|sister|brother|mother|partner|flatmate|neighbou?rs?|nachbarin|nachbarn?|voisine?s?|vecin[oa]s?|frau|mann|kollegin|kollege|kollegen|sohn|tochter|mari|femme|fille|fils|collegue|marido|mujer|maz|zona)"
    r"[^.!?\n]{0,40}\b(?:gezien|gelezen|zag|las|opende|geopend|meegekeken|saw|seen|read|opened|gesehen|gelesen|geoffnet|vu|lu|ouvert|visto|leido|widzial\w?)"
    r"|(?:de hele|half|heel|halve|the whole|half the|die ganze|das ganze|toute la|tout le) \w{3,20}[^.!?\n]{0,30}\b(?:gezien|gelezen|weet|zag|knows?|saw|heard|hoorde|gehoord|weiss|gesehen|sait|entendu))\b"
)
