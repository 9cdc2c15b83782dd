"""A workspace as TOML for somebody outside the house: goals and their values, without people, notes and work."""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from goaltui.model.enums import Audience
from goaltui.model.records import STATEMENTS
from goaltui.services.core.workspace import Workspace
from goaltui.services.filters.audience import hidden_from, is_for, left_out
from goaltui.services.transfer.toml_files import export_toml

_TOP = ("format", "workspace", "perspectives", "themes", "cycles", "objectives", "measures", "links")
_WORKSPACE = ("name", *STATEMENTS, "method", "language", "status_preset")
_PRIVATE = frozenset({"owner", "updater", "with", "team", "closing", "audience", "initiatives"})
_JUDGED = ("objectives", "measures")
"""The lists whose tables have an audience of their own."""

_NAMES = ("id", "key", "title")
_REFERENCES = ("objective", "measure", "from", "to")
"""Fields that name another thing: where that is hidden, the one with the field is too."""


def export_for(workspace: Workspace, audience: Audience) -> str:
    """Return the goals for an audience, with the count of omitted things in a comment at the top."""
    import tomli_w

    records = workspace.look.records()
    data = tomllib.loads(export_toml(workspace))
    names = _hidden_names(data, audience)
    kept = {name: data[name] for name in _TOP if name in data}
    kept["workspace"] = {name: value for name, value in data.get("workspace", {}).items() if name in _WORKSPACE}
    text = tomli_w.dumps({name: _shown(name, value, names, audience) for name, value in kept.items()})
    told = left_out(records, hidden_from(records, audience), audience)
    return f"# {told}\n\n{text}" if told else text


def _hidden_names(data: Mapping[str, Any], audience: Audience) -> frozenset[str]:
    """Return all names under which a file refers to what is hidden: ids, keys, and titles of nothing that is shown."""
    shown: list[Mapping[str, Any]] = []
    hidden: list[Mapping[str, Any]] = []
    for table in data.get("objectives", ()):
        whole = _fits(table, audience)
        (shown if whole else hidden).append(table)
        for measure in table.get("measures", ()):
            (shown if whole and _fits(measure, audience) else hidden).append(measure)
    names = _names(hidden) - _names(shown)
    for measure in data.get("measures", ()):
        whole = _fits(measure, audience) and measure.get("objective") not in names
        (shown if whole else hidden).append(measure)
    return _names(hidden) - _names(shown)


def _fits(table: Mapping[str, Any], audience: Audience) -> bool:
    return is_for(table.get("audience", Audience.INTERNAL), audience)


def _names(tables: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    return frozenset(str(table[word]) for table in tables for word in _NAMES if word in table)


def _shown(name: str, value: Any, names: Collection[str], audience: Audience) -> Any:
    if isinstance(value, list):
        kept = [item for item in value if not isinstance(item, dict) or _stays(name, item, names, audience)]
        return [_shown(name, item, names, audience) for item in kept]
    if not isinstance(value, dict):
        return value
    found = {key: _shown(key, inner, names, audience) for key, inner in value.items() if key not in _PRIVATE}
    if found.get("parent") in names:
        del found["parent"]
    if "contributes" in found:
        found["contributes"] = [title for title in found["contributes"] if title not in names]
    if "check_ins" in found:
        # A check-in has words and an author; its value alone goes out.
        said = found.pop("check_ins")
        found["values"] = {str(item["at"]): item["value"] for item in said if "value" in item}
    return found


def _stays(name: str, table: Mapping[str, Any], names: Collection[str], audience: Audience) -> bool:
    if name in _JUDGED and not _fits(table, audience):
        return False
    return not any(table.get(word) in names for word in _REFERENCES)
