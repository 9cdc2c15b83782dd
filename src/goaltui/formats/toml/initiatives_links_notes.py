"""The reading of initiatives, links of the strategy map, notes and check settings from a file."""

from collections.abc import Mapping

from goaltui.formats.entries import EntryReader, Reference, given
from goaltui.formats.toml.goal_fields import read_references, read_values
from goaltui.formats.toml.table import Table
from goaltui.model.changes import Value
from goaltui.model.enums import EntityKind, InitiativeState, RemarkKind, RemarkState, Strength
from goaltui.model.quick.translation import _
from goaltui.model.refs import WORKSPACE_ID

_SUBJECTS = (EntityKind.OBJECTIVE, EntityKind.KEY_RESULT, EntityKind.MEASURE, EntityKind.INITIATIVE)


def read_beside_goals(reading: EntryReader) -> None:
    """Read initiatives, links, check settings and notes; the goals were all read before."""
    for table in reading.root.tables("initiatives", _("an initiative")):
        _initiative(reading, table)
    for table in reading.root.tables("links", _("a link")):
        _link(reading, table)
    for table in reading.root.tables("checks", _("a check")):
        _check(reading, table)
    for table in reading.root.tables("remarks", _("a remark")):
        _remark(reading, table)


def _initiative(reading: EntryReader, table: Table) -> None:
    key, title = table.line("key"), table.title("title")
    objective = reading.reference(table, "objective", EntityKind.OBJECTIVE)
    key_result = reading.reference(table, "key_result", EntityKind.KEY_RESULT)
    measure = reading.reference(table, "measure", EntityKind.MEASURE)
    under = (reading.meant(objective), reading.meant(key_result), reading.meant(measure))
    identity = reading.claim(table, EntityKind.INITIATIVE, key, title, under)
    fields = given(title=title, key=key) | read_values(table, EntityKind.INITIATIVE)
    if _begun_but_planned(reading, table, identity, fields):
        table.mistakes.add(
            table.at("begun"), _("what is planned has no 'begun'; leave it out, or say state = \"running\"")
        )
    references = [*objective, *key_result, *measure, *read_references(reading, table, EntityKind.INITIATIVE)]
    reading.add(table, EntityKind.INITIATIVE, identity, fields, references)


def _begun_but_planned(reading: EntryReader, table: Table, identity: str, fields: Mapping[str, Value]) -> bool:
    """Return whether the file makes planned what has begun. What was so before, here or where the file was written
    with its id, is taken as it is: a check finds it.
    """
    known = reading.initiatives.get(identity)
    if known is None and table.has("id"):
        return False
    stood: Value = known.state if known else InitiativeState.PLANNED.value
    was = (stood, known.begun.isoformat() if known and known.begun else None)
    state, begun = is_now = fields.get("state", was[0]), fields.get("begun", was[1])
    return begun is not None and state == InitiativeState.PLANNED.value and is_now != was


def _link(reading: EntryReader, table: Table) -> None:
    table.line("key")
    ends: list[Reference] = []
    for name, field in (("from", "driver"), ("to", "driven")):
        text = table.title(name)
        ends += [Reference(field, (EntityKind.OBJECTIVE,), text, table.at(name))] if text else []
    identity, _ = reading.matcher.claim_natural(
        EntityKind.LINK, reading.given_id(table, EntityKind.LINK), *(reading.meant([end]) or "" for end in ends)
    )
    reading.name(EntityKind.LINK, identity)
    fields = given(strength=table.word("strength", Strength), delay=table.count("delay"), why=table.text("why"))
    reading.add(table, EntityKind.LINK, identity, fields, ends)


def _remark(reading: EntryReader, table: Table) -> None:
    table.line("key")
    kind = table.word("on_kind", EntityKind)
    text = table.text("text") or ""
    fields: dict[str, Value] = {"subject_kind": kind, "text": text}
    references: list[Reference] = []
    if kind == EntityKind.WORKSPACE:
        subject: str | None = WORKSPACE_ID
        fields["subject"] = WORKSPACE_ID
    else:
        name = table.title("on")
        kinds = (EntityKind(kind),) if kind else _SUBJECTS
        references = [Reference("subject", kinds, name, table.at("on"))] if name else []
        subject = reading.meant(references)
        fields["subject_kind"] = kind or reading.kind_of(subject)
    identity = reading.claim(table, EntityKind.REMARK, None, text, (subject,))
    fields |= given(
        kind=table.word("kind", RemarkKind),
        due=table.day("due"),
        state=table.word("state", RemarkState),
        author=table.line("author"),
    )
    references += reading.reference(table, "owner", EntityKind.PERSON)
    reading.add(table, EntityKind.REMARK, identity, fields, references)


def _check(reading: EntryReader, table: Table) -> None:
    table.line("key")
    check = table.title("check")
    identity, _ = reading.matcher.claim_natural(EntityKind.CHECK_SETTING, None, check)
    reading.name(EntityKind.CHECK_SETTING, identity, check)
    fields = given(check=check, enabled=table.flag("enabled"), threshold=table.number("threshold"))
    reading.add(table, EntityKind.CHECK_SETTING, identity, fields)
