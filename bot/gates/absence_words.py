"""How programs say that somebody is away or that a machine answers, in the languages we meet."""

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
    r"|autosvar|automatiskt? (svar|besked)|fr[åa]nvar(o|ande)|fravær(ende)?|ikke til stede|ej på kontoret"
    r"|(inte|ikke) på kontoret|poissa(olo)?|automaattinen vastaus|resposta autom[áa]tica|automatick[áa] odpov[ěe]ď"
    r"|odsutnost|nepřítomnost|automata válasz|răspuns automat|afwezigheid|verlof|urlaub|congés?|vacances"
    r")\s*(\]|\)|:|-|–|—|\.|!|,|$|\b(re|aw|tot|t/m|until|till|from|bis|vom|jusqu|du|hasta|do|fino|van|op|am|on|de|från|til|till|fra)\b)",
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
