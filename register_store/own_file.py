"""What the protocols ask beside the AP's form, for our own file (pure; J10, J15, J24, J31): when, and what is known."""

from urllib.parse import urlsplit

from register_store.case import Case, PeopleState
from register_store.findings import BreachKind
from register_store.organisation import Organisation

_MAY_BE_LOST = frozenset({BreachKind.DATA_LOST_OR_ALTERED, BreachKind.MALWARE_RANSOMWARE})
_SEEN_SOMEWHERE = frozenset({BreachKind.EXPOSED_ONLINE, BreachKind.UNAUTHORISED_ACCESS})
_OUT_OF_REACH = ("gone_for_good", "gone_for_now", "changed")
_TOLD_OF_MISUSE = "misuse"  #: name of the fact


def may_be_lost(case: Case) -> bool:
    """Data that is lost or altered: is there a back-up (J10)? Data in the wrong hands needs none."""
    nature = case.fields.get("breach_nature", "")
    return "backup" in case.fields or case.findings.kind in _MAY_BE_LOST or any(key in nature for key in _OUT_OF_REACH)


def was_seen_somewhere(case: Case) -> bool:
    """On a page or in a system (J15)."""
    return "exposed_where" in case.fields or case.findings.kind in _SEEN_SOMEWHERE or bool(case.findings.urls)


def hears_of_it(case: Case) -> bool:
    """People who are told, or should be, are helped (J31)."""
    told = (PeopleState.PLANNED, PeopleState.INFORMED)
    return case.people_state in told or case.fields.get("advice_people") == "yes" or "support_offered" in case.fields


def pages_of(case: Case, organisation: Organisation) -> tuple[str, ...]:
    """Host and path of every address the finder names, ours first; what stands behind a question mark may be a name."""
    pages = dict.fromkeys(filter(None, (_page(url) for url in case.findings.urls)))
    return tuple(sorted(pages, key=lambda page: not organisation.is_own_website(page.partition("/")[0])))


def own_pages_of(case: Case, organisation: Organisation) -> tuple[str, ...]:
    """Which of our own websites the finder names (J15)."""
    hosts = [page.partition("/")[0] for page in pages_of(case, organisation)]
    return tuple(dict.fromkeys(host for host in hosts if organisation.is_own_website(host)))


def misuse_is_feared(case: Case) -> bool:
    """By an officer's word, or because the mail tells of misuse, a threat or a demand, by whomever (J24)."""
    recorded = case.fields.get("misuse")
    if recorded:
        return recorded != "none"
    return case.findings.extortion or any(fact.name == _TOLD_OF_MISUSE for fact in case.findings.facts)


def is_pressing(case: Case) -> bool:
    """A threat, a demand, or misuse that an officer established: no night or weekend is an excuse (J24)."""
    recorded = case.fields.get("misuse")
    return recorded != "none" if recorded else case.findings.extortion


def _page(url: str) -> str:
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
    except ValueError:
        return ""
    return f"{parts.hostname or ''}{parts.path}".rstrip("/")
