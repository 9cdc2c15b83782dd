"""The numbers that judge a measure, shown and changed as they hold: from a day on, with the reason, so that no earlier
period is judged anew unless somebody says so."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import EntityKind, Frequency, RemarkKind
from goaltui.model.errors import InvalidField
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass, field
from goaltui.model.records import MeasureRecord, Records, TargetRecord
from goaltui.model.refs import natural_id, new_id
from goaltui.rules.progress.periods import period_of
from goaltui.rules.progress.target_change import move_told
from goaltui.rules.scoring.in_force import scoring_text_on, target_on
from goaltui.services.core import formatting
from goaltui.services.forms.form import FormField
from goaltui.services.forms.scoring_fields import scoring_fields, scoring_told
from goaltui.services.forms.target_change import WHY

FROM = "from"
"""The form's field that asks from which day on the numbers hold."""


@dataclass(frozen=True, slots=True)
class MeasureNumbers:
    """The result of setting the numbers: fields of the measure, changes beside it, and the
    periods judged anew, in words.
    """

    fields: Mapping[str, Value] = field(default_factory=dict)
    drafts: tuple[Operation, ...] = ()
    told: str = ""


def targets_of(records: Records, measure: str) -> tuple[TargetRecord, ...]:
    """Return the targets of a measure."""
    return tuple(item for item in records.targets if item.measure == measure)


def number_fields(record: MeasureRecord | None, records: Records, today: date) -> tuple[FormField, ...]:
    """Return the fields of the numbers in force today; where there are some already, also from when on others hold."""
    if record is None:
        return scoring_fields(None)
    targets = targets_of(records, record.id)
    held, target = scoring_text_on(record, targets, today), target_on(targets, today)
    if held is None:
        return scoring_fields(None)
    hint = (
        _("these since {day}; earlier periods keep the numbers they had", day=formatting.day(target.start, today))
        if target is not None
        else _("earlier periods keep the numbers they had")
    )
    return (
        *scoring_fields(held),
        FormField(FROM, _("Numbers from"), today.isoformat(), hint=hint),
        FormField(WHY, _("Why changed"), hint=_("asked if earlier periods are re-scored"), multiline=True),
    )


def set_numbers(
    records: Records,
    before: MeasureRecord,
    scoring: str | None,
    start: date,
    why: str,
    valued: Collection[date],
    today: date,
) -> MeasureNumbers:
    """Return what it takes that `scoring` judges from a day on; raises InvalidField where nobody says why, or where
    nothing would judge any more.

    `valued` are the days of its values. Without one the numbers are still being set: what is in force changes itself.
    """
    targets = targets_of(records, before.id)
    held, target = scoring_text_on(before, targets, start), target_on(targets, start)
    if scoring == held:
        return MeasureNumbers()
    if scoring is None:
        if targets:
            raise InvalidField(_("It has dated targets with their own numbers; delete those first (E)."), "preset")
        return MeasureNumbers({"scoring": None})
    being_set = not valued and start == today
    if held is None or (being_set and target is None):
        return MeasureNumbers({"scoring": scoring})
    if being_set and target is not None:
        return MeasureNumbers(drafts=(Operation(EntityKind.TARGET, target.id, {"scoring": scoring}),))
    anew = judged_anew(valued, Frequency(before.frequency), start, targets, today)
    if anew and not why.strip():
        raise InvalidField(
            _(
                "The numbers change from {day} on, which re-scores {anew}; say why.",
                day=formatting.day(start, today),
                anew=anew,
            ),
            WHY,
        )
    fields: dict[str, Value] = {"measure": before.id, "start": start.isoformat(), "scoring": scoring, "deleted": False}
    if why.strip():
        fields["note"] = why.strip()
    own = target.id if target is not None and target.start == start else None
    drafts = [Operation(EntityKind.TARGET, own or natural_id(EntityKind.TARGET, before.id, start.isoformat()), fields)]
    if why.strip():
        drafts.append(_decision(before.id, held, scoring, why.strip()))
    return MeasureNumbers(drafts=tuple(drafts), told=anew_told(start, anew, today))


def anew_told(start: date, anew: str, today: date) -> str:
    """Return a sentence on what other numbers change, with a space before it."""
    day = formatting.day(start, today)
    if not anew:
        return _(" The numbers apply from {day} on: no score changes yet.", day=day)
    return _(" The numbers apply from {day} on: {anew} is re-scored.", day=day, anew=anew)


def judged_anew(
    valued: Iterable[date], frequency: Frequency, start: date, targets: Iterable[TargetRecord], today: date
) -> str:
    """Return the first and the last period with values that numbers set from a day on judge, empty for none.

    A period is judged by what is in force on its last day, the last one with a value by what is in force today.
    """
    until = min((item.start for item in targets if item.start > start), default=date.max)
    spans = sorted({period_of(day, frequency) for day in valued if day <= today}, key=lambda span: span.start)
    judged_on = [min(span.end, today) for span in spans[:-1]] + [today]
    found = [span.label for span, day in zip(spans, judged_on, strict=False) if start <= day < until]
    if not found:
        return ""
    return found[0] if found[0] == found[-1] else _("{first} to {last}", first=found[0], last=found[-1])


def _decision(measure: str, before: str, after: str, why: str) -> Operation:
    text = move_told(scoring_told(before), scoring_told(after), why)
    decision: dict[str, Value] = {"kind": RemarkKind.DECISION.value, "subject_kind": EntityKind.MEASURE.value}
    return Operation(EntityKind.REMARK, new_id(), {**decision, "subject": measure, "text": text})
