"""How people and their programs say that they are away or that a machine answers, in seven languages."""

import re

#: Subjects that mail programs write; the phrase begins the subject and ends there or at a mark.
AWAY_SUBJECT = re.compile(
    r"^\s*((re|aw|antw|sv|r|odp|ynt|betr)\s?:\s*){0,3}\[?\(?("
    r"automatisch (antwoord|bericht|gegenereerd)|automatische (beantwoording|reactie|antwort)|autom\. antwoord"
    r"|afwezigheids(bericht|melding|assistent)|afwezig(heid)?|niet aanwezig|buiten kantoor|niet op kantoor"
    r"|vakantiemelding"
    r"|automatic (reply|response|answer)|automated (reply|response)|auto(matic)?[- ]?(reply|response|responder|answer)"
    r"|out of (the )?office( (reply|autoreply|notice|notification|message))?|ooo|(i am |i'm )?away (until|from|till)"
    r"|vacation( (reply|notice))?"
    r"|abwesenheits?(notiz|nachricht|meldung|benachrichtigung)|abwesenheit|abwesend|nicht im (büro|haus)|autoreply"
    r"|autoantwort"
    r"|réponse automatique|reponse automatique|(message|notification|avis) d'absence|absence du bureau"
    r"|absent(e)? du bureau"
    r"|respuesta autom[áa]tica|fuera de (la )?oficina|ausencia|ausente"
    r"|odpowied[źz] automatyczna|automatyczna odpowied[źz]|poza biurem|nieobecno[śs][ćc]|jestem na urlopie"
    r"|risposta automatica|fuori (sede|ufficio)|assente|assenza"
    r")\s*(\]|\)|:|-|–|—|\.|!|,|$|\b(re|aw|tot|t/m|until|till|from|bis|vom|jusqu|du|hasta|do|fino|van|op|am|on)\b)",
    re.IGNORECASE,
)

#: One of these alone says that a machine answers.
MACHINE_WORDS = re.compile(
    r"\b(dit is een (automatisch|automatische|geautomatiseerd)|automatisch (gegenereerd|verstuurd|verzonden|antwoord)"
    r"|deze (e-?mail|mailbox) wordt niet (gelezen|beantwoord)|dit postvak wordt niet"
    r"|this is an? auto(matic|mated|matically|-generated|-reply| ?reply)|automatically generated"
    r"|auto-generated (reply|message|response)"
    r"|do not reply to this (e-?mail|message)|(mailbox|inbox|address) is (not|un)[- ]?(monitored|attended|read)"
    r"|i am (currently )?out of (the )?office|i'm (currently )?out of (the )?office"
    r"|(currently )?out of office (until|from|till)"
    r"|dies ist eine automatische?|automatisch generierte|automatisch erstellte|ceci est (une réponse"
    r"|un message) automatique"
    r"|(mensaje|respuesta) (es )?autom[áa]tic[oa]|to jest (automatyczna|wiadomo[śs][ćc] (wygenerowana )?automatyczn)"
    r"|wiadomo[śs][ćc] (została )?wygenerowana automatycznie|(messaggio|risposta) automatic[oa])",
    re.IGNORECASE,
)

#: Absence and its consequence: only both together are an automatic answer, for people mention holidays too.
ABSENCE_WORDS = re.compile(
    r"\b(ik ben (momenteel |op dit moment |tijdelijk |thans )?(afwezig|niet aanwezig|niet op kantoor|met vakantie"
    r"|op vakantie|met verlof|vrij)"
    r"|(ben ik|wegens) (afwezig|vakantie|met vakantie|verlof)|i am (currently )?(away|on (annual |parental "
    r"|maternity )?leave|on (vacation|holiday))"
    r"|i will be (away|out)|ich bin (derzeit |zur zeit |momentan |bis \S{1,20} )?(nicht im (büro|haus)|abwesend"
    r"|im urlaub|nicht erreichbar)"
    r"|je suis (actuellement )?(absente?|en congés?|en vacances)|estoy (fuera|ausente|de vacaciones)"
    r"|estar[ée] (fuera|ausente)"
    r"|jestem (obecnie )?(nieobecn[ya]|na urlopie|poza biurem)|nie ma mnie w biurze|sono (assente|fuori (ufficio"
    r"|sede)|in ferie))",
    re.IGNORECASE,
)
CONSEQUENCE_WORDS = re.compile(
    r"\b(terug op|weer (aanwezig|bereikbaar|op kantoor)|na mijn (terugkeer|vakantie|verlof)|(bij|voor) (dringende"
    r"|spoed|urgente)|(kunt|kan) u (zich )?"
    r"(contact|wenden|terecht)|(wordt|worden) niet (doorgestuurd|gelezen)|beperkt(e)? toegang|tot en met|t/m"
    r"|upon my return|when i (am back|return)|limited access|(for|in) urgent|back (on|in the office)|returning (on"
    r"|to)|please contact|will respond"
    r"|in dringenden|wenden sie sich|nach meiner rückkehr|wieder (erreichbar|im büro|da)|wird nicht weitergeleitet"
    r"|à mon retour|en cas d'urgence|de retour|mon absence|a mi regreso|en caso de urgencia|de vuelta|po powrocie"
    r"|w pilnych|wracam"
    r"|al mio ritorno|in caso di urgenza|rientro)",
    re.IGNORECASE,
)
