"""What the register row of a case holds and lacks (pure; domain section 4)."""

from register_store.case import Case
from register_store.verbs import VALUE_FIELDS, missing_values

#: The columns that people fill; the others follow from the case itself.
COLUMNS: tuple[str, ...] = (
    "breach_period",
    "incident_type",
    "breach_nature",
    "what_leaked",
    "special_data",
    "how_happened",
    "cause",
    "subject_groups",
    "subject_count",
    "record_count",
    "processor",
    "consequences",
    "severity",
    "measures_corrective",
    "measures_preventive",
    "informed_parties",
    "dpo_involved",
    "lessons",
)


def recorded(case: Case) -> tuple[tuple[str, str], ...]:
    """Key and value of everything that officers recorded, in the order of the register."""
    order = {column: place for place, column in enumerate(COLUMNS)}
    filled = [(key, value) for key, value in case.fields.items() if value]
    return tuple(sorted(filled, key=lambda pair: order.get(pair[0], len(order))))


def to_close(case: Case) -> tuple[str, ...]:
    """The empty columns without which a case cannot be closed (J43-J49)."""
    return tuple(VALUE_FIELDS[verb] for verb in missing_values(case))


def still_empty(case: Case) -> tuple[str, ...]:
    """The other columns that nobody has filled yet."""
    needed = to_close(case)
    return tuple(column for column in COLUMNS if column not in needed and not case.fields.get(column))
