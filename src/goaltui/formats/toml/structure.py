"""The workspace itself and the places of its goals: perspectives, cycles, teams, people."""

from goaltui.formats.entries import EntryReader, given, standard_perspective
from goaltui.formats.toml.table import Table, shown, unfinished
from goaltui.model.enums import EntityKind, Method, Need, StatusPreset
from goaltui.model.errors import InvalidField
from goaltui.model.pauses import Pause, pauses_of, pauses_text
from goaltui.model.quick.translation import _
from goaltui.model.refs import WORKSPACE_ID

ALL_PERSPECTIVES = 2
"""From how many on the perspectives of a file are all there are: a scorecard has two to six."""


def read_places(reading: EntryReader) -> bool:
    """Read everything that goals refer to; return whether the file lists all perspectives there are."""
    _workspace(reading)
    listed = list(reading.root.tables("perspectives", _("a perspective")))
    complete = len(listed) >= ALL_PERSPECTIVES
    for place, table in enumerate(listed):
        _perspective(reading, table, place if complete else None)
    for table in reading.root.tables("cycles", _("a cycle")):
        _cycle(reading, table)
    for table in reading.root.tables("themes", _("a theme")):
        _keyed(reading, table, EntityKind.THEME)
    for table in reading.root.tables("teams", _("a team")):
        _keyed(reading, table, EntityKind.TEAM, "parent")
    for table in reading.root.tables("people", _("a person")):
        _keyed(reading, table, EntityKind.PERSON, "team")
    return complete


def _workspace(reading: EntryReader) -> None:
    table = reading.root.table("workspace", _("the workspace"))
    if table is None:
        return
    fields = given(
        name=table.line("name"),
        vision=table.text("vision"),
        mission=table.text("mission"),
        values=table.text("values"),
        strategy=table.text("strategy"),
        destination=table.text("destination"),
        method=table.word("method", Method),
        language=table.line("language"),
        status_preset=table.word("status_preset", StatusPreset),
        first_month=table.count("first_month"),
        strategic_link=table.word("strategic_link", Need),
        perspective_needed=table.word("perspective_needed", Need),
        approved=table.day("approved"),
        approved_by=table.line("approved_by"),
        **_pauses(table),
    )
    references = reading.reference(table, "sponsor", EntityKind.PERSON)
    reading.add(table, EntityKind.WORKSPACE, WORKSPACE_ID, fields, references)


def _pauses(table: Table) -> dict[str, str | None]:
    """Return the pauses of a list such as `["2026-12-21 to 2027-01-06"]`."""
    found: list[Pause] = []
    for path, line in table.lines("pauses"):
        try:
            found += pauses_of(line.replace(" to ", ".."))
        except InvalidField as error:
            table.mistakes.add(path, shown(unfinished(error), 100))
    return {"pauses": pauses_text(found)} if table.has("pauses") else {}


def _perspective(reading: EntryReader, table: Table, place: int | None) -> None:
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


def _cycle(reading: EntryReader, table: Table) -> None:
    name, key = table.title("name"), table.line("key")
    own = reading.given_id(table, EntityKind.CYCLE)
    identity, first = reading.matcher.claim_natural(EntityKind.CYCLE, own, name)
    if not first and own is None:
        words = _("two cycles in the file are called '{name}'; rename one", name=shown(name))
        reading.mistakes.add(table.path, words)
    reading.name(EntityKind.CYCLE, identity, key, name)
    fields = given(name=name, start=table.day("start", needed=True), end=table.day("end", needed=True))
    reading.add(table, EntityKind.CYCLE, identity, fields, reading.reference(table, "parent", EntityKind.CYCLE))


def _keyed(reading: EntryReader, table: Table, kind: EntityKind, above: str | None = None) -> None:
    name = table.line("name")
    key = table.line("key") or table.title("name")
    own = reading.given_id(table, kind)
    identity, first = reading.matcher.claim_natural(kind, own, key)
    fields = given(key=key, name=name)
    if kind is EntityKind.PERSON:
        fields |= _pauses(table)
    if kind is EntityKind.THEME:
        fields |= given(text=table.text("text"))
    if not first and own is None and key:
        reading.notes.add(table.path, _("'{key}' is there already; the first spelling is kept", key=shown(key)))
        fields = {}
    elif not reading.stands(identity):
        fields.setdefault("name", key)
    reading.name(kind, identity, key, name or key)
    references = reading.reference(table, above, EntityKind.TEAM) if above is not None else []
    if fields:
        reading.add(table, kind, identity, fields, references)
    else:
        table.done()
        reading.add_to(identity, references)
