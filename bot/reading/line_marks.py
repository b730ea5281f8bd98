"""The words by which mail programs mark quotes, passed-on mails and devices, in the languages we meet."""

import re


def _any_of(*words: str) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


#: The verb of "On Monday Jan wrote:"
WROTE_VERB = re.compile(
    r"\b(" + _any_of(
        "wrote", "writes", "schreef", "geschreven", "schrieb", "schreibt", "geschrieben", "a écrit", "a ecrit",
        "écrit", "escribió", "escribio", "escreveu", "ha scritto", "scrive", r"napisał(?:a|\(a\))?", "pisze", "skrev",
        "kirjoitti", r"napsal(?:a|\(a\))?", "a scris", "írta", "kirjutas", "menulis", "yazdı", "написала?", "пишет",
        "пише", "написав", "написа", "έγραψε", "đã viết",
    ) + r")(?!\w)|写道|寫道|のメール|さんは|작성|כתב",
    re.IGNORECASE,
)  # fmt: skip

#: How that line begins: a preposition, a day of the week, a date
WROTE_START = re.compile(
    r"^[\s\-*_\"'“]{0,8}(" + _any_of(
        "on", "op", "le", "am", "el", "il", "em", "den", "dne", "dnia", "w dniu", "at", "in article", "στις", "в",
        "vào", "ma", "di", "wo", "do", "vr", "za", "zo", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "pon", "wt",
        "śr", "czw", "pt", "sob", "niedz", r"\d{1,4}[-./\s年]",
    ) + r")[\s.,\d]",
    re.IGNORECASE,
)  # fmt: skip

_PASSED_WORDS = _any_of(
    r"original (?:message|appointment|e-?mail)", r"forwarded (?:message|by)[^-]{0,80}", "oorspronkelijk bericht",
    "oorspronkelijke? e-?mail", "doorgestuurd bericht", "doorgestuurde? e-?mail", "ursprüngliche nachricht",
    "originalnachricht", "original[- ]nachricht", "origine(?:el|le) (?:bericht|e-?mail)",
    "weitergeleitete nachricht", "message d.origine",
    "message original", "message transféré", "message transmis", "mensaje original", "mensaje reenviado",
    "wiadomość oryginalna", "oryginalna wiadomość", "wiadomość przekazana", "przekazana wiadomość",
    "messaggio originale", "messaggio inoltrato", "mensagem original", "ursprungligt meddelande",
    "opprinnelig melding", "oprindelig meddelelse", "исходное сообщение", "пересылаемое сообщение", "reply message",
    "reply above this line",
)  # fmt: skip
_PASSED_LINES = _any_of(
    "begin forwarded message", "begin doorgestuurd bericht", "anfang der weitergeleiteten nachricht",
    r"début du message (?:réexpédié|transféré)", "inicio del mensaje reenviado", "początek przekazywanej wiadomości",
    "inizio messaggio inoltrato", "forwarded message", "doorgestuurd bericht",
)  # fmt: skip

#: "-----Original Message-----", "Begin doorgestuurd bericht:", "Reply above this line"
PASSED_LINE = re.compile(
    rf"^\s{{0,4}}[-_*=]{{2,40}}\s{{0,4}}({_PASSED_WORDS})\s{{0,4}}[-_*=]{{0,40}}\s*$"
    rf"|^\s{{0,4}}({_PASSED_LINES})\s?:\s*$"
    r"|^[\s#=*-]{0,20}(please )?(reply|write|type|antwoord|reageer|typ uw antwoord)\s(above|boven)\s.{1,30}"
    r"(line|regel|lijn)[\s#=*.-]{0,20}$",
    re.IGNORECASE,
)

#: Among such lines those that say that a mail was passed on; the others may stand above what is answered
FORWARDED_LINE = re.compile(
    "forward|doorgestuurd|weitergeleitet|transféré|transmis|réexpédié|reenviado|przekaz|inoltrat|encaminhad"
    "|vidarebefordrat|videresendt|пересыл",
    re.IGNORECASE,
)

