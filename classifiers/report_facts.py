"""What a report says by the way: who knows of it, what became of it, anonymity, press, police, when it was."""

# ruff: noqa: E501  tables of expressions read better unbroken

import re
from collections.abc import Iterable, Sequence

from classifiers.plain_words import without_accents, words_of_row
from classifiers.processor_notice import notice_facts
from classifiers.sentences import split
from register_store.findings import Fact, Origin


def facts_of(text: str, typed: str) -> Iterable[Fact]:
    """Wishes, warnings and moments: `text` is all that was told, `typed` what the sender wrote himself."""
    plain = without_accents(text).replace("’", "'")
    named: set[str] = set()
    for name, value, pattern in _FACTS:
        if name not in named and pattern.search(plain):
            named.add(name)
            yield Fact(name=name, value=value, origin=Origin.STATED)
    number = _call_back_number(typed) or _asked_to_call(text)
    if number:
        yield Fact(name="call_back_number", value=number, origin=Origin.STATED)
    yield from _moments(split(plain))
    yield from _spans(plain)
    yield from notice_facts(text)


def _call_back_number(typed: str) -> str | None:
    """A number beside a request to call, else the last one of the mail: the signature's."""
    lines = typed.splitlines()
    asked = [found.group() for line in lines if _CALL.search(line) for found in _OWN_NUMBER.finditer(line)]
    signed = [found.group() for line in lines[-6:] for found in _OWN_NUMBER.finditer(line)]
    numbers = [number for number in (*asked, *reversed(signed)) if _is_a_number(number)]
    return numbers[0] if numbers else None


def _asked_to_call(text: str) -> str | None:
    """A colleague passed the mail on: the number at which its writer asks to be called."""
    asked = (line for line in text.splitlines() if _CALL_ME.search(line))
    numbers = (found.group() for line in asked for found in _OWN_NUMBER.finditer(line))
    return next((number for number in numbers if _is_a_number(number)), None)


def _is_a_number(number: str) -> bool:
    return 9 <= sum(map(str.isdigit, number)) <= 14


def _moments(sentences: Sequence[str]) -> Iterable[Fact]:
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


def _spans(plain: str) -> Iterable[Fact]:
    """Since when it lasts, how often it happened, who else saw it: in the words of the mail."""
    for name, pattern in (("since", _SINCE), ("how_often", _HOW_OFTEN), ("seen_by", _SEEN_BY)):
        found = pattern.search(plain)
        if found:
            yield Fact(name=name, value=" ".join(found.group(1).split()), origin=Origin.STATED)


