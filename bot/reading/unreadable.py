"""The error of a mail that could not be read at all; the caller sets such a mail aside."""

from bot.errors import MailError


class UnreadableMail(MailError):
    """This mail could not be read; look at the original in the mailbox.

    The text names the kind of fault only: a mail's words never stand in an exception.
    """

    def __init__(self, fault: str) -> None:
        super().__init__(f"mail could not be read ({fault}); look at the original in the mailbox")
