"""What a check has to say about one thing."""

from dataclasses import dataclass

from goaltui.model.enums import EntityKind, Severity


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
