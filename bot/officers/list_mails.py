"""Does an officer's mail bring affected people's addresses? Such a mail is no evidence."""

from bot.incoming_mail import IncomingMail
from bot.officers.people_list import lists_among
from bot.officers.typed_mail import read_commands
from register_store.verbs import Verb


def brings_addresses(mail: IncomingMail) -> bool:
    """LETTER, or what was probably meant so, with a file that may be a list."""
    if not lists_among(mail.attachments):
        return False
    typed = read_commands(mail.words.own)
    verbs = {command.verb for command in typed.commands} | {odd.meant for odd in typed.not_understood}
    return Verb.LETTER in verbs
