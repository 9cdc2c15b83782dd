"""A workspace as TOML tables for a template: without people, values, notes and past cycles."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

_OF_PEOPLE = frozenset(
    {"owner", "updater", "check_ins", "values", "value", "grade", "closing", "first_day", "due", "share", "with"}
)
_LEFT_OUT = frozenset({"people", "remarks", "format", "known", "checks", "exported"})
_OWN = frozenset({"pauses", "sponsor", "approved", "approved_by"})
_REFERENCES = ("parent", "objective", "measure", "key_result", "from", "to")
_QUARTER, _TERTIAL = 105, 190
"""Days that a quarter and a tertial have less than."""


def tables_in(data: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every table of a list, however deep, with the name of its list."""
    for name, value in data.items():
        for item in value if isinstance(value, list) else ():
            if isinstance(item, dict):
                yield name, item
                yield from tables_in(item)


def without_people(data: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Return the goals of what runs or is to come, their cycles named by that day, such as `this quarter`."""
    named = dict(_relative(data.get("cycles", ()), today))
    kept: dict[str, Any] = {name: value for name, value in data.items() if name not in _LEFT_OUT}
    kept["workspace"] = {name: value for name, value in data.get("workspace", {}).items() if name not in _OWN}
    kept["cycles"] = [{"name": name} for name in dict.fromkeys(named.values())]
    kept["objectives"] = [table for table in data.get("objectives", ()) if _stays(table, named)]
    _refer(kept)
    for _, table in tables_in(kept):
        for name in (_OF_PEOPLE | {"id"}) & table.keys():
            del table[name]
        if table.get("cycle") in named:
            table["cycle"] = named[table["cycle"]]
    return {name: value for name, value in kept.items() if value}


def _stays(table: Mapping[str, Any], cycles: Mapping[str, str]) -> bool:
    is_open = table.get("state", "active") in ("active", "draft")
    return is_open and ("cycle" not in table or table["cycle"] in cycles)


def _refer(kept: dict[str, Any]) -> None:
    """Turn references by id into references by key; a thing whose reference is not kept stands alone or goes."""
    goals = [table for kind, table in tables_in(kept) if kind in ("objectives", "measures", "key_results")]
    names = {table[word] for table in goals for word in ("key", "title") if word in table}
    by_id = {table["id"]: table for table in goals if "id" in table}
    for kind in ("objectives", "measures", "initiatives", "links"):
        whole = []
        for table in kept.get(kind, ()):
            broken = [name for name in _REFERENCES if not _reaches(table, name, names, by_id)]
            for name in broken:
                del table[name]
            if "contributes" in table:
                table["contributes"] = [found for name in table["contributes"] if (found := _known(name, names, by_id))]
            if not broken or kind == "objectives":
                whole.append(table)
        kept[kind] = whole


def _reaches(table: dict[str, Any], name: str, names: set[str], by_id: Mapping[str, dict[str, Any]]) -> bool:
    wanted = table.get(name)
    if wanted is None:
        return True
    found = _known(wanted, names, by_id)
    if found:
        table[name] = found
    return bool(found)


def _known(wanted: str, names: set[str], by_id: Mapping[str, dict[str, Any]]) -> str:
    """Return the new name of a thing that is kept; empty for one that is not."""
    if wanted in names:
        return wanted
    meant = by_id.get(wanted)
    return "" if meant is None else str(meant.setdefault("key", f"g{list(by_id).index(wanted) + 1}"))


def _relative(cycles: Any, today: date) -> Iterator[tuple[str, str]]:
    """Yield the names of the cycles that run or are to come, with their names in a template."""
    for table in cycles:
        if table["end"] >= today:
            days = (table["end"] - table["start"]).days
            length = "quarter" if days < _QUARTER else "tertial" if days < _TERTIAL else "year"
            yield str(table["name"]), f"{'this' if table['start'] <= today else 'next'} {length}"
