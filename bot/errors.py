"""The errors of the house.

MeldpostError
├── SettingsError              the start stops with one sentence, exit code 2
├── DoorError                  a server could not be reached or said no; `temporary` says whether to try again
│   ├── InboxError             the IMAP server
│   │   └── InboxLoginError    it refused our user or password
│   └── SenderError            the SMTP server; `permanent`, `refused`, `broke_off` say what becomes of the letter
│       ├── SenderLoginError   it refused our user or password
│       └── NullSenderRefused  it takes no letter without a sender (MAIL FROM:<>)
└── MailError                  one mail could not be handled: it is tried again, then set aside for a person

All that is not a MeldpostError is a bug: handled as a MailError, with its traceback in the log.
The class docstring is the default message. A message says what, where and what to do now; it never holds an
address of a person, a password or a word of a mail (it goes into logs).
"""


class MeldpostError(Exception):
    """Meldpost cannot go on."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or (type(self).__doc__ or "").partition("\n")[0])


class SettingsError(MeldpostError):
    """The settings are not complete; run `meldpost check`."""


class DoorError(MeldpostError):
    """A server outside could not be used; Meldpost tries again by itself."""

    def __init__(self, message: str | None = None, *, temporary: bool = True) -> None:
        super().__init__(message)
        self.temporary = temporary  #: a later round may succeed without anybody doing anything


class InboxError(DoorError):
    """The mail server (IMAP) could not be read; Meldpost tries again by itself."""


class InboxLoginError(InboxError):
    """The mail server (IMAP) refused the user or password; correct them in the settings."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message, temporary=False)


class SenderError(DoorError):
    """The mail server (SMTP) did not take the letter; it stays in the outbox."""

    def __init__(
        self,
        message: str | None = None,
        *,
        permanent: bool = False,
        refused: bool = False,
        broke_off: bool = False,
    ) -> None:
        super().__init__(message, temporary=not permanent)
        self.permanent = permanent  #: the same letter will never be taken
        self.refused = refused  #: the server answered about this letter; False: the server itself is the trouble
        self.broke_off = broke_off  #: the connection was lost while this letter was handed over: either is to blame


class SenderLoginError(SenderError):
    """The mail server (SMTP) refused the user or password; correct them in the settings."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message)
        self.temporary = False


class NullSenderRefused(SenderError):
    """The mail server (SMTP) takes no letter without a sender."""


class MailError(MeldpostError):
    """A mail could not be handled; its bytes are kept and the officer is told where to look."""
