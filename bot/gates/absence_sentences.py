"""How automatic answers tell in nine languages that somebody is away: the absence, then what follows from it."""

import re

# up to five words between "I am" and "on leave"; each bounded, so that no text makes the search slow
_GAP = r"(?:[\s,]{1,3}[^\s,]{1,24}){0,5}?[\s,]{1,3}"
_NOW = r"(?:[\s,]{1,3}(?:nu|thans|momenteel|tijdelijk|even|op dit moment|derzeit|zurzeit|aktuell|momentan|leider))?\s"

#: language -> "I am away", said of now or later; a person who tells of a past holiday says it otherwise
_ABSENCES = {
    "nl": (
        rf"\b(ik ben|ben ik|(ik|wij) zijn){_GAP}(afwezig|niet aanwezig|niet op kantoor|niet bereikbaar"
        r"|(met|op) vakantie|met [a-z]{0,20}verlof|buiten kantoor|niet in de gelegenheid"
        r"|niet meer (werkzaam|in dienst))"
        rf"|\bik ben{_NOW}vrij\b|\b(wegens|ivm|in verband met) [a-z]{{0,20}}(afwezigheid|vakantie|verlof|ziekte)\b"
        r"|\bik (geniet|heb) .{0,60}verlof|\bik werk niet (op|meer)\b|\bik heb vakantie\b"
    ),
    "en": (
        rf"\bi(?:'m|\u2019m| am| will be|'ll be){_GAP}(away|out of (the |my )?office|on [a-z ]{{0,20}}leave"
        r"|on (vacation|holiday)|out until|not in the office|unavailable|travelling|traveling)"
        r"|\bi no longer work\b|\bi (have left|am no longer with) \S{2,30}"
    ),
    "de": (
        rf"\b(ich bin|bin ich|ich befinde mich|ich werde){_GAP}(nicht im (büro|haus|dienst)|abwesend|im urlaub"
        r"|nicht erreichbar|außer haus|in elternzeit|im mutterschutz|nicht mehr (bei|für|im unternehmen))"
        rf"|\bich habe{_GAP}urlaub\b|\b(wegen|aufgrund) (urlaub|krankheit|abwesenheit)"
    ),
    "fr": (
        rf"\bje (suis|serai){_GAP}(absente?|en (congés?|vacances|déplacement|formation|arrêt)|indisponible)"
        r"|\b(actuellement|étant|je suis) (en (congés?|déplacement|vacances)|absente?)\b"
        r"|\bje ne (suis|serai|fais) (pas|plus) (au bureau|joignable|disponible|partie)"
    ),
    "es": (
        rf"\b(estoy|estar[ée]|me encuentro|me encontrar[ée]){_GAP}(fuera|ausente|de (vacaciones|baja|permiso|viaje))"
        r"|\bno (estoy|estar[ée]) (disponible|en la oficina|localizable)"
    ),
    "pl": (
        rf"\b(jestem|będę|przebywam|bede){_GAP}(nieobecn[yae]|na (urlopie|zwolnieniu|delegacji|wakacjach)"
        r"|poza (biurem|pracą)|niedostępn[ya])|\bnie ma mnie w (biurze|pracy)|\bnie będzie mnie w"
        r"|\bprzebywam (na|poza)"
    ),
    "it": (
        rf"\b(sono|sarò){_GAP}(assente|fuori (ufficio|sede)|in (ferie|congedo|malattia|maternità|trasferta))"
        r"|\bnon (sono|sarò) (in ufficio|disponibile|raggiungibile)"
    ),
    "da, no": (
        rf"\bjeg (er|holder|har){_GAP}(ferie|fraværende|ikke på (kontoret|arbejde|jobb)|på (ferie|barsel|orlov|kursus)"
        r"|bortrejst|sygemeldt|ikke til stede)|\bjeg er ikke (på (kontoret|arbejde|jobb)|til stede|at træffe)"
        r"|\bjeg (holder|har|avholder) (sommer|vinter|påske|jule)?ferie\b"
    ),
    "sv": (
        rf"\bjag (är|har){_GAP}(semester|frånvarande|bortrest|inte på (kontoret|plats)|tjänstledig|föräldraledig"
        r"|sjukskriven|ledig|på (semester|resa))|\bjag är inte på (kontoret|plats)"
        r"|\bjag (är (föräldra|tjänst)?ledig|har semester|är bortrest)\b"
    ),
}  # fmt: skip

#: language -> what the sender is to do, or when there is somebody again
_CONSEQUENCES = {
    "nl": (
        r"\bterug op\b|\bweer (aanwezig|bereikbaar|op kantoor|terug)|na mijn (terugkeer|vakantie|verlof)"
        r"|\b(bij|voor|in) (dringende|spoed|urgente|vragen)|(kunt|kan) (u|je) (zich )?(contact|wenden|terecht|bellen)"
        r"|(wordt|worden) .{0,40}niet (doorgestuurd|gelezen|beantwoord)|beperkt(e)? toegang|tot en met|\bt/m\b"
        r"|\btot \d|\bvanaf \S{2,10} \d|\bneem .{0,40}contact op"
    ),
    "en": (
        r"upon my return|when i (am back|return)|limited access|(for|in) urgent|\bif .{0,40}urgent"
        r"|back (on|in the office)"
        r"|returning (on|to)|will return|please (contact|call|e-?mail|reach)|will respond|\buntil \S{2,10}"
    ),
    "de": (
        r"in dringenden|wenden sie sich|nach meiner rückkehr|wieder (erreichbar|im (büro|haus)|(für sie )?da)"
        r"|nicht (weitergeleitet|gelesen|bearbeitet)|\bab (dem |montag)|bis (zum |einschließlich )|kontaktieren sie"
    ),
    "fr": (
        r"mon retour|(en cas|pour (toute|les)) (d'|d\u2019)?urgence|de retour|mon absence|merci de (vous|contacter)"
        r"|accès limité"
        r"|jusqu'|jusqu\u2019|(veuillez|vous pouvez) (contacter|vous adresser)|à partir du"
    ),
    "es": (
        r"a mi (regreso|vuelta)|urgen(te|cia)|de vuelta|cuando vuelva|hasta el|póngase en contacto"
        r"|acceso (limitado|al correo)"
        r"|contacte con"
    ),
    "pl": (
        r"po powrocie|pilnych|wracam|proszę o kontakt|ograniczony dostęp|\bdo \d|odpowiem|zastęp(uje|cą)"
    ),
    "it": (
        r"mio ritorno|urgen(za|ze|ti)|rientro|accesso limitato|fino al?\b|tornerò|rivolgersi|contattare|in caso di"
    ),
    "da, no": (
        r"\btilbage\b|\btilbake\b|hast(er|ende)|kontakt (venligst|min|vår|vores)|til og med"
        r"|(frem|ind) ?til|bliver ikke (læst|besvaret)"
        r"|jeg svarer|venligst kontakt|blir ikke lest"
    ),
    "sv": (
        r"\btillbaka\b|brådskande|akut(a)?\b|(vänligen )?kontakta|till och med|jag svarar|läses inte|\båter\b"
    ),
}  # fmt: skip

_TOLD = tuple(
    (re.compile(_ABSENCES[language], re.IGNORECASE), re.compile(_CONSEQUENCES[language], re.IGNORECASE))
    for language in _ABSENCES
)


def tells_of_absence(words: str) -> bool:
    """Does it say both that the writer is away and what follows from it? People mention their holidays too."""
    return any(absence.search(words) and consequence.search(words) for absence, consequence in _TOLD)
