"""The objectives, measures and key results of a file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from goaltui.formats.entries import Entry, EntryReader, Reference, given
from goaltui.formats.toml.defaults import implied_condition
from goaltui.formats.toml.goal_fields import read_references, read_scoring, read_values
from goaltui.formats.toml.series import CheckInSeries, read_series
from goaltui.formats.toml.table import Table
from goaltui.model.changes import Value
from goaltui.model.enums import Condition, EntityKind, Frequency
from goaltui.model.quick.translation import N_, _
from goaltui.rules import dates


@dataclass(frozen=True, slots=True)
class _Heading:
    """The head of an objective: the fields that tell it from the others."""

    table: Table
    key: str | None
    title: str
    parent: list[Reference]
    cycle: list[Reference]


def read_goals(reading: EntryReader) -> list[CheckInSeries]:
    """Read all objectives with what stands under them, and the measures beside them;
    return their check-ins in order.
    """
    found: list[CheckInSeries] = []
    for heading, identity in _objectives(reading):
        _objective(reading, heading, identity, found)
    for table in reading.root.tables("measures", _("a measure")):
        _measure(reading, table, None, found)
    return found


def _objectives(reading: EntryReader) -> list[tuple[_Heading, str]]:
    """Return every objective's head with its id. A parent gets its id before its children, which are known by it."""
    headings = [_heading(reading, table) for table in reading.root.tables("objectives", _("an objective"))]
    parents = _parents(headings)
    ids: dict[int, str] = {}
    for place in range(len(headings)):
        chain: dict[int, None] = {}
        above: int | None = place
        while above is not None and above not in ids and above not in chain:
            chain[above] = None
            above = parents[above]
        for waiting in reversed(chain):
            heading, parent = headings[waiting], parents[waiting]
            under = ids.get(parent) if parent is not None else reading.meant(heading.parent)
            claimed = (under, reading.meant(heading.cycle))
            ids[waiting] = reading.claim(heading.table, EntityKind.OBJECTIVE, heading.key, heading.title, claimed)
    return [(heading, ids[place]) for place, heading in enumerate(headings)]


def _heading(reading: EntryReader, table: Table) -> _Heading:
    return _Heading(
        table,
        table.line("key"),
        table.title("title"),
        reading.reference(table, "parent", EntityKind.OBJECTIVE),
        reading.reference(table, "cycle", EntityKind.CYCLE),
    )


def _parents(headings: Sequence[_Heading]) -> list[int | None]:
    """Return the index of each objective's parent, where the file itself has it."""
    by_key: dict[str, int] = {}
    by_title: dict[str, int | None] = {}
    for place, heading in enumerate(headings):
        if heading.key:
            by_key.setdefault(heading.key, place)
        by_title[heading.title] = place if heading.title not in by_title else None
    names = (heading.parent[0].text if heading.parent else "" for heading in headings)
    return [by_key.get(name, by_title.get(name)) for name in names]


def _objective(reading: EntryReader, heading: _Heading, identity: str, found: list[CheckInSeries]) -> None:
    table = heading.table
    fields = given(title=heading.title, key=heading.key) | read_values(table, EntityKind.OBJECTIVE)
    references = [*heading.parent, *heading.cycle, *read_references(reading, table, EntityKind.OBJECTIVE)]
    measures = list(table.tables("measures", _("a measure")))
    key_results = list(table.tables("key_results", _("a key result")))
    reading.add(table, EntityKind.OBJECTIVE, identity, fields, references)
    for inner in measures:
        _measure(reading, inner, identity, found)
    for inner in key_results:
        _key_result(reading, inner, identity, found)


def _measure(reading: EntryReader, table: Table, objective: str | None, found: list[CheckInSeries]) -> None:
    above = [] if objective else reading.reference(table, "objective", EntityKind.OBJECTIVE)
    key, title = table.line("key"), table.title("title")
    identity = reading.claim(table, EntityKind.MEASURE, key, title, (objective or reading.meant(above),))
    fields = given(title=title, key=key) | read_values(table, EntityKind.MEASURE) | given(objective=objective)
    references = [*above, *read_references(reading, table, EntityKind.MEASURE)]
    targets = list(table.tables("targets", _("a target")))
    if table.has("targets"):
        reading.lists.add((EntityKind.TARGET, identity))
    found.append(read_series(reading, table, identity, None))
    reading.add(table, EntityKind.MEASURE, identity, fields, references)
    for inner in targets:
        _target(reading, inner, identity)


