"""What the classifiers are given: the words, pictures and plain facts of one mail."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture of a mail, wherever it hung: attached, inline, in a forwarded mail."""

    name: str  #: file name as given, "" when nameless; never used as a path
    content_type: str
    content: bytes
    is_inline: bool  #: shown inside the text (Content-ID referenced by the HTML, or disposition inline)
    is_in_signature: bool = False  #: stands below the signature in the HTML


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one mail, apart by where they stand. Empty strings where there are none."""

    subject: str
    own: str  #: what the sender typed now: no quotes, signature, disclaimer
    whole: str  #: the complete text, quotes and signature included: a first report is judged by this
    quoted: str = ""
    forwarded: tuple[str, ...] = ()  #: subject and text of mails forwarded inside
    attachments: tuple[str, ...] = ()  #: text of readable attachments
    attachment_names: tuple[str, ...] = ()  #: of everything attached that is no picture; "": no name and no words
    indented: tuple[str, ...] = ()  #: lines of `own` that his program set in, without saying whether they are quoted
    unseen: tuple[str, ...] = ()  #: lines of `own` that the style of a page may hide; told of officers' mails only


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderFacts:
    """What is known of the sender apart from his words."""

    is_internal: bool = False  #: one of the organisation's own people
    is_bulk: bool = False  #: a list or newsletter
    is_automatic: bool = False  #: a machine answers or reports
    is_processor: bool = False  #: on the organisation's list of processors
    handles_incidents: bool = False  #: the organisation takes incidents without personal data as reports (K2)
    is_said_to_report: bool = False  #: an officer looked at this mail and called it a report
    report_shift: float = 0.0  #: log-odds by which this organisation calls a report later (+) or sooner (-)
    doubt_shift: float = 0.0  #: log-odds by which it asks an officer later (+) or sooner (-)

    @property
    def is_one_of_us(self) -> bool:
        """A colleague, or a firm that works for us."""
        return self.is_internal or self.is_processor
