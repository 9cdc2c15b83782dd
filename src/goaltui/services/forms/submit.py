"""The way from a filled form to changes: names become ids, texts numbers and dates; wrong texts are refused."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import Condition, EntityKind, Frequency, InitiativeState, RemarkState, ScoringPreset
from goaltui.model.errors import InvalidField, NotFound
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass, replace
from goaltui.model.records import KeyResultRecord, MeasureRecord, Records
from goaltui.model.refs import new_id
from goaltui.model.scoring import NUMBERS, Scoring
from goaltui.model.text import clean_line
from goaltui.rules import dates
from goaltui.rules.scoring import measure_score
from goaltui.services.core import formatting
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.forms.concurrent_edit import rebased
from goaltui.services.forms.form import Form, saved
from goaltui.services.forms.key_result_rules import check_numbers, rhythm
from goaltui.services.forms.link_drafts import link_drafts, link_sentence
from goaltui.services.forms.measure_numbers import FROM, MeasureNumbers, set_numbers
from goaltui.services.forms.reader import FormReader, about
from goaltui.services.forms.sibling_weights import beside_measure, beside_objective
from goaltui.services.forms.strictness import Placed, refuse_unmet
from goaltui.services.forms.target_change import WHY, TargetChange, moved
from goaltui.services.parsing.interim_targets import read_phases, read_steps

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Submitted:
    """The changes of a form, the entity it is about and a sentence for the user."""

    drafts: tuple[Operation, ...]
    id: str
    sentence: str
    newcomers: str = ""
    """The part of the sentence on who is named for the first time."""


def submit(form: Form, records: Records, today: date, author: str, valued: Collection[date] = ()) -> Submitted:
    """Return the changes that saving the form makes, by `author`; raises InvalidField or NotFound with what to mend.
    `valued` are the days on which a measure has values.
    """
    form, replaced = rebased(form, records, today)
    reader = FormReader(form, records, today, valued, author=author)
    identity = form.id or new_id()
    build: Mapping[EntityKind, Callable[[FormReader, str], list[Operation]]] = {
        EntityKind.OBJECTIVE: _objective,
        EntityKind.KEY_RESULT: _key_result,
        EntityKind.MEASURE: _measure,
        EntityKind.INITIATIVE: _initiative,
        EntityKind.REMARK: partial(_remark, author=author),
        EntityKind.LINK: link_drafts,
    }
    drafts = build[form.kind](reader, identity)
    if form.kind is EntityKind.LINK:
        return Submitted(tuple(drafts), form.parent or identity, link_sentence(reader, drafts))
    called = form.value("text" if form.kind is EntityKind.REMARK else "title")
    sentence = f"{saved(form, clean_line(called))}{reader.told}{replaced}"
    return Submitted((*reader.made, *drafts), identity, sentence, reader.newcomers)


def _objective(reader: FormReader, identity: str) -> list[Operation]:
    others = {key: title for key, title in reader.names.objectives.items() if key != identity}
    parent = reader.named("parent", others, "objective")
    with about("parent"):
        _refuse_loop(reader.records, identity, parent)
    cycle, perspective = reader.cycle(), reader.named("perspective", reader.names.perspectives, "perspective")
    before = next((item for item in reader.records.objectives if item.id == identity), None)
    places = (parent, cycle, perspective)
    stays = before is not None and (before.parent, before.cycle, before.perspective) == places
    owner = reader.reference("owner", EntityKind.PERSON)
    contributes = reader.listed("contributes", EntityKind.OBJECTIVE, "parent", parent)
    refuse_unmet(reader.records, before, Placed(parent, cycle, perspective, contributes))
    known: dict[str, Value] = {"parent": parent, "cycle": cycle, "perspective": perspective}
    fields = reader.declared(EntityKind.OBJECTIVE, known | {"owner": owner, "contributes": contributes})
    fields |= reader.weight(beside_objective(reader.records, reader.today, identity, *places), stays=stays)
    return [Operation(EntityKind.OBJECTIVE, identity, fields)]


def _refuse_loop(records: Records, identity: str, parent: str | None) -> None:
    parents = {objective.id: objective.parent for objective in records.objectives}
    seen: set[str] = set()
    step = parent
    while step is not None and step not in seen:
        if step == identity:
            raise InvalidField(_("An objective cannot be under itself or its own descendants; choose another."))
        seen.add(step)
        step = parents.get(step)


def _key_result(reader: FormReader, identity: str) -> list[Operation]:
    title, condition = reader.title(), Condition(reader.text("condition"))
    numbers = {name: reader.number(name) for name in ("start", "target", "low", "high", "stretch")}
    steps = read_steps(reader.optional("milestones"), identity, reader.today)
    check_numbers(condition, **numbers)
    before = next((record for record in reader.records.key_results if record.id == identity), None)
    often = rhythm(reader.text("cadence"), reader.number("weeks"), reader.text("weekday"))
    owner = reader.reference("owner", EntityKind.PERSON)
    drafts: list[Operation] = []
    measure = _bound(reader, before)
    if measure is None:
        measure = before.measure if before and before.own_measure else new_id()
        own: dict[str, Value] = {
            "title": title,
            "key_result": identity,
            "frequency": often["cadence"] or Frequency.WEEK.value,
        }
        if reader.form.asks("unit"):
            own["unit"] = reader.text("unit")
        drafts.append(Operation(EntityKind.MEASURE, measure, own))
    shift = TargetChange({})
    if before is not None and reader.form.asks("target"):
        shift = moved(reader.records, before, numbers["target"], reader.optional(WHY), reader.today)
        drafts += shift.drafts
    window = reader.records.window_of(before.objective if before else reader.form.parent)
    stored = {**numbers, "phases": _phases(reader, numbers, window)}
    known: dict[str, Value] = {
        **shift.fields,
        "title": title,
        "measure": measure,
        "condition": condition.value,
        # What the condition has no use for stays as it was.
        **{name: value for name, value in stored.items() if reader.form.asks(name)},
        "owner": owner,
        **often,
    }
    fields = reader.declared(EntityKind.KEY_RESULT, {**known, **_days(reader, window)})
    fields |= reader.weight(reader.form.field("weight").beside)
    if before is None:
        fields["objective"] = reader.form.parent
    return [*drafts, Operation(EntityKind.KEY_RESULT, identity, fields), *steps]


def _bound(reader: FormReader, before: KeyResultRecord | None) -> str | None:
    """Return the lasting measure that it reads."""
    if reader.form.asks("measure"):
        return reader.named("measure", reader.names.measures, "measure")
    return before.measure if before and not before.own_measure else None


def _days(reader: FormReader, window: tuple[date, date] | None) -> dict[str, Value]:
    """Return the first day and the due day; raises InvalidField where they lie before their window."""
    first, due = reader.day("first_day"), reader.day("due")
    if first is not None and window is not None and not window[0] <= date.fromisoformat(first) <= window[1]:
        shown, span = dates.kept_day(first, reader.today), formatting.span(*window, reader.today)
        raise InvalidField(
            _("The first day, {first}, is not in the cycle, which goes from {span}.", first=shown, span=span),
            "first_day",
        )
    begins = first or (window[0].isoformat() if window is not None else None)
    if due is not None and begins is not None and due < begins:
        whose = _("its first day") if first else _("the first day of its cycle")
        day, begin = (dates.kept_day(text, reader.today) for text in (due, begins))
        raise InvalidField(
            _("It is due on {due}, before {whose}, {begins}; type a later day.", due=day, whose=whose, begins=begin),
            "due",
        )
    return {"first_day": first, "due": due}


def _phases(reader: FormReader, numbers: Mapping[str, float | None], window: tuple[date, date] | None) -> str | None:
    text = reader.optional("phases")
    if not text.strip():
        return None
    ends = (numbers["start"] or 0.0, numbers["target"] or 0.0)
    return read_phases(text, ends, window, reader.today, reader.read_number)


def _measure(reader: FormReader, identity: str) -> list[Operation]:
    with about("numbers"):
        parsed = read_scoring(reader.text("preset"), reader.text("numbers"), reader.read_number)
    objective = reader.named("objective", reader.names.objectives, "objective")
    perspective = reader.named("perspective", reader.names.perspectives, "perspective")
    before = next((item for item in reader.records.measures if item.id == identity), None)
    places = (objective, perspective)
    stays = before is not None and (before.objective, before.perspective) == places
    numbers = _numbers(reader, before, parsed.to_json() if parsed else None)
    fields = reader.declared(EntityKind.MEASURE, {"objective": objective, "perspective": perspective})
    fields |= numbers.fields
    fields |= reader.weight(beside_measure(reader.records, reader.today, identity, *places), stays=stays)
    return [Operation(EntityKind.MEASURE, identity, fields), *numbers.drafts]


def _numbers(reader: FormReader, before: MeasureRecord | None, scoring: str | None) -> MeasureNumbers:
    """Return the numbers that judge a measure: a new one's own, or others from a day on."""
    if before is None:
        return MeasureNumbers({"scoring": scoring})
    start = reader.day(FROM) if reader.form.asks(FROM) else None
    day = date.fromisoformat(start) if start else reader.today
    found = set_numbers(reader.records, before, scoring, day, reader.optional(WHY), reader.valued, reader.today)
    reader.say(found.told)
    return found


