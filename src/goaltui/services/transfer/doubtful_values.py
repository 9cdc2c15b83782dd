"""Values of a file that surprise: of days to come, or far from all that stood there before."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from goaltui.formats.content import WorkspaceContent
from goaltui.model.changes import Operation
from goaltui.model.enums import Condition, EntityKind, ScoringPreset
from goaltui.model.errors import Doubtful, InvalidField
from goaltui.model.listing import counted, listed
from goaltui.model.quick.translation import _
from goaltui.model.scoring import Scoring
from goaltui.rules import dates
from goaltui.rules.progress import sanity_checks
from goaltui.services.core import formatting

_MET_OR_NOT = (Condition.DONE, Condition.MILESTONES)


def refuse_doubtful(now: WorkspaceContent, drafts: Sequence[Operation], today: date, name: str) -> None:
    """Raise Doubtful where any of these writes a check-in of a day to come, or a value far from all before it."""
    told = tuple(filter(None, (_to_come(drafts, today), _far_off(now, drafts, today))))
    if told:
        raise Doubtful(_("{name} brings {what}; nothing was written.", name=name, what=listed(told)))


def _to_come(drafts: Sequence[Operation], today: date) -> str:
    days = [str(item.fields.get("date", "")) for item in drafts if item.entity == EntityKind.CHECK_IN]
    to_come = sorted(day for day in days if day > today.isoformat())
    if not to_come:
        return ""
    first, last = (date.fromisoformat(day) for day in (to_come[0], to_come[-1]))
    return _(
        "{check_ins} dated in the future, {days}",
        check_ins=EntityKind.CHECK_IN.counted(len(to_come)),
        days=formatting.day(first, today) if first == last else formatting.span(first, last, today),
    )


def _far_off(now: WorkspaceContent, drafts: Sequence[Operation], today: date) -> str:
    found = list(_far_values(now, drafts, today))
    if not found:
        return ""
    said = found[0]
    if len(found) > 1:
        said = _("{things} and {count} more", things=said, count=len(found) - 1)
    values = counted(len(found), "value", "values")
    return _("{values} far from all earlier ones, {said}", values=values, said=said)


def _far_values(now: WorkspaceContent, drafts: Sequence[Operation], today: date) -> Iterator[str]:
    """Yield a sentence on each value far from all earlier ones, in series that had values already, by their day."""
    stands = {item.id: item for item in now.check_ins}
    written = [item for item in drafts if item.entity == EntityKind.CHECK_IN]
    changed = {item.entity_id for item in written}
    before: defaultdict[str, list[float]] = defaultdict(list)
    for item in now.check_ins:
        if item.value is not None and item.id not in changed:
            before[item.measure].append(item.value)
    judged, titles = _judged_by(now, drafts), _titles(now)
    coming = []
    for draft in written:
        old, value = stands.get(draft.entity_id), draft.fields.get("value")
        measure = str(draft.fields.get("measure") or (old.measure if old else ""))
        day = str(draft.fields.get("date") or (old.date.isoformat() if old else ""))
        if isinstance(value, int | float) and before[measure] and measure in judged:
            coming.append((day, measure, float(value)))
    for day, measure, value in sorted(coming):
        known = [*before[measure], *judged[measure]]
        if sanity_checks.out_of_range(value, known):
            span = _("{first} to {last}", first=formatting.number(min(known)), last=formatting.number(max(known)))
            yield _(
                "{value} of {title} on {day} beside {span}",
                value=formatting.number(value),
                title=formatting.quoted(titles[measure]),
                day=dates.kept_day(day, today),
                span=span,
            )
        before[measure].append(value)


def _titles(now: WorkspaceContent) -> dict[str, str]:
    found = {item.measure: item.title for item in now.records.key_results}
    return found | {item.id: item.title for item in now.records.measures}


def _judged_by(now: WorkspaceContent, drafts: Sequence[Operation]) -> dict[str, list[float]]:
    """Return the numbers against which the values of each measure are held, those of the file among them;
    a done-or-not measure has none.
    """
    set_now = {draft.entity_id: draft.fields for draft in drafts}
    found: defaultdict[str, list[float]] = defaultdict(list)
    for item in now.records.measures:
        texts = [item.scoring, set_now.get(item.id, {}).get("scoring")]
        texts += [target.scoring for target in now.records.targets if target.measure == item.id]
        found[item.id] += [number for text in texts for number in _numbers(text)]
    for key_result in now.records.key_results:
        if key_result.condition in _MET_OR_NOT:
            continue
        fields = set_now.get(key_result.id, {})
        own = (key_result.start, key_result.target, key_result.low, key_result.high)
        ends = (*own, *(fields.get(end) for end in ("start", "target")))
        found[key_result.measure] += [float(end) for end in ends if isinstance(end, int | float)]
    return dict(found)


def _numbers(text: object) -> tuple[float, ...]:
    try:
        scoring = Scoring.from_json(text) if isinstance(text, str) and text else None
    except InvalidField:
        return ()
    return () if scoring is None or scoring.preset is ScoringPreset.MAINTAIN else scoring.numbers
