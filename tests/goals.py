"""Goals as a file of TOML, a line for each thing, and the workspace that took them in."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeAlias

from goaltui.model.enums import EntityKind
from goaltui.services.core.clock import FixedClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.transfer.toml_files import import_toml

Value: TypeAlias = "str | float | bool | Mapping[str, Value] | Sequence[Value]"
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")


@dataclass(frozen=True, slots=True)
class Sample:
    """A small workspace: its file and the ids of what stands in it."""

    path: Path
    objective: str
    key_result: str
    measure: str


def opened(path: Path, author: str = "anna", now: datetime = NOW) -> Workspace:
    """A workspace in a file, new where there is none."""
    return Workspace.open(path, author=author, clock=FixedClock(now), create=True)


def imported(path: Path, *texts: str, author: str = "anna", now: datetime = NOW) -> Workspace:
    """A workspace that took these files in."""
    workspace = opened(path, author, now)
    for text in texts:
        import_toml(workspace, text, "goals.toml")
    return workspace


def sample(path: Path, title: str = "Customers stay") -> Sample:
    """An objective in the running quarter with a key result and a measure, none of them measured yet."""
    workspace = opened(path)
    form = open_form(workspace, EntityKind.OBJECTIVE).with_value("title", title).with_value("perspective", "Customer")
    objective = save_form(workspace, form).created or ""
    form = open_form(workspace, EntityKind.KEY_RESULT, parent=objective)
    for name, value in (("title", "Reference customers"), ("start", "4"), ("target", "20"), ("owner", "anna")):
        form = form.with_value(name, value)
    key_result = save_form(workspace, form).created or ""
    form = open_form(workspace, EntityKind.MEASURE, parent=objective)
    scoring = (("preset", "goal_red_flag"), ("numbers", "goal 1.5 red_flag 3"))
    for name, value in (("title", "Churn"), *scoring, ("owner", "")):
        form = form.with_value(name, value)
    measure = save_form(workspace, form).created or ""
    workspace.close()
    return Sample(path, objective, key_result, measure)


def goals(*things: str) -> str:
    """A file of these things; key results and measures belong to the objective before them."""
    return "\n".join((*things, ""))


def cycle(name: str, start: str = "", end: str = "", **fields: Value) -> str:
    """A cycle; one that is called as a quarter has the days of that."""
    quarter = _QUARTER.fullmatch(name)
    if quarter is not None and not start:
        year, month = int(quarter[1]), int(quarter[2]) * 3
        after = date(year + month // 12, month % 12 + 1, 1)
        start, end = date(year, month - 2, 1).isoformat(), (after - timedelta(1)).isoformat()
    return thing("cycles", name=name, start=start, end=end, **fields)


def objective(title: str, **fields: Value) -> str:
    return thing("objectives", title=title, **fields)


def key_result(title: str, **fields: Value) -> str:
    return thing("objectives.key_results", title=title, **fields)


def measure(title: str, **fields: Value) -> str:
    return thing("objectives.measures", title=title, **fields)


def loose_measure(title: str, **fields: Value) -> str:
    """A measure of no objective."""
    return thing("measures", title=title, **fields)


def initiative(title: str, **fields: Value) -> str:
    return thing("initiatives", title=title, **fields)


def link(driver: str, driven: str, **fields: Value) -> str:
    return thing("links", **{"from": driver, "to": driven, **fields})


def remark(text: str, **fields: Value) -> str:
    return thing("remarks", text=text, **fields)


def team(name: str, **fields: Value) -> str:
    return thing("teams", name=name, **fields)


def person(name: str, **fields: Value) -> str:
    return thing("people", name=name, **fields)


def theme(name: str, **fields: Value) -> str:
    return thing("themes", name=name, **fields)


def settings(**fields: Value) -> str:
    """The settings of the workspace; they stand before all else."""
    return "\n".join(("[workspace]", *_lines(fields)))


def thing(table: str, **fields: Value) -> str:
    """Any thing, by the table that its kind has in a file."""
    return "\n".join((f"[[{table}]]", *_lines(fields)))


def _lines(fields: Mapping[str, Value]) -> list[str]:
    return [f"{name} = {_toml(value)}" for name, value in fields.items()]


def _toml(value: Value) -> str:
    if isinstance(value, str):
        return value if _DAY.fullmatch(value) else json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{name} = {_toml(item)}' for name, item in value.items())} }}"
    if isinstance(value, Sequence):
        return f"[{', '.join(map(_toml, value))}]"
    return repr(value)