def read_scoring(preset: str, numbers: str, read: Callable[[str, str], float]) -> Scoring | None:
    """Return the scoring of a preset and its numbers, typed as `goal 1.5 red_flag 3` or in that order without the
    names; none where both are empty.
    """
    pieces = numbers.replace("=", " ").replace(";", " ").split()
    if not preset and not pieces:
        return None
    names = NUMBERS[ScoringPreset(preset)] if preset else ()
    if names and len(pieces) == len(names) and not any(piece in names for piece in pieces):
        pieces = [piece for pair in zip(names, pieces, strict=True) for piece in pair]
    if len(pieces) % 2:
        raise InvalidField(
            _(
                "The numbers {numbers} are not pairs; write goal 1.5 red_flag 3.",
                numbers=formatting.quoted(clean_line(numbers)),
            )
        )
    table: dict[str, object] = {"preset": ScoringPreset(preset)} if preset else {}
    for name, text in zip(pieces[::2], pieces[1::2], strict=True):
        table[name] = text if name == "better" else read(text, name)
    parsed = Scoring.of(table)
    measure_score.check_entry(parsed)
    return parsed


def _initiative(reader: FormReader, identity: str) -> list[Operation]:
    begun, ended = reader.past_day("begun"), reader.past_day("ended")
    fields = reader.declared(EntityKind.INITIATIVE, {"begun": begun, "ended": ended})
    percent = fields["percent"]
    if isinstance(percent, float) and not 0 <= percent <= 100:
        raise InvalidField(_("Done goes from 0 to 100 percent; type a number, or leave it empty."), "percent")
    was_so = any(
        item.id == reader.form.id and item.state == InitiativeState.PLANNED and item.begun
        for item in reader.records.initiatives
    )
    if begun and fields["state"] == InitiativeState.PLANNED.value and not was_so:
        raise InvalidField(
            _(
                "It is planned, so it did not begin on {day}; set its state to running, or leave the day empty.",
                day=formatting.day(date.fromisoformat(begun), reader.today),
            ),
            "begun",
        )
    if begun and ended and ended < begun:
        raise InvalidField(_("It ended before it began; type a later day."), "ended")
    if reader.form.id is None:
        above = kind_of(reader.records, reader.form.parent) if reader.form.parent else EntityKind.OBJECTIVE
        fields[above.value] = reader.form.parent
    return [Operation(EntityKind.INITIATIVE, identity, fields)]


