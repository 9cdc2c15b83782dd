"""A thing with its kind, id and title, whatever row or record it is."""

from typing import Protocol

from goaltui.model.enums import EntityKind


class NamedThing(Protocol):
    """A thing as it is marked, found and told."""

    @property
    def kind(self) -> EntityKind: ...
    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
