"""Are we talking to another robot of our kind?"""

import re

from bot.incoming_mail import IncomingMail

MOST_HOPS = 50  #: Received headers; more is a mail that runs in a circle (RFC 5321 section 6.3)

_LOOP_HEADER = re.compile(r"x-(.{1,60}-)?loop(-prevention|-detect(ion)?|-check)?|x-meldpost-.{1,60}")


def is_from_robot_of_our_kind(mail: IncomingMail) -> bool:
    """True for a loop mark of any program, another Meldpost's too; our own mail has been sorted out before."""
    marked = any(_LOOP_HEADER.fullmatch(name) and value.strip().lower() != "no" for name, value in mail.headers)
    return marked or len(mail.all_headers("Received")) > MOST_HOPS