def _remark(reader: FormReader, identity: str, author: str) -> list[Operation]:
    text = reader.text("text").strip()
    if not text:
        raise InvalidField(_("The text is empty; say what was learnt, decided, or stands in the way."), "text")
    fields: dict[str, Value] = {
        "kind": reader.text("kind"),
        "text": text,
        "owner": reader.reference("owner", EntityKind.PERSON),
        "due": reader.day("due"),
        "subject": reader.form.parent,
        "subject_kind": kind_of(reader.records, reader.form.parent),
    }
    if reader.form.id is None:
        fields |= {"state": RemarkState.OPEN, "author": author}
    return [Operation(EntityKind.REMARK, identity, fields)]


def kind_of(records: Records, identity: str | None) -> EntityKind:
    """Return the kind of a thing; raises NotFound where it is gone."""
    for kind, items in (
        (EntityKind.OBJECTIVE, records.objectives),
        (EntityKind.KEY_RESULT, records.key_results),
        (EntityKind.MEASURE, records.measures),
        (EntityKind.INITIATIVE, records.initiatives),
        (EntityKind.PERSPECTIVE, records.perspectives),
    ):
        if any(item.id == identity for item in items):
            return kind
    raise NotFound(_("That is no longer there; somebody may have deleted it."))


def save_form(workspace: "Workspace", form: Form) -> Outcome:
    """Add or change what the form is about; raises InvalidField or NotFound with what to mend."""
    workspace.refuse_looking()
    look = workspace.fresh_look()
    submitted = submit(form, look.records(), look.day, workspace.author, look.valued(form.id))
    saved = workspace.write(submitted.drafts, submitted.sentence, submitted.id)
    return saved if saved.touched else replace(saved, sentence=_("Nothing was changed."))
