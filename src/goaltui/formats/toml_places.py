"""The workspace itself and what its goals are placed in: perspectives, cycles, teams, people."""

from goaltui.formats.reading import Reading, given, standard_perspective
from goaltui.formats.toml_table import Table, shown
from goaltui.model.enums import EntityKind, Method, StatusPreset
from goaltui.model.refs import WORKSPACE_ID

ALL_PERSPECTIVES = 2
"""From how many on the perspectives of a file are all there are: a scorecard has two to six."""


def read_places(reading: Reading) -> bool:
    """Everything that goals refer to; whether the file lists all perspectives there are."""
    _workspace(reading)
    listed = list(reading.root.tables("perspectives", "a perspective"))
    complete = len(listed) >= ALL_PERSPECTIVES
    for place, table in enumerate(listed):
        _perspective(reading, table, place if complete else None)
    for table in reading.root.tables("cycles", "a cycle"):
        _cycle(reading, table)
    for table in reading.root.tables("teams", "a team"):
        _keyed(reading, table, EntityKind.TEAM, "parent")
    for table in reading.root.tables("people", "a person"):
        _keyed(reading, table, EntityKind.PERSON, "team")
    return complete


def _workspace(reading: Reading) -> None:
    table = reading.root.table("workspace", "the workspace")
    if table is None:
        return
    fields = given(
        name=table.line("name"),
        vision=table.text("vision"),
        mission=table.text("mission"),
        strategy=table.text("strategy"),
        method=table.word("method", Method),
        language=table.line("language"),
        status_preset=table.word("status_preset", StatusPreset),
    )
    reading.add(table, EntityKind.WORKSPACE, WORKSPACE_ID, fields)


def _perspective(reading: Reading, table: Table, place: int | None) -> None:
    key, name = table.line("key"), table.line("name")
    standard = standard_perspective(key or name or "")
    key = key or (standard[0] if standard else table.title("name"))
    identity, _ = reading.matcher.claim_natural(
        EntityKind.PERSPECTIVE, reading.given_id(table, EntityKind.PERSPECTIVE), key
    )
    position = table.count("position")
    if position is None:
        position = place if place is not None or standard is None else standard[2]
    fields = given(key=key, name=name, weight=table.number("weight"), share=table.number("share"), position=position)
    if not reading.stands(identity):
        fields.setdefault("name", standard[1] if standard else key)
    reading.name(EntityKind.PERSPECTIVE, identity, key, name or (standard[1] if standard else key))
    reading.add(table, EntityKind.PERSPECTIVE, identity, fields)


def _cycle(reading: Reading, table: Table) -> None:
    name, key = table.title("name"), table.line("key")
    own = reading.given_id(table, EntityKind.CYCLE)
    identity, first = reading.matcher.claim_natural(EntityKind.CYCLE, own, name)
    if not first and own is None:
        words = f"the cycle '{shown(name)}' stands twice in the file; give one another name"
        reading.mistakes.add(table.path, words)
    reading.name(EntityKind.CYCLE, identity, key, name)
    fields = given(name=name, start=table.day("start", needed=True), end=table.day("end", needed=True))
    reading.add(table, EntityKind.CYCLE, identity, fields, reading.reference(table, "parent", EntityKind.CYCLE))


def _keyed(reading: Reading, table: Table, kind: EntityKind, above: str) -> None:
    name = table.line("name")
    key = table.line("key") or table.title("name")
    identity, _ = reading.matcher.claim_natural(kind, reading.given_id(table, kind), key)
    fields = given(key=key, name=name)
    if not reading.stands(identity):
        fields.setdefault("name", key)
    reading.name(kind, identity, key, name or key)
    reading.add(table, kind, identity, fields, reading.reference(table, above, EntityKind.TEAM))
