"""Single things of a workspace: looked up by id, found by what people type."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import TYPE_CHECKING

from goaltui.model.enums import EntityKind
from goaltui.model.quick.lazy_module import lazy_module
from goaltui.model.records import (
    KeyResultRecord,
    MeasureRecord,
    MilestoneRecord,
    Records,
    TargetRecord,
    WorkspaceRecord,
)
from goaltui.rules.scoring.in_force import scoring_text_on
from goaltui.store import reads
from goaltui.store.file.connection import Connection
from goaltui.store.statements.texts import COLUMNS, PLACES, STATEMENTS

if TYPE_CHECKING:
    from goaltui.model.entities import Entity
    from goaltui.store import search
else:
    # Needed for typed names alone, not for showing goals.
    search = lazy_module("goaltui.store.search")

_WITH_REFS = (EntityKind.OBJECTIVE, EntityKind.KEY_RESULT, EntityKind.MEASURE, EntityKind.INITIATIVE)


class Things:
    """The things of one database, asked for one by one. `believing` gives the connection for values that the program
    has to have written, and raises DatabaseDamaged for others.
    """

    def __init__(
        self, current: Callable[[], Connection], believing: Callable[[], AbstractContextManager[Connection]]
    ) -> None:
        self._current = current
        self._believing = believing

    def workspace(self) -> WorkspaceRecord:
        """Return the workspace's own row, with defaults where it has none."""
        return reads.workspace(self._current())

    def structure(self) -> Records:
        """Return what the goals hang in, such as cycles, teams and people, without any goal."""
        return reads.structure(self._current())

    def get(self, kind: EntityKind, identity: str) -> "Entity | None":
        """Return one entity as it stands, deleted or not."""
        from goaltui.model.entities import ENTITIES

        with self._believing() as connection:
            row = connection.run(STATEMENTS[f"standing {kind.value}"], ids=[identity]).first()
            if row is None:
                return None
            named = zip(COLUMNS[kind.value], row, strict=True)
            return ENTITIES[kind].model_validate({name: value for name, value in named if name not in PLACES})

    def record(self, kind: EntityKind, identity: str, record: type[reads.Record]) -> reads.Record | None:
        """Return one thing as it stands, deleted or not, in the shape of a record."""
        with self._believing() as connection:
            row = connection.run(STATEMENTS[f"standing {kind.value}"], ids=[identity]).first()
            if row is None:
                return None
            named = dict(zip(COLUMNS[kind.value], row, strict=True))
            return record._make(named[name] for name in record._fields)

    def key_result(self, identity: str, day: date) -> KeyResultRecord | None:
        """Return one key result on a day."""
        with self._believing() as connection:
            return next(iter(reads.key_results(connection, day, identity)), None)

    def measure(self, identity: str) -> MeasureRecord | None:
        """Return one lasting measure."""
        return next(iter(reads.measures(self._current(), identity)), None)

    def scoring_on(self, measure: str, day: date) -> str | None:
        """Return the scoring of a measure in force on a day."""
        found = self.measure(measure)
        if found is None:
            return None
        targets = map(TargetRecord._make, self._current().run(STATEMENTS["targets"], measure=measure))
        return scoring_text_on(found, tuple(targets), day)

    def milestones(self, key_result: str) -> tuple[MilestoneRecord, ...]:
        """Return the steps of one key result as they stand, whatever the day on which they were done."""
        rows = self._current().run(STATEMENTS["milestones"], key_result=key_result)
        return tuple(MilestoneRecord._make(row).on(date.max) for row in rows)

    def find(self, text: str, kinds: Sequence[EntityKind]) -> "tuple[search.Match, ...]":
        """Return the matches for a text: a ref, an id, a key or a part of a title."""
        return search.find(self._current(), text, kinds)

    def begun(self, ref: str, kinds: Sequence[EntityKind]) -> "tuple[search.Match, ...]":
        """Return the things whose refs begin with a text."""
        return search.begun(self._current(), ref, kinds)

    def nearest(self, text: str, kinds: Sequence[EntityKind]) -> "search.Match | None":
        """Return the thing with the words most like a mistyped text in its title; None where none is like it."""
        return search.nearest(self._current(), text, kinds)

    def is_named(self, text: str, kind: EntityKind, identity: str) -> bool:
        """Return whether an id, a key or a ref names a thing."""
        return search.is_named(self._current(), text, kind, identity)

    def ids(self, beside: str | None = None) -> list[str]:
        """Return the ids of everything with a ref, or those next to the one `beside`, which decide on its ref."""
        if beside is not None:
            (neighbours,) = self._current().run(STATEMENTS["ids beside"], beside=beside)
            return [identity for identity in neighbours if identity is not None]
        tables = [self._current().run(STATEMENTS[f"ids {kind.value}"]) for kind in _WITH_REFS]
        return [identity for rows in tables for identity in rows.scalars() if identity is not None]