def _target(reading: EntryReader, table: Table, measure: str) -> None:
    table.line("key")
    start = table.day("start", needed=True)
    scoring = read_scoring(table)
    if scoring is None and not table.has("scoring"):
        reading.mistakes.add(table.path, _("a target has no 'scoring'; give it a preset and its numbers"))
    own = reading.given_id(table, EntityKind.TARGET)
    other = reading.matcher.natural(EntityKind.TARGET, measure, start) if start and own else None
    identity, first = reading.matcher.claim_natural(EntityKind.TARGET, own, measure, start or "")
    if other not in (None, own) and (reading.matcher.is_claimed(other or "") or not reading.complete):
        twice = reading.matcher.is_claimed(other or "")
        said = (
            N_("a target of this measure from {start} on is in the file twice; leave out the id, or one of the two")
            if twice
            else N_(
                "a target of this measure from {start} on is in the workspace under another id;"
                " leave out the id, or one of the two"
            )
        )
        reading.mistakes.add(table.path, _(said, start=dates.kept_day(start or "", reading.today)))
    if not first and own is None and start:
        day = dates.kept_day(start, reading.today)
        reading.mistakes.add(table.path, _("two targets of this measure begin on {start}; leave one out", start=day))
    reading.name(EntityKind.TARGET, identity)
    fields = given(measure=measure, start=start, scoring=scoring, review=table.day("review"), note=table.text("note"))
    reading.add(table, EntityKind.TARGET, identity, fields)


def _key_result(reading: EntryReader, table: Table, objective: str, found: list[CheckInSeries]) -> None:
    key, title, unit = table.line("key"), table.title("title"), table.line("unit")
    identity = reading.claim(table, EntityKind.KEY_RESULT, key, title, (objective,))
    fields = given(title=title, key=key, objective=objective) | read_values(table, EntityKind.KEY_RESULT)
    fields |= given(condition=table.word("condition", Condition))
    bound = reading.reference(table, "measure", EntityKind.MEASURE)
    references = [*bound, *read_references(reading, table, EntityKind.KEY_RESULT)]
    steps = list(table.tables("milestones", _("a milestone")))
    if table.has("milestones"):
        reading.lists.add((EntityKind.MILESTONE, identity))
    implied = implied_condition(
        target="target" in fields,
        limits=bool({"low", "high"} & fields.keys()),
        milestones=bool(steps) or (not table.has("milestones") and identity in reading.with_steps),
    )
    if implied is not Condition.REACH:
        fields.setdefault("condition", implied.value)
    series = read_series(reading, table, bound[0] if bound else "", identity)
    if not bound:
        fields["measure"] = measure = _measure_of(reading, table, identity, fields, unit, series)
        series = replace(series, measure=measure)
    reading.add(table, EntityKind.KEY_RESULT, identity, fields, references)
    found.append(series)
    for step in steps:
        _milestone(reading, step, identity)


def _measure_of(
    reading: EntryReader,
    table: Table,
    identity: str,
    fields: dict[str, Value],
    unit: str | None,
    series: CheckInSeries,
) -> str:
    """Return the id of the measure of a key result that names none: its own, unless it is bound and may stay so."""
    known = reading.key_results.get(identity)
    if known is not None and not known.own_measure:
        stays = not reading.complete if known.measure in reading.lasting else not series.check_ins
        if stays:
            reading.mentioned.add(known.measure)
            return known.measure
    own = known.measure if known is not None and known.own_measure else reading.matcher.fresh()
    silent = given(title=fields["title"], unit=unit, frequency=fields.get("cadence"), key_result=identity)
    if known is None or not known.own_measure:
        silent.setdefault("frequency", Frequency.WEEK.value)
    reading.entries.append(Entry(EntityKind.MEASURE, own, silent, (), table.path))
    return own


def _milestone(reading: EntryReader, table: Table, key_result: str) -> None:
    table.line("key")
    title = table.title("title")
    identity = reading.claim(table, EntityKind.MILESTONE, None, title, (key_result,))
    fields = given(
        key_result=key_result,
        title=title,
        due=table.day("due"),
        weight=table.number("weight"),
    )
    reading.add(table, EntityKind.MILESTONE, identity, fields | _done(reading, table, identity))


def _done(reading: EntryReader, table: Table, identity: str) -> dict[str, Value]:
    """Return whether a milestone is done and since when, as fields. A day alone means done. One that was open and is
    done in the file is done today; for a new one the day is unknown.
    """
    done, day = table.flag("done"), table.day("done_on")
    if day is not None and done is False:
        table.mistakes.add(
            table.at("done_on"), _("what is not done has no 'done_on'; leave it out, or say done = true")
        )
    if day is not None:
        return {"done": True, "done_on": day}
    if not done:
        return {} if done is None else {"done": False, "done_on": None}
    return given(done=True, done_on=reading.today.isoformat() if identity in reading.open_steps else None)
