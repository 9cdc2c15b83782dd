"""A JSON Schema of what was seen: fields that are always there are required, numbers are numbers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ABSENT = frozenset(
    {
        *("agreed", "author", "band", "batch", "cause", "check_in", "checked_in", "confidence", "coverage", "cycle"),
        *("database", "description", "due", "end", "evenness", "expected", "field", "file", "first_day"),
        *("first_target", "forecast", "grade", "high", "key", "line", "low", "measured_on", "new", "next_due", "old"),
        *("owner", "parent", "percent", "perspective", "phases", "progress", "project", "raw", "running", "score"),
        *("suggested", "suggested_by_first_targets"),
        *("settings", "share", "start", "status", "stretch", "target", "target_to_date", "team", "theme", "torn"),
        *("trend", "unwritten", "value", "weekday", "why", "within", "worst"),
    }
)
"""Fields that may be null, by their names, whether or not a sample has it so."""

ABSENT_IN: Mapping[str, frozenset[str]] = {
    "log": frozenset({"kind"}),
    "check": frozenset({"ref"}),
    "checkin": frozenset({"ref", "id"}),
}
"""More of them in one command alone."""

FREE = frozenset({"balance", "counts", "phases", "document", "fields"})
"""Objects whose keys are data."""

ERROR: Mapping[str, Any] = {
    "$schema": DIALECT,
    "title": "an error under --json, on stderr",
    "type": "object",
    "properties": {
        "format": {"type": "number"},
        "error": {
            "type": "object",
            "properties": {
                "code": {"type": "number"},
                "kind": {"enum": ["refused", "wrong_usage", "unreachable", "stored"]},
                "message": {"type": "string"},
            },
            "required": ["code", "kind", "message"],
        },
    },
    "required": ["format", "error"],
}


def kinds_by_name(samples: Iterable[Any]) -> Mapping[str, frozenset[str]]:
    """Return the types that the fields of a name have anywhere, `object` and `array` among them, but for null."""
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    waiting = list(samples)
    while waiting:
        item = waiting.pop()
        within = item.items() if isinstance(item, dict) else (("", one) for one in item)
        for name, value in within:
            if isinstance(value, dict | list):
                waiting.append(value)
                kinds[name].add("object")
            else:
                kinds[name].update(_plain([value], nullable=False))
    return {name: frozenset(found - {"null"}) for name, found in kinds.items() if found != {"null"}}


def schema_of(
    name: str, samples: Iterable[Any], elsewhere: Mapping[str, frozenset[str]] | None = None
) -> dict[str, Any]:
    """Return the schema of a command by what it wrote; a field that was null alone is what it is `elsewhere`."""
    found = _Inference(ABSENT | ABSENT_IN.get(name, frozenset()), elsewhere or {})
    told = {"$schema": DIALECT, "title": f"goaltui {name} --json", **found.of(list(samples))}
    return {**told, "$defs": {"goal": found.goal()}} if found.goals else told


class _Inference:
    def __init__(self, absent: frozenset[str], elsewhere: Mapping[str, frozenset[str]]) -> None:
        self._absent = absent
        self._elsewhere = elsewhere
        self.goals: list[Any] = []
        """Objectives of every depth, which have one shape."""

    def of(self, samples: list[Any], name: str = "") -> dict[str, Any]:
        objects = [item for item in samples if isinstance(item, dict)]
        lists = [item for item in samples if isinstance(item, list)]
        kinds: list[dict[str, Any]] = []
        if any("children" in item for item in objects):
            self._collect(objects)
            kinds.append({"$ref": "#/$defs/goal"})
        elif objects:
            kinds.append(self._free(objects) if name in FREE else self._object(objects))
        if lists:
            within = [element for item in lists for element in item]
            kinds.append({"type": "array", **({"items": self.of(within)} if within else {})})
        plain = _plain(samples, nullable=name in self._absent and not lists)
        if plain == ["null"] and not kinds:
            # Nothing was ever seen in it here, which says nothing of what may come.
            known = self._elsewhere.get(name, frozenset({"object"}))
            return {} if "object" in known else {"type": sorted({"null", *known})}
        if plain:
            kinds.append({"type": plain[0] if len(plain) == 1 else plain})
        return kinds[0] if len(kinds) == 1 else {"anyOf": kinds} if kinds else {}

    def goal(self) -> dict[str, Any]:
        """The shape of an objective with what is below it."""
        known, waiting = list(self.goals), self._object(self.goals)
        assert known == self.goals
        waiting["properties"]["children"] = {"type": "array", "items": {"$ref": "#/$defs/goal"}}
        return waiting

    def _object(self, objects: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        names = list(dict.fromkeys(key for item in objects for key in item))
        fields = {key: self.of([item[key] for item in objects if key in item], key) for key in names}
        needed = [key for key in names if all(key in item for item in objects)]
        return {"type": "object", "properties": fields, "required": needed}

    def _free(self, objects: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        values = [value for item in objects for value in item.values()]
        kinds = {type(value) for value in values if value is not None} - {int, float}
        return {"type": "object", **({"additionalProperties": self.of(values)} if values and len(kinds) <= 1 else {})}

    def _collect(self, objects: Iterable[Mapping[str, Any]]) -> None:
        for item in objects:
            if item not in self.goals:
                self.goals.append(item)
            self._collect(item.get("children", []))


def _plain(samples: list[Any], *, nullable: bool) -> list[str]:
    found = {"null"} if nullable else set[str]()
    for item in samples:
        if isinstance(item, bool):
            found.add("boolean")
        elif isinstance(item, int | float):
            found.add("number")
        elif isinstance(item, str):
            found.add("string")
        elif item is None:
            found.add("null")
    return sorted(found)