FROM_LABELS = frozenset({
    "from", "van", "von", "de", "od", "da", "expéditeur", "från", "fra", "afzender", "absender",
    "от", "发件人", "差出人",
})  # fmt: skip
SUBJECT_LABELS = frozenset(
    {
        "subject",
        "主题",
        "件名",
        "onderwerp",
        "betreff",
        "objet",
        "asunto",
        "temat",
        "oggetto",
        "ämne",
        "emne",
        "assunto",
        "тема",
    }
)
_OTHER_LABELS = frozenset({
    "sent", "date", "to", "cc", "bcc", "reply-to", "importance", "attachments", "verzonden", "verstuurd", "datum",
    "aan", "bijlagen", "beantwoorden", "antwoord aan", "prioriteit", "urgentie", "gesendet", "an", "kopie", "envoyé",
    "à", "date d'envoi", "copie", "répondre à", "enviado", "enviada em", "para", "fecha", "wysłano", "wysłane",
    "data", "do", "dw", "inviato", "a", "risposta", "skickat", "till", "sendt", "til", "dato", "发送时间", "收件人",
    "送信日時", "宛先", "дата", "кому",
    "отправлено", "ontvanger", "ontvangers", "empfänger", "destinataire", "destinataires",
})  # fmt: skip

#: "Van: Jan", "*Sent:* Monday", "De : Jean"
HEADER_LINE = re.compile(
    rf"^[\s>*_|]{{0,6}}({_any_of(*map(re.escape, FROM_LABELS | SUBJECT_LABELS | _OTHER_LABELS))})"
    r"[*_]{0,3}(\s?:[*_]{0,3}(?=\s|$)|：)\s?(?P<value>.*)$",
    re.IGNORECASE,
)

_SENT = _any_of(
    "sent", "verzonden", "verstuurd", "gesendet", "envoyé", "enviad[oa]", "wysłan[oey]", "inviato", "sendt",
    "skickat", "written", "from", "someone", "composed", "message sent",
)  # fmt: skip
_WITH = _any_of(
    "from", "via", "with", "using", "by", "vanaf", "vanuit", "van", "met", "door", "von", "mit", "depuis", "de", "do",
    "à partir", "desde", "con", "dal", "dalla", "z", "ze", "da", "fra", "från", "my", "mobile", "galaxy", "a phone",
)  # fmt: skip

#: "Verzonden vanaf mijn iPhone", "Get Outlook for Android"; only with an apparatus in it (DEVICE_NAME)
DEVICE_LINE = re.compile(
    rf"^[\s(<*_\[—-]{{0,6}}(({_SENT})\s(\w+\s){{0,2}}?({_WITH})\b.{{0,140}}"
    r"|outlook (voor|for|für|pour|para|dla) (ios|android|mac).{0,40}"
    r"|(get|download|verkrijg|haal|ophalen|installeer|hol(en)? sie sich|hämta|hent"
    r"|scarica|ottieni|télécharge[rz]|obten(er|ir)|pobierz) \[?outlook\b.{0,120})$"
    r"|^\s{0,4}(von meine[mr]|diese nachricht wurde von meine[mr]|this (message|e-?mail) was sent from my"
    r"|deze e-?mail is verzonden vanaf)\s.{3,100}$"
    r"|^\s{0,4}(從我的|从我的|發自我的|发自我的|iPhoneから|отправлено с|lähetetty|odesláno z|trimis de pe).{1,40}$"
    r"|^\s{0,4}(van |von |from )?(my|mijn|meinem) (iphone|ipad|telefoon|mobiel)( verstuurd| verzonden| gesendet)?\s*$",
    re.IGNORECASE,
)
DEVICE_NAME = re.compile(
    _any_of(
        "iphone", "ipad", "ipod", "android", "outlook", "galaxy", "samsung", "mobile?l?", "mobiel", "mobiltelefon",
        "mobilgerät", "smartphone", "phone", "telefoon", "telefon", "tablet", "huawei", "blackberry", "windows",
        "airmail", "mailbox", r"mail\b", "device", "toestel", "apparaat", "yahoo", "gmail", "proton", "laptop",
        "handy", "móvil", "htc", "nokia", r"cell\b", "alcatel", "ti-85", "urządzenia", r"pc\b", "spark",
        "thunderbird", "傳送", "发送", "から",
    ),
    re.IGNORECASE,
)  # fmt: skip

#: "[cid:image001.png@01DB8C1E.5A2F3C40]", "[Afbeelding verwijderd door afzender.]": where a picture stood
PICTURE_LINE = re.compile(
    r"^\s{0,8}(\[(cid:[^\]\s]{1,300}|image: [^\]]{1,300}|(afbeelding|image|bild|picture|photo|image\d+)\s?"
    r"(verwijderd|removed|entfernt|supprimée)[^\]]{0,300})\]\s{0,4}(<\S{1,500}>)?\s{0,4}){1,10}$",
    re.IGNORECASE,
)