_FACTS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    (
        "shared_with_others",
        "no",
        re.compile(
            r"\b(?:(?:heb|hebben) (?:het |dit |er )?(?:verder )?(?:aan |met )?(?:niemand|niets|niks) (?:anders )?(?:verteld|gedeeld|laten zien|gezegd|over)|met niemand|aan niemand|niemand (?:anders )?(?:verteld|laten zien|gezien)|niet (?:verder )?(?:gedeeld|doorgestuurd|verspreid)|(?:have|did) not (?:shared?|told|tell|forward\w{0,2}|show\w?)|haven't (?:shared|told|shown)|not told any\w{1,5}|told no ?(?:one|body)|nobody else (?:knows|has seen)|niemandem (?:gezeigt|erzahlt|weitergegeben)|nicht weiterg\w{1,8}|(?:ni|a) personne|rien (?:partage|diffuse)|nikomu)\b"
        ),
    ),
    (
        "shared_with_others",
        "yes",
        re.compile(
            r"\b(?:(?:aan|met) (?:mijn )?(?:man|vrouw|buren|collega's|vrienden|familie|zus|broer|moeder|vader) (?:verteld|laten zien|gedeeld|besproken)|(?:man|vrouw|collega's?|buurvrouw|zoon|dochter) (?:heeft|hebben) (?:het )?(?:ook )?gezien|in de (?:groeps)?app gezet|(?:op|auf|on|sur|en) (?:facebook|twitter|linkedin|instagram|tiktok|x) (?:gezet|gedeeld|geplaatst|geteilt|gepostet)|(?:posted|shared) (?:it |them |this )?on (?:facebook|twitter|linkedin|instagram|tiktok)|partage\w{0,2} sur (?:facebook|twitter|linkedin|instagram)|showed (?:it )?to my|told my|shared it with|meine?[mr]? (?:mann|frau) gezeigt|montre a mon|hele (?:klas|groep|team) (?:heeft|weet))\b"
        ),
    ),
    (
        "deleted_or_kept",
        "deleted",
        re.compile(
            r"\b(?:(?:heb|hebben) (?:ik |we |wij )?(?:het|hem|de mail|alles|dit|deze|die|ze)?[^.!?]{0,40}(?<!\bniet )(?<!\bniet meteen )(?<!\bnooit )(?:verwijderd|gewist|weggegooid|vernietigd|versnipperd|verscheurd)|(?<!\bniet )meteen (?:verwijderd|gewist|weggegooid)|(?:have|and|then) (?:since )?(?:deleted|destroyed|shredded)|i (?:deleted|destroyed|shredded)|has been deleted by me|habe (?:ich )?[^.!?]{0,30}(?<!\bnicht )(?<!\bnie )(?:geloscht|vernichtet)|j'ai (?:supprime|efface|detruit)|(?<!\bno )(?<!\bno l[oae] )(?<!\bno l[oa]s )he borrado|(?<!\bnie )usun(?:alem|elam))\b"
        ),
    ),
    (
        "deleted_or_kept",
        "kept",
        re.compile(  # also: not yet thrown away
            r"\b(?:(?:heb|hebben) [^.!?]{0,40}\bniet (?:verwijderd|gewist|weggegooid|vernietigd|versnipperd|verscheurd)|(?:have|did)(?:n't| not) (?:yet )?(?:deleted?|destroy|shred|thrown|throw)|habe [^.!?]{0,30}\bnicht (?:geloscht|vernichtet|weggeworfen)|(?:n|l)'ai (?:pas|rien) (?:encore )?(?:supprime|efface|detruit|jete)|no (?:l[oae]s? )?he borrado|nie usun(?:alem|elam)|"
            r"ligt (?:hier|nog|bij mij|in (?:de|een) la)|ik bewaar|heb (?:ik )?(?:het|hem|ze|hier)? ?(?:nog|bewaard)|in de la gelegd|apart gelegd|(?:kan|kunt|kunnen) (?:u|jullie|je|hem|het|ze)? ?(?:het|hem|ze)? ?(?:komen )?(?:op)?halen|komt \w{1,15} (?:het|hem|ze) halen|have kept|i kept|keeping it|still have (?:it|them|the)|can (?:collect|pick)|you can come|put it (?:aside|in a drawer)|liegt (?:hier|bei mir|noch)|habe (?:ich )?(?:es |sie |ihn |das original )?noch|aufbewahrt|abholen|je (?:le|la|les) garde|j'ai garde|conserve)\b"
        ),
    ),
    (
        "deleted_or_kept",
        "returned",
        re.compile(
            r"\b(?:(?:terug|retour) ?(?:gestuurd|gebracht|gegeven|gezonden)|in de bus teruggedaan|sent (?:it|them) back|returned it|handed it in|zuruckgeschickt|zuruckgesendet|renvoye)\b"
        ),
    ),
    (
        "anonymity",
        "yes",
        re.compile(
            r"\b(?:anoniem|anonymous\w{0,2}|anonym|anonyme|anonimo|anonimowo|(?:mijn naam|my name|meinen namen|mon nom) (?:niet|er|buiten|not|out|nicht|ne)|naam (?:er )?(?:buiten|niet noem\w{0,2}|niet door\w{0,8}|liever niet)|niet (?:zeggen|vertellen) (?:dat|wie) (?:ik|het van mij)|not tell \w{1,12} (?:\w{1,12} )?(?:that )?it was me|keep my name|leave my name|don't (?:want|mention) my name|not (?:want|mention) my name)\b"
        ),
    ),
    (
        "press",
        "mentioned",
        re.compile(
            r"\b(?:naar de (?:krant|pers|media)|de (?:krant|pers) (?:bel|inlicht|informe)\w{0,3}|(?:krant|pers|media) (?:heeft|hebben|weet|belt|belde|vraagt|weten)|journalist\w{0,2}|omroep|go(?:ing)? to the (?:press|media|papers?)|the press|newspapers?|zur (?:presse|zeitung)|la presse|aux journ\w{1,6}|kassa|radar|social media)\b"
        ),
    ),
    (
        "police",
        "mentioned",
        re.compile(
            r"\b(?:politie|aangifte|police|polizei|anzeige erstattet|plainte|gendarmerie|policia|policj\w{1,2})\b"
        ),
    ),
    (
        "misuse",
        "mentioned",
        re.compile(
            r"\b(?:misbruik\w{0,2}|identiteitsfraude|opgelicht|geld (?:kwijt|afgeschreven)|misused?|identity (?:theft|fraud)|scammed|missbrauch\w{0,2}|usurpation|fraude)\b"
        ),
    ),
)
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
_OWN_NUMBER = re.compile(r"(?<![A-Za-z0-9])(?:\+|00|\(?0)\d[\d\s()./-]{6,16}\d")
_CALL = re.compile(
    r"(?i)\b(?:bel|bellen|bereikbaar|terugbellen|telefonisch|mijn nummer|call|reach|ring|phone me|my number|anrufen|erreichbar|ruf\w{0,3}|appel\w{0,4}|joindre|rappel\w{0,3})\b"
)
#: the writer himself wants to be called; a passed-on mail is full of others' numbers
_CALL_ME = re.compile(
    r"(?i)\b(?:bel (?:me|mij|gerust|maar)|(?:mij|me) (?:even )?(?:bellen|bereiken|terugbellen)|ik ben (?:telefonisch )?(?:te bereiken|bereikbaar)|mijn (?:nummer|telefoonnummer)|"
    r"(?:call|ring|phone|reach) me|my (?:phone )?number|rufen sie mich|ruf mich|mich (?:an|unter|telefonisch)|meine nummer|appelez-moi|me joindre|rappelez-moi|mon num[ée]ro|ll[áa]m[ea]\w{0,2}|mi n[úu]mero)\b"
)
