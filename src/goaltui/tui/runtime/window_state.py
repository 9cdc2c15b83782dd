"""The state of the window as JSON, so that the next start can paint before the database is open."""

import json
import types
from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from goaltui.config.remembered import recall
from goaltui.model.changes import Looked
from goaltui.model.quick_dataclass import dataclass, field_names, replace
from goaltui.services.core.rows.objectives import ObjectiveRow, TreeView
from goaltui.services.core.rows.scorecard import ScorecardView
from goaltui.services.core.rows.today import TodayView
from goaltui.tui.commands.view import View

VERSION = 8
ROWS = 60


@dataclass(frozen=True, slots=True)
class WindowState:
    """The view, the id under its cursor, the theme, the rows of that view alone, and what the journal held when Today
    or the History was `looked` at last, none before the first look;
    whether Today shows the first steps."""

    view: View = View.OBJECTIVES
    cursor: str | None = None
    theme: str = ""
    today: TodayView | None = None
    tree: TreeView | None = None
    scorecard: ScorecardView | None = None
    looked: Looked | None = None
    first_steps: bool = False

    def rows_of(self, view: View) -> TodayView | TreeView | ScorecardView | None:
        """Return the rows of a view; None for one of which no rows are remembered."""
        match view:
            case View.TODAY:
                return self.today
            case View.OBJECTIVES:
                return self.tree
            case View.SCORECARD:
                return self.scorecard
        return None


def load(path: Path) -> WindowState:
    """Return the remembered state; empty where the file is missing, damaged, or of another version."""
    try:
        stored = json.loads(recall(path))
        if not isinstance(stored, dict) or stored.get("version") != VERSION:
            return WindowState()
        return cast("WindowState", _decoded(WindowState, stored["window"]))
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError):
        # A file of a version to come is no reason to stop: the database has all of it.
        return WindowState()


def text_of(remembered: WindowState) -> str:
    """Return the JSON of the first rows, as many as a window can show."""
    window = _encoded(_cut(remembered))
    return json.dumps({"version": VERSION, "window": window}, ensure_ascii=False, separators=(",", ":"))


def _cut(remembered: WindowState) -> WindowState:
    today, tree = remembered.today, remembered.tree
    if tree is not None:
        # The order, like the filter, is not kept for the next start.
        tree = replace(tree, roots=_first(tree.roots, ROWS)[0], sort="")
    if today is not None:
        due, red = today.due[:ROWS], today.red[:ROWS]
        # Rows that were seen are no longer new.
        changes = tuple(replace(row, unseen=False) for row in today.changes[:ROWS])
        today = replace(today, due=due, red=red, changes=changes, work=today.work[:ROWS])
    return replace(remembered, tree=tree, today=today)


def _first(rows: tuple[ObjectiveRow, ...], budget: int) -> tuple[tuple[ObjectiveRow, ...], int]:
    kept: list[ObjectiveRow] = []
    for row in rows:
        if budget <= 0:
            break
        key_results = row.key_results[: budget - 1]
        children, budget = _first(row.children, budget - 1 - len(key_results))
        # What a figure is the mean of is explained from the database, and stands here as children already.
        kept.append(replace(row, key_results=key_results, children=children, counting=()))
    return tuple(kept), budget


def _encoded(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_encoded(item) for item in value]
    names = field_names(type(value))
    if names is not None:
        return {name: _encoded(getattr(value, name)) for name in names}
    return value


_Decoder = Callable[[Any], object]


def _decoded(kind: Any, value: object) -> object:
    """Return `value` of JSON as a value of the annotated type `kind`; raises TypeError, ValueError or KeyError where it
    is none.
    """
    return _decoder(kind)(value)


@cache
def _decoder(kind: Any) -> _Decoder:
    """Return what decodes values of a type: each type is looked at once, for the first frame waits for this."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        inner = _decoder(next(item for item in get_args(kind) if item is not types.NoneType))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        return _tuple_decoder(get_args(kind))
    if field_names(kind) is not None:
        return _row_decoder(kind)
    if hasattr(kind, "_fields"):
        hints = get_type_hints(kind)
        fields = _tuple_decoder(tuple(hints[name] for name in kind._fields))
        return lambda value: kind(*cast("tuple[object, ...]", fields(value)))
    if issubclass(kind, Enum):
        return cast("_Decoder", kind)
    return date.fromisoformat if kind is date else _plain_decoder(kind)


def _plain_decoder(kind: type) -> _Decoder:
    def decoded(value: object) -> object:
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            return float(value)
        if not isinstance(value, kind):
            raise TypeError(f"{value!r} is not of {kind!r}")
        return value

    return decoded


def _tuple_decoder(kinds: tuple[Any, ...]) -> _Decoder:
    endless = len(kinds) == 2 and kinds[1] is Ellipsis
    items = [_decoder(kind) for kind in kinds[: 1 if endless else None]]

    def decoded(value: object) -> object:
        if not isinstance(value, list):
            raise TypeError("not a list")
        if endless:
            return tuple(map(items[0], value))
        return tuple(decode(item) for decode, item in zip(items, value, strict=True))

    return decoded


def _row_decoder(kind: type) -> _Decoder:
    # Filled with the first row: a row may hold others of its own kind.
    fields: dict[str, _Decoder] = {}

    def decoded(value: object) -> object:
        if not isinstance(value, dict):
            raise TypeError("not an object")
        if not fields:
            fields.update((name, _decoder(hint)) for name, hint in get_type_hints(kind).items())
        return kind(**{name: decode(value[name]) for name, decode in fields.items()})

    return decoded
