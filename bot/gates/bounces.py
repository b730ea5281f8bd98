"""Is this a mail server telling that a mail was not delivered?"""

from bot.incoming_mail import IncomingMail


def is_bounce(mail: IncomingMail) -> bool:
    """A delivery report (RFC 3464) or one of its older relatives; it is neither examined nor answered."""
    return mail.is_delivery_report or mail.header("X-Failed-Recipients") is not None
