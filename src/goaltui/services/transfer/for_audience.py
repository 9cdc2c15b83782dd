"""A workspace as TOML for somebody outside the house: goals and their values, without people, notes and work."""

import tomllib
from collections.abc import Collection, Mapping
from typing import Any

from goaltui.model.enums import Audience
from goaltui.model.records import STATEMENTS, Records
from goaltui.model.refs import encode
from goaltui.services.core.workspace import Workspace
from goaltui.services.filters.audience import hidden_from, left_out
from goaltui.services.transfer.toml_files import export_toml

_TOP = ("format", "workspace", "perspectives", "themes", "cycles", "objectives", "measures", "links")
_WORKSPACE = ("name", *STATEMENTS, "method", "language", "status_preset")
_PRIVATE = frozenset({"owner", "updater", "with", "team", "closing", "audience", "initiatives"})
_REFERENCES = ("objective", "measure", "from", "to")
"""Fields that name another thing: where that is hidden, the one with the field is too."""


def export_for(workspace: Workspace, audience: Audience) -> str:
    """Return the goals for an audience, with the count of omitted things in a comment at the top."""
    import tomli_w

    records = workspace.look.records()
    data = tomllib.loads(export_toml(workspace))
    hidden = hidden_from(records, audience)
    names = _hidden_names(records, hidden)
    kept = {name: data[name] for name in _TOP if name in data}
    kept["workspace"] = {name: value for name, value in data.get("workspace", {}).items() if name in _WORKSPACE}
    text = tomli_w.dumps({name: _shown(value, names) for name, value in kept.items()})
    told = left_out(records, hidden, audience)
    return f"# {told}\n\n{text}" if told else text


def _hidden_names(records: Records, hidden: Collection[str]) -> frozenset[str]:
    """Return all names under which a file refers to what is hidden: ids, keys, and titles of nothing that is shown."""
    things = [(item.id, item.key, item.title) for item in records.objectives]
    things += [(item.id, item.key, item.title) for item in records.measures]
    gone, shown = set[str](), set[str]()
    for identity, *names in things:
        (gone if identity in hidden else shown).update(name for name in (encode(identity), *names) if name)
    return frozenset(gone - shown)


def _shown(value: Any, names: Collection[str]) -> Any:
    if isinstance(value, list):
        return [_shown(item, names) for item in value if not isinstance(item, dict) or _stays(item, names)]
    if not isinstance(value, dict):
        return value
    found = {key: _shown(inner, names) for key, inner in value.items() if key not in _PRIVATE}
    if found.get("parent") in names:
        del found["parent"]
    if "contributes" in found:
        found["contributes"] = [title for title in found["contributes"] if title not in names]
    if "check_ins" in found:
        # A check-in has words and an author; its value alone goes out.
        said = found.pop("check_ins")
        found["values"] = {str(item["at"]): item["value"] for item in said if "value" in item}
    return found


def _stays(table: Mapping[str, Any], names: Collection[str]) -> bool:
    return not any(table.get(word) in names for word in ("id", *_REFERENCES))
