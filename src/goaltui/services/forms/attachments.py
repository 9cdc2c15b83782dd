"""Attachments of an item: check-ins, targets, milestones and notes as one list, with a form for each."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import EntityKind, Frequency, RemarkKind, RemarkState
from goaltui.model.errors import InvalidField, Refused
from goaltui.model.quick.translation import _, _p
from goaltui.model.quick_dataclass import replace
from goaltui.model.records import CheckInRecord, MilestoneRecord, RemarkRecord, TargetRecord
from goaltui.model.refs import natural_id, new_id
from goaltui.model.scoring import Scoring
from goaltui.rules import dates, figures
from goaltui.services.core import formatting
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.form import Form, FormField, heading, saved
from goaltui.services.forms.measure_numbers import anew_told, judged_anew, targets_of
from goaltui.services.forms.reader import FormReader
from goaltui.services.forms.scoring_fields import scoring_fields, scoring_told
from goaltui.services.forms.sibling_weights import read_weight
from goaltui.services.forms.structure_rows import StructureRow
from goaltui.services.forms.submit import Submitted, kind_of, read_scoring

CHECK_INS = 200
"""Latest check-ins that are listed."""

_KINDS: Mapping[EntityKind, tuple[EntityKind, ...]] = {
    EntityKind.KEY_RESULT: (EntityKind.CHECK_IN, EntityKind.MILESTONE, EntityKind.REMARK),
    EntityKind.MEASURE: (EntityKind.CHECK_IN, EntityKind.TARGET, EntityKind.REMARK),
    EntityKind.OBJECTIVE: (EntityKind.REMARK,),
    EntityKind.INITIATIVE: (EntityKind.REMARK,),
    EntityKind.PERSPECTIVE: (EntityKind.REMARK,),
}


def kinds_on(workspace: Workspace, subject: str) -> tuple[EntityKind, ...]:
    """Return the kinds that can hang on a thing; raises Refused where none can."""
    kind = kind_of(workspace.look.records(), subject)
    return _KINDS[kind]


def parts(workspace: Workspace, subject: str) -> tuple[StructureRow, ...]:
    """Return the attachments of a thing: check-ins newest first, targets and milestones by their day, notes."""
    found: list[StructureRow] = []
    for kind in kinds_on(workspace, subject):
        found += _rows(workspace, subject, kind)
    return tuple(found)


def _rows(workspace: Workspace, subject: str, kind: EntityKind) -> Iterator[StructureRow]:
    records, today = workspace.look.records(), workspace.look.day
    if kind is EntityKind.CHECK_IN:
        check_ins = _check_ins(workspace, subject)
        days = [formatting.day(item.date, today) for item in check_ins]
        column = max(map(len, days), default=0)
        yield from (_check_in_row(item, f"{day:>{column}}") for item, day in zip(check_ins, days, strict=True))
    elif kind is EntityKind.TARGET:
        for target in sorted(records.targets, key=lambda item: item.start):
            if target.measure == subject:
                review = _("review {day}", day=formatting.day(target.review, today)) if target.review else ""
                start = _("from {day}", day=formatting.day(target.start, today))
                yield StructureRow(kind, target.id, start, "  ".join(filter(None, (review, _numbers(target)))))
    elif kind is EntityKind.MILESTONE:
        for step in sorted(records.milestones, key=lambda item: (item.due or date.max, item.title)):
            if step.key_result == subject:
                due = _("due {day}", day=formatting.day(step.due, today)) if step.due else ""
                yield StructureRow(kind, step.id, step.title, "  ".join(filter(None, (_stands(step, today), due))))
    else:
        for remark in records.remarks:
            if remark.subject == subject:
                said = f"{RemarkKind(remark.kind).word}, {RemarkState(remark.state).word}"
                yield StructureRow(kind, remark.id, " ".join(remark.text.split()), said)


def _stands(step: MilestoneRecord, today: date) -> str:
    if not step.done:
        return _p("milestone", "open")
    return _("done {day}", day=formatting.day(step.done_on, today)) if step.done_on else _("done")


def _check_in_row(item: CheckInRecord, day: str) -> StructureRow:
    value = _("no value") if item.value is None else f"{'~' if item.estimate else ''}{formatting.number(item.value)}"
    sure = f"@{item.confidence}" if item.confidence is not None else ""
    said = "  ".join(piece for piece in (sure, item.author, item.note) if piece)
    return StructureRow(EntityKind.CHECK_IN, item.id, f"{day}  {value}", said, says=True)


def _numbers(target: TargetRecord) -> str:
    preset = Scoring.from_json(target.scoring).preset
    return f"{preset.word} {scoring_told(target.scoring)}"


def _check_ins(workspace: Workspace, subject: str) -> tuple[CheckInRecord, ...]:
    bound = next((item.measure for item in workspace.look.records().key_results if item.id == subject), subject)
    # Those of days to come too: here is where one mends them.
    until = workspace.today if workspace.read_only else None
    return workspace.database.series.check_ins(measure=bound, until=until, limit=CHECK_INS)


def part_form(workspace: Workspace, subject: str, kind: EntityKind, identity: str | None = None) -> Form:
    """Return an empty form, or with `identity` one filled with what stands; raises Refused for a new
    check-in, which has a line of its own.
    """
    if kind not in kinds_on(workspace, subject):
        raise Refused(_("It has no {kind}.", kind=kind.word))
    records = workspace.look.records()
    if kind is EntityKind.CHECK_IN:
        record = next((item for item in _check_ins(workspace, subject) if item.id == identity), None)
        if record is None:
            raise Refused(_("Check in with c; here you edit earlier check-ins."))
        fields = _check_in_fields(record)
    elif kind is EntityKind.TARGET:
        measure = next(item for item in records.measures if item.id == subject)
        target = next((item for item in records.targets if item.id == identity), None)
        fields = _target_fields(target, target.scoring if target else measure.scoring, workspace.today)
    elif kind is EntityKind.MILESTONE:
        steps = workspace.database.things.milestones(subject)
        fields = _milestone_fields(next((item for item in steps if item.id == identity), None))
    else:
        remark = next((item for item in records.remarks if item.id == identity), None)
        people = {item.id: item.name for item in records.people}
        fields = _remark_fields(remark, people)
    return Form(kind, identity, heading(kind, identity), fields, subject)


def _check_in_fields(record: CheckInRecord) -> tuple[FormField, ...]:
    confidence = "" if record.confidence is None else str(record.confidence)
    return (
        FormField("date", _("Day"), record.date.isoformat(), required=True, hint=_("20 Nov, yesterday or 2026-11-20")),
        FormField("value", _("Value"), "" if record.value is None else figures.typed(record.value)),
        FormField("estimate", _("Estimate"), "yes" if record.estimate else "no", ("no", "yes")),
        FormField("confidence", _("Confidence"), confidence, hint=_("0 to 10")),
        FormField("note", _("Note"), record.note, multiline=True),
    )


def _target_fields(record: TargetRecord | None, scoring: str | None, today: date) -> tuple[FormField, ...]:
    review = record.review.isoformat() if record and record.review else ""
    return (
        FormField("start", _("From"), (record.start if record else today).isoformat(), required=True),
        *scoring_fields(scoring),
        FormField("review", _("Review"), review, hint=_("when to review it")),
        FormField("note", _("Note"), record.note if record else "", multiline=True),
    )


def _milestone_fields(record: MilestoneRecord | None) -> tuple[FormField, ...]:
    due = record.due.isoformat() if record and record.due else ""
    done = "yes" if record and record.done else "no"
    done_on = record.done_on.isoformat() if record and record.done_on else ""
    return (
        FormField("title", _("Title"), record.title if record else "", required=True),
        FormField("due", _("Due"), due, hint=_("20 Nov, tomorrow, +2w, end of quarter")),
        FormField("weight", _("Weight"), figures.typed(record.weight) if record else "1"),
        FormField("done", _("Done"), done, ("no", "yes"), filled=done),
        FormField("done_on", _("Done on"), done_on, hint=_("today, or yesterday, mon, 20 Nov"), filled=done_on),
    )


def _remark_fields(record: RemarkRecord | None, people: Mapping[str, str]) -> tuple[FormField, ...]:
    owner = people.get(record.owner or "", "") if record else ""
    due = record.due.isoformat() if record and record.due else ""
    kind = record.kind if record else RemarkKind.LEARNING
    # A review makes its own; nobody writes one.
    kinds = tuple(item for item in RemarkKind if item is not RemarkKind.REVIEW or item == kind)
    return (
        FormField("text", _("Text"), record.text if record else "", required=True, multiline=True),
        FormField("kind", _("Kind"), kind, kinds),
        FormField(
            "owner",
            _("Owner"),
            owner,
            hint=_("who handles it"),
            means=record.owner if record and owner else None,
            filled=owner,
            suggestions=tuple(people.values()),
        ),
        FormField("due", _("Due"), due, hint=_("20 Nov, tomorrow, +2w, end of quarter")),
        FormField("state", _("State"), record.state if record else RemarkState.OPEN, tuple(RemarkState)),
    )


def save_part(workspace: Workspace, form: Form) -> Outcome:
    """Add or change what the form is about, as one change; raises InvalidField with what to mend."""
    workspace.refuse_looking()
    found = part_changes(workspace, form)
    return workspace.write(found.drafts, found.sentence, found.id)


def part_changes(workspace: Workspace, form: Form) -> Submitted:
    """Return the changes that saving the form makes; raises as `save_part` does."""
    reader = FormReader(form, workspace.look.records(), workspace.today, author=workspace.author)
    build: Mapping[EntityKind, Callable[[FormReader], dict[str, Value]]] = {
        EntityKind.CHECK_IN: _check_in,
        EntityKind.TARGET: _target,
        EntityKind.MILESTONE: _milestone,
        EntityKind.REMARK: _remark,
    }
    fields = build[form.kind](reader)
    if form.kind is EntityKind.CHECK_IN:
        _ask_of_check_in(workspace, form, fields)
    identity = form.id or new_id()
    drafts: list[Operation] = [*reader.made]
    if form.kind is EntityKind.TARGET:
        # Its id comes from its measure and its day: another day is another target.
        identity = natural_id(EntityKind.TARGET, form.parent or "", str(fields["start"]))
        known = next((item for item in reader.records.targets if item.id == form.id), None)
        if known is not None and known.start.isoformat() == fields["start"]:
            identity = known.id
        elif known is not None:
            drafts.append(Operation(EntityKind.TARGET, known.id, {"deleted": True}))
        if identity != form.id and any(item.id == identity for item in reader.records.targets):
            raise InvalidField(
                _(
                    "A target from {day} is there already; edit that one.",
                    day=dates.kept_day(str(fields["start"]), reader.today),
                ),
                "start",
            )
        fields["deleted"] = False
        reader.say(_judged_anew(workspace, form.parent or "", str(fields["start"])))
    if form.kind is EntityKind.REMARK and form.id is None:
        fields |= {"subject": form.parent, "subject_kind": kind_of(reader.records, form.parent)}
        fields["author"] = workspace.author
    title = next((reader.title() for field in form.fields if field.name == "title"), None)
    sentence = f"{saved(form, title)}{reader.told}"
    return Submitted((*drafts, Operation(form.kind, identity, fields)), identity, sentence)


def _judged_anew(workspace: Workspace, measure: str, day: str) -> str:
    records, start = workspace.look.records(), date.fromisoformat(day)
    frequency = next(Frequency(item.frequency) for item in records.measures if item.id == measure)
    valued, targets = workspace.look.valued(measure), targets_of(records, measure)
    return anew_told(start, judged_anew(valued, frequency, start, targets, workspace.today), workspace.today)


def _ask_of_check_in(workspace: Workspace, form: Form, fields: Mapping[str, Value]) -> None:
    """Raise Doubtful the first time where the day or the value of a check-in becomes one that surprises."""
    # Imported here because whoever only shows a thing checks nothing in.
    from goaltui.services.checkin.grammar import CheckInLine
    from goaltui.services.checkin.surprises import AGAIN, surprise
    from goaltui.services.checkin.writing import check_in_target

    subject = form.parent or ""
    day, value = date.fromisoformat(str(fields["date"])), fields["value"]
    stood = next((item for item in _check_ins(workspace, subject) if item.id == form.id), None)
    if stood is not None and (stood.date, stood.value) == (day, value):
        return
    target = check_in_target(workspace, subject)
    if stood is not None and stood.date == day:
        target = replace(target, ahead=None)
    number = None if value is None else float(value)
    line = CheckInLine(value=number, estimate=False, confidence=None, status=None, date=day, note="")
    question = surprise(target, line, workspace.today)
    workspace.ask_once(form.id or "", f"{day} {value}", question, _(AGAIN))


def _check_in(reader: FormReader) -> dict[str, Value]:
    day = reader.past_day("date", or_ahead=True)
    if day is None:
        raise InvalidField(_("The day is missing; say when it was."), "date")
    confidence = reader.number("confidence")
    if confidence is not None and (confidence != int(confidence) or not 0 <= confidence <= 10):
        raise InvalidField(_("Confidence goes from 0 to 10 in whole numbers."), "confidence")
    return {
        "date": day,
        "value": reader.number("value"),
        "estimate": reader.flag("estimate"),
        "confidence": None if confidence is None else int(confidence),
        "note": reader.text("note"),
    }


def _target(reader: FormReader) -> dict[str, Value]:
    start = reader.day("start")
    if start is None:
        raise InvalidField(_("The day is missing; say from when on it applies."), "start")
    try:
        scoring: Scoring | None = read_scoring(reader.text("preset"), reader.text("numbers"), reader.read_number)
    except Refused as error:
        error.field = error.field or "numbers"
        raise
    if scoring is None:
        raise InvalidField(_("The numbers are missing; write goal 1.5 red_flag 3."), "numbers")
    measure = reader.form.parent
    review, note = reader.day("review"), reader.text("note")
    return {"measure": measure, "start": start, "scoring": scoring.to_json(), "review": review, "note": note}


def _milestone(reader: FormReader) -> dict[str, Value]:
    weight = read_weight(reader.text("weight"), None, reader.read_number).weight
    fields: dict[str, Value] = {"title": reader.title(), "due": reader.day("due"), "weight": weight}
    return fields | _done(reader) | {"key_result": reader.form.parent}


def _done(reader: FormReader) -> dict[str, Value]:
    """Return whether it is done and since when, as fields: a day that is typed means done. One that is done now is
    done today, unless it was before.
    """
    said, day = reader.form.field("done"), reader.form.field("done_on")
    is_typed = day.value.strip() != day.filled
    done_on = reader.past_day("done_on") if is_typed else day.filled or None
    done = reader.flag("done") or (is_typed and done_on is not None)
    if done and done_on is None and said.filled == "no":
        done_on = reader.today.isoformat()
    return {"done": done, "done_on": done_on if done else None}


def _remark(reader: FormReader) -> dict[str, Value]:
    text = reader.text("text").strip()
    if not text:
        raise InvalidField(_("The text is empty; say what was learnt, decided, or stands in the way."), "text")
    fields: dict[str, Value] = {
        "text": text,
        "kind": reader.text("kind"),
        "owner": reader.reference("owner", EntityKind.PERSON),
    }
    return fields | {"due": reader.day("due"), "state": reader.text("state")}


def delete_part(workspace: Workspace, row: StructureRow) -> Outcome:
    """Delete one of the parts."""
    title = formatting.quoted(row.title)
    sentence = _("Deleted {kind} {title}; undo brings it back.", kind=row.kind.word, title=title)
    return workspace.write([Operation(row.kind, row.id, {"deleted": True})], sentence)
