"""From which chance on a mail is a report or a doubt: chosen by what each mistake costs."""

import math
from dataclasses import dataclass

from classifiers.words import SenderFacts

# The thresholds weigh three harms: a missed report is a disaster (72 hours run unseen, people stay in danger),
# a receipt to somebody who reported nothing is an embarrassment, a doubt costs an officer a minute.
# So doubt begins early.
REPORT_FROM = 0.60
DOUBT_FROM = 0.20


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """From which chance on a mail is what."""

    report_from: float = REPORT_FROM
    doubt_from: float = DOUBT_FROM
    half_doubt_from: float = DOUBT_FROM  #: of half a sentence, by both readers alike
    #: a passage this telling is never ordinary, whatever else stands in the mail: words can be added to hide it
    passage_doubt_from: float = 0.70
    alone_doubt_from: float = 0.85  #: nor is a single sentence this telling,
    alone_beyond: int = 0  #: in a mail of more characters than these
    passage_report_from: float = 0.93
    #: an event in plain words is a doubt, a clear one a report, where the passage is at least this likely
    event_doubt_from: float = 0.0
    event_alone_from: float = 0.0  #: or where its best sentence by itself is
    event_report_from: float = 0.0

    def shifted(self, sender: SenderFacts) -> "Thresholds":
        """As the organisation wishes them; a report never begins below a doubt."""
        doubt, report = sender.doubt_shift, sender.report_shift
        if not doubt and not report:
            return self
        doubt_from = _moved(self.doubt_from, doubt)
        return Thresholds(
            report_from=max(_moved(self.report_from, report), doubt_from),
            doubt_from=doubt_from,
            half_doubt_from=_moved(self.half_doubt_from, doubt),
            passage_doubt_from=_moved(self.passage_doubt_from, doubt),
            alone_doubt_from=_moved(self.alone_doubt_from, doubt),
            alone_beyond=self.alone_beyond,
            passage_report_from=_moved(self.passage_report_from, report),
            event_doubt_from=_moved(self.event_doubt_from, doubt),
            event_alone_from=_moved(self.event_alone_from, doubt),
            event_report_from=_moved(self.event_report_from, report),
        )


ALONE = Thresholds()
#: Where an encoder heard the mail too, the chances are worth more. Chosen on what encoders that had heard half of the
#: training mails made of the other half, single sentences included: of all that miss fewer than 1 in 100 reports,
#: these ask an officer least. The whole was weighed again on the 1,788 latest training mails, each heard by an encoder
#: a round or two younger than the one in use: of 777 reports doubt from 0.12 on misses 7, from 0.15 on 8, from 0.20 on
#: 12. A sentence taken out of its mail sounds worse than in it: by itself it made every second doubt about ordinary
#: mail and held up few reports. So it counts only where it names an event, or may be drowned: in a mail too long to be
#: heard whole, or stuffed with words against (both limits are sense, not measured on those records). A report begins
#: high: a receipt to nobody's reporter is counted as ten doubts. On those records 0.85 to 0.93 cost the same within a
#: tenth, and less than 0.80; the lowest of them holds up the fewest receipts. A passage alone makes one only where it
#: leaves no room: what clears it may stand in the rest, and no encoder is taught that it does not.
HEARD = Thresholds(
    report_from=0.85,
    doubt_from=0.12,
    passage_doubt_from=0.98,
    alone_doubt_from=0.995,
    alone_beyond=1_200,  # `heard_mail.WHOLE`: importing that would bring spaCy along
    passage_report_from=0.999,
    event_doubt_from=0.97,
    event_alone_from=0.998,
    event_report_from=0.50,
)


def chance_of(log_odds: float) -> float:
    """Log-odds as a probability, 0 to 1."""
    return 1 / (1 + math.exp(-max(min(log_odds, 30.0), -30.0)))


def log_odds_of(chance: float) -> float:
    """A probability as log-odds, -9 to 9: no more is known from four digits."""
    chance = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(chance / (1 - chance))


def _moved(chance: float, shift: float) -> float:
    """A chance, so many log-odds away; what holds always (0) goes on doing so."""
    return chance_of(log_odds_of(chance) + shift) if chance and shift else chance
