"""Does this address say that nobody reads it?"""

import re

_NOBODY = re.compile(
    r"(no|not|non|donot|dont|geen|niet|kein|keine|nicht|nepas|ne-pas|nao|nie)[._-]?"
    r"(reply|replies|response|respond|responder|antwoord|antwoorden|beantwoorden|antwort|antworten|repondre|reponse"
    r"|contestar|contesta|resposta|odpowiadaj|odpowiadac|mail)"
    r"|do[._-]not[._-]reply|please[._-]do[._-]not[._-]reply|bounces?|mailer-?daemon|mail-daemon|nobody|noanswer"
    r"|devnull|null|blackhole"
)


def is_no_reply(address: str) -> bool:
    """True for noreply@ and its relatives, with anything after a plus, dot or dash; `anoreply@` is somebody."""
    local = address.strip().lower().rpartition("@")[0]
    return bool(re.fullmatch(rf"({_NOBODY.pattern})([+._=-].{{0,200}}|\d{{0,6}})", local)) or bool(
        re.fullmatch(rf".{{1,60}}[._-]({_NOBODY.pattern})", local)
    )
