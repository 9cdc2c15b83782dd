"""A finding: the result of a check that fired on one thing."""

from goaltui.model.enums import EntityKind, Severity
from goaltui.model.quick_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """A check that fires; `advice` says what to do."""

    check: str
    severity: Severity
    kind: EntityKind
    id: str
    title: str
    message: str
    advice: str
