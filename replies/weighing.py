"""What the answer to SEVERITY shows: the four questions, the tables that help, or the score and its advice (pure)."""

from dataclasses import dataclass

from register_store.advice import Advice
from register_store.severity import Severity
from register_store.severity_questions import Question, questions
from register_store.severity_tables import SeverityTable, adjustments, identifiers


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """Asked and not answered yet: without severity."""

    severity: Severity | None = None
    advice: Advice | None = None
    wants_help: bool = False  #: ENISA's tables instead of the questions: too long for every answer

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is asked when nothing was said."""
        return questions()

    @property
    def adjustments(self) -> tuple[SeverityTable, ...]:
        """What helps with question 1."""
        return adjustments()

    @property
    def identifiers(self) -> tuple[SeverityTable, ...]:
        """What helps with question 2."""
        return identifiers()
