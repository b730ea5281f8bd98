"""Is this a list or newsletter (read it, never answer it)?"""

from bot.incoming_mail import IncomingMail

# RFC 2369 and RFC 2919, and what list and campaign programs add; not Feedback-ID, which Proton writes on every mail
_LIST_HEADERS = (
    "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "List-Post", "List-Help", "List-Subscribe", "List-Owner",
    "List-Archive", "Mailing-List", "X-Mailing-List", "X-BeenThere", "X-Mailman-Version", "X-Listserver", "X-List-Name",
    "X-ML-Name", "X-Google-Group-Id", "X-Campaign", "X-Campaign-Id", "X-CampaignId", "X-MC-User",
    "X-CSA-Complaints", "X-Mailing-Id", "X-Newsletter",
)  # fmt: skip
_BULK_PRECEDENCE = frozenset({"bulk", "list", "junk"})


def is_bulk(mail: IncomingMail) -> bool:
    """True for mail to many: lists, newsletters, campaigns."""
    many = any(value.strip().lower() in _BULK_PRECEDENCE for value in mail.all_headers("Precedence"))
    return many or any((mail.header(name) or "").strip() for name in _LIST_HEADERS)
