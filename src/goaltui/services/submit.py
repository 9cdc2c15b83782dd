"""From a filled form to changes: names become ids, texts numbers and dates; what may not be typed is refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from goaltui.model.changes import Draft, Value
from goaltui.model.enums import Condition, EntityKind, ScoringPreset
from goaltui.model.errors import InvalidField, NotFound
from goaltui.model.records import KeyResultRecord, Records
from goaltui.model.refs import new_id
from goaltui.model.scoring import NUMBERS, Scoring
from goaltui.model.text import clean_line
from goaltui.rules import scoring
from goaltui.services import words
from goaltui.services.form_reader import FormReader, about
from goaltui.services.forms import Form
from goaltui.services.goalposts import WHY, Moved, moved
from goaltui.services.links import link_drafts, link_sentence
from goaltui.services.meanwhile import brought_up
from goaltui.services.numbers import read_number
from goaltui.services.phases import read_phases, read_steps
from goaltui.services.weights import beside_measure, beside_objective


@dataclass(frozen=True, slots=True)
class Submitted:
    """The changes of a form, the entity it is about and a sentence for the user."""

    drafts: tuple[Draft, ...]
    id: str
    sentence: str
    newcomers: str = ""
    """The part of the sentence on who is named for the first time."""


def submit(form: Form, records: Records, today: date) -> Submitted:
    """The changes that saving the form makes; raises InvalidField or NotFound with what to mend."""
    form, replaced = brought_up(form, records, today)
    reader = FormReader(form, records, today)
    identity = form.id or new_id()
    build: Mapping[EntityKind, Callable[[FormReader, str], list[Draft]]] = {
        EntityKind.OBJECTIVE: _objective,
        EntityKind.KEY_RESULT: _key_result,
        EntityKind.MEASURE: _measure,
        EntityKind.INITIATIVE: _initiative,
        EntityKind.REMARK: _remark,
        EntityKind.LINK: link_drafts,
    }
    drafts = build[form.kind](reader, identity)
    if form.kind is EntityKind.LINK:
        return Submitted(tuple(drafts), form.parent or identity, link_sentence(reader, drafts))
    verb = "Changed" if form.id else "Added"
    called = form.value("text" if form.kind is EntityKind.REMARK else "title")
    title = words.quoted(clean_line(called))
    new = reader.newcomers
    return Submitted((*reader.made, *drafts), identity, f"{verb} {form.kind.word} {title}.{new}{replaced}", new)


def _objective(reader: FormReader, identity: str) -> list[Draft]:
    others = {key: title for key, title in reader.names.objectives.items() if key != identity}
    parent = reader.named("parent", others, "objective")
    with about("parent"):
        _refuse_loop(reader.records, identity, parent)
    cycle, perspective = reader.cycle(), reader.named("perspective", reader.names.perspectives, "perspective")
    before = next((item for item in reader.records.objectives if item.id == identity), None)
    places = (parent, cycle, perspective)
    stays = before is not None and (before.parent, before.cycle, before.perspective) == places
    fields: dict[str, Value] = {
        "title": reader.title(),
        "why": reader.text("why"),
        "parent": parent,
        "cycle": cycle,
        "perspective": perspective,
        "owner": reader.person("owner"),
        "team": reader.team(),
        "ambition": reader.text("ambition"),
        **reader.weight(beside_objective(reader.records, reader.today, identity, *places), stays=stays),
        "counts": reader.flag("counts"),
        "state": reader.text("state"),
    }
    return [Draft(EntityKind.OBJECTIVE, identity, fields)]


def _refuse_loop(records: Records, identity: str, parent: str | None) -> None:
    parents = {objective.id: objective.parent for objective in records.objectives}
    seen: set[str] = set()
    step = parent
    while step is not None and step not in seen:
        if step == identity:
            raise InvalidField("An objective cannot stand under itself or under its own descendants; choose another.")
        seen.add(step)
        step = parents.get(step)


def _key_result(reader: FormReader, identity: str) -> list[Draft]:
    title, condition = reader.title(), Condition(reader.text("condition"))
    numbers = {name: reader.number(name) for name in ("start", "target", "low", "high")}
    steps = read_steps(reader.optional("milestones"), identity, reader.today)
    check_numbers(condition, **numbers)
    before = next((record for record in reader.records.key_results if record.id == identity), None)
    drafts: list[Draft] = []
    measure = _bound(reader, before)
    if measure is None:
        measure = before.measure if before and before.own_measure else new_id()
        own: dict[str, Value] = {"title": title, "key_result": identity, "frequency": reader.text("cadence")}
        if reader.form.asks("unit"):
            own["unit"] = reader.text("unit")
        drafts.append(Draft(EntityKind.MEASURE, measure, own))
    shift = Moved({})
    if before is not None and reader.form.asks("target"):
        shift = moved(reader.records, before, numbers["target"], reader.optional(WHY), reader.today)
        drafts += shift.drafts
    window = reader.records.window_of(before.objective if before else reader.form.parent)
    stored = {**numbers, "phases": _phases(reader, numbers, window)}
    fields: dict[str, Value] = {
        **shift.fields,
        "title": title,
        "measure": measure,
        "condition": condition.value,
        # What the condition has no use for stays as it was.
        **{name: value for name, value in stored.items() if reader.form.asks(name)},
        "owner": reader.person("owner"),
        "due": reader.day("due"),
        "cadence": reader.text("cadence"),
        **reader.weight(reader.form.field("weight").beside),
    }
    if before is None:
        fields["objective"] = reader.form.parent
    return [*drafts, Draft(EntityKind.KEY_RESULT, identity, fields), *steps]


def _bound(reader: FormReader, before: KeyResultRecord | None) -> str | None:
    """The lasting measure that it reads."""
    if reader.form.asks("measure"):
        return reader.named("measure", reader.names.measures, "measure")
    return before.measure if before and not before.own_measure else None


def _phases(reader: FormReader, numbers: Mapping[str, float | None], window: tuple[date, date] | None) -> str | None:
    text = reader.optional("phases")
    if not text.strip():
        return None
    return read_phases(text, numbers["start"] or 0.0, numbers["target"] or 0.0, window, reader.today)


def check_numbers(
    condition: Condition,
    start: float | None,
    target: float | None,
    low: float | None,
    high: float | None,
) -> None:
    """Raises InvalidField for what a person may not type: no target, start equal to target, an empty range."""
    if condition is Condition.REACH:
        if target is None:
            raise InvalidField(
                "The target is missing; say which number it is to reach, or choose the condition done.", "target"
            )
        if (start or 0.0) == target:
            raise InvalidField(
                "Start and target are the same, so there is nothing to reach; change one of them.", "target"
            )
    if condition in (Condition.AT_LEAST, Condition.AT_MOST) and target is None:
        raise InvalidField("The target is missing; say which number it has to keep.", "target")
    if condition is Condition.BETWEEN and (low is None or high is None or low >= high):
        raise InvalidField(
            "Between needs a low below a high; fill in both.", "high" if low is not None and high is None else "low"
        )


def _measure(reader: FormReader, identity: str) -> list[Draft]:
    with about("numbers"):
        parsed = read_scoring(reader.text("preset"), reader.text("numbers"))
    objective = reader.named("objective", reader.names.objectives, "objective")
    perspective = reader.named("perspective", reader.names.perspectives, "perspective")
    before = next((item for item in reader.records.measures if item.id == identity), None)
    places = (objective, perspective)
    stays = before is not None and (before.objective, before.perspective) == places
    fields: dict[str, Value] = {
        "title": reader.title(),
        "unit": reader.text("unit"),
        "objective": objective,
        "perspective": perspective,
        "scoring": parsed.to_json() if parsed else None,
        "frequency": reader.text("frequency"),
        "aggregation": reader.text("aggregation"),
        "kind": reader.text("kind"),
        "owner": reader.person("owner"),
        "definition": reader.text("definition"),
        "source": reader.text("source"),
        **reader.weight(beside_measure(reader.records, reader.today, identity, *places), stays=stays),
        "applies": reader.flag("applies"),
    }
    return [Draft(EntityKind.MEASURE, identity, fields)]


def read_scoring(preset: str, numbers: str) -> Scoring | None:
    """The scoring of a preset and its numbers typed as `goal 1.5 red_flag 3`, or in that order without the names; none
    where both are empty."""
    pieces = numbers.replace("=", " ").replace(";", " ").split()
    if not preset and not pieces:
        return None
    names = NUMBERS[ScoringPreset(preset)] if preset else ()
    if names and len(pieces) == len(names) and not any(piece in names for piece in pieces):
        pieces = [piece for pair in zip(names, pieces, strict=True) for piece in pair]
    if len(pieces) % 2:
        raise InvalidField(f"The numbers {words.quoted(clean_line(numbers))} are not pairs; write goal 1.5 red_flag 3.")
    table: dict[str, object] = {"preset": ScoringPreset(preset)} if preset else {}
    for name, text in zip(pieces[::2], pieces[1::2], strict=True):
        table[name] = text if name == "better" else read_number(text, name)
    parsed = Scoring.of(table)
    scoring.check_entry(parsed)
    return parsed


def _initiative(reader: FormReader, identity: str) -> list[Draft]:
    fields: dict[str, Value] = {
        "title": reader.title(),
        "owner": reader.person("owner"),
        "due": reader.day("due"),
        "state": reader.text("state"),
        "percent": _percent(reader),
    }
    if reader.form.id is None:
        under_key_result = any(record.id == reader.form.parent for record in reader.records.key_results)
        fields["key_result" if under_key_result else "objective"] = reader.form.parent
    return [Draft(EntityKind.INITIATIVE, identity, fields)]


def _percent(reader: FormReader) -> float | None:
    percent = reader.number("percent")
    if percent is not None and not 0 <= percent <= 100:
        raise InvalidField("What is done goes from 0 to 100 percent; type how much of it, or nothing.", "percent")
    return percent


def _remark(reader: FormReader, identity: str) -> list[Draft]:
    text = reader.text("text").strip()
    if not text:
        raise InvalidField("The text is empty; say what was learnt, decided, or stands in the way.", "text")
    fields: dict[str, Value] = {
        "kind": reader.text("kind"),
        "text": text,
        "owner": reader.person("owner"),
        "due": reader.day("due"),
        "subject": reader.form.parent,
        "subject_kind": kind_of(reader.records, reader.form.parent),
    }
    return [Draft(EntityKind.REMARK, identity, fields)]


def kind_of(records: Records, identity: str | None) -> EntityKind:
    """What a thing is; raises NotFound where it is gone."""
    for kind, items in (
        (EntityKind.OBJECTIVE, records.objectives),
        (EntityKind.KEY_RESULT, records.key_results),
        (EntityKind.MEASURE, records.measures),
        (EntityKind.INITIATIVE, records.initiatives),
        (EntityKind.PERSPECTIVE, records.perspectives),
    ):
        if any(item.id == identity for item in items):
            return kind
    raise NotFound("That is no longer there; somebody may have deleted it.")
