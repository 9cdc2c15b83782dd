"""The explanation of a figure: the arithmetic of progress, expectation, status or score, line by line."""

from collections.abc import Iterator, Sequence
from datetime import date

from goaltui.model.enums import CLOSED, Condition, DataState, ObjectiveState, Status, StatusPreset
from goaltui.model.listing import counted
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import N_, _
from goaltui.model.records import MeasureRecord, MilestoneRecord, TargetRecord
from goaltui.model.scoring import NUMBERS, Scoring
from goaltui.rules import dates
from goaltui.rules.progress import pace
from goaltui.rules.scoring import measure_score, rollup, status
from goaltui.rules.scoring.data_state import to_date
from goaltui.rules.scoring.in_force import scoring_on
from goaltui.rules.scoring.weight_shares import Weighed, Weighing, effective, parts_of_whole
from goaltui.services.core import formatting
from goaltui.services.core.objective_tree import NOT_BEGUN
from goaltui.services.core.rows.detail import ExplanationLine
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.core.rows.scorecard import MeasureRow, PerspectiveRow, ScorecardObjectiveRow, ScorecardView
from goaltui.services.parsing.interim_targets import told
from goaltui.store.history import Recorded

_SAME = 1e-9


class StatusBasis(NamedTuple):
    """The basis of a status: the day, the preset, and the turns of the objective, newest first."""

    today: date
    preset: StatusPreset
    turns: Sequence[Recorded] = ()


def key_result_lines(
    row: KeyResultRow, window: tuple[date, date] | None, steps: Sequence[MilestoneRecord], by: StatusBasis
) -> Iterator[ExplanationLine]:
    """Yield the reasons for a key result's figures: progress, expectation, status; `steps` are its milestones."""
    today = by.today
    yield ExplanationLine(_why_progress(row.raw), _progress_text(row, steps))
    if row.expected is not None and row.phases:
        phases = ", ".join(told(phase, today) for phase in row.phases)
        yield ExplanationLine(
            _("Why {percent} expected", percent=formatting.percent(row.expected)),
            _("along its phases: {phases}", phases=phases),
        )
    elif row.expected is not None and _goes_along(row, steps):
        undated = any(step.due is None and step.weight > 0 for step in steps)
        dated = _("along its dated milestones")
        told_all = _("along its dated milestones, the others after the last of them") if undated else dated
        yield ExplanationLine(_("Why {percent} expected", percent=formatting.percent(row.expected)), told_all)
    elif row.expected is not None and row.first_day is not None and window is not None:
        last = row.due if row.due and row.due > row.first_day else window[1]
        since = formatting.day(row.first_day, today) if row.first_day != window[0] else ""
        span = N_("day {day} of {days} from {since}") if since else N_("day {day} of {days}")
        yield ExplanationLine(
            _("Why {percent} expected", percent=formatting.percent(row.expected)),
            _day_text(row.first_day, today, last, span, since),
        )
    yield from _status_lines(row, row.progress, by)


def objective_lines(row: ObjectiveRow, window: tuple[date, date] | None, by: StatusBasis) -> Iterator[ExplanationLine]:
    """Yield the reasons for an objective's figures: progress and expectation with
    every counting part and its weight.
    """
    parts = row.counting
    weights = _of_what_is_known(parts, [rollup.counted(part, over=row.over) for part in parts])
    yield ExplanationLine(_why_progress(row.progress, row.coverage), _mean_text(weights))
    for part, weight in zip(parts, weights, strict=True):
        if part.progress is None and row.over:
            yield ExplanationLine(
                part.title, _("no value, so it counts 0 × {weight}", weight=_weight_text(part, weight)), 1
            )
        elif part.progress is None:
            yield ExplanationLine(part.title, _("no value yet, so it does not count"), 1)
        else:
            yield ExplanationLine(part.title, f"{formatting.finely(part.progress)} × {_weight_text(part, weight)}", 1)
    for child in row.children:
        if not child.counts:
            linked = _("linked, but does not count")
            text = _("its cycle has not begun, so it does not count") if child.reason == _(NOT_BEGUN) else linked
            yield ExplanationLine(child.title, text, 1)
    if rollup.is_partial(row.coverage):
        yield from _coverage_lines(row)
    if row.expected is not None:
        yield from _expected_lines(row, row.expected, window, by.today)
    yield from _status_lines(row, row.progress, by)


def _status_lines(
    row: KeyResultRow | ObjectiveRow, progress: float | None, by: StatusBasis
) -> Iterator[ExplanationLine]:
    """Yield the reason for the status: the distance from what is expected, and the limit that judges it."""
    label = _("Why {status}", status=row.status.word)
    if row.status is Status.CLOSED:
        yield from _closed_lines(label, row, by)
        return
    text = row.reason
    if progress is not None and row.expected is not None and row.status is not Status.OUTDATED:
        found = status.computed(progress, row.expected, by.preset)
        told = status.judged(progress, row.expected, by.preset)
        if row.status is found:
            text += f", {told}"
        elif row.status is not Status.PENDING:
            text += _("; its figures alone: {told}", told=told)
    if isinstance(row, ObjectiveRow) and row.worst:
        text += _("; worst: {worst}", worst=row.worst)
    yield ExplanationLine(label, text)


def _closed_lines(label: str, row: KeyResultRow | ObjectiveRow, by: StatusBasis) -> Iterator[ExplanationLine]:
    """Yield who closed the objective when, with its grade, and its earlier turns."""
    grade = row.grade if isinstance(row, ObjectiveRow) else None
    turns = [turn for turn in by.turns if turn.new in CLOSED or turn.old in CLOSED]
    last, *before = [_turn_text(turn) for turn in turns] or [row.reason]
    if turns:
        last = _("{turned} on {day}", turned=last, day=formatting.day(turns[0].change.day, by.today))
    if not isinstance(row, ObjectiveRow):
        last = _("its objective was {turned}", turned=last)
    if grade is not None:
        last = _("{turned}, graded {grade}", turned=last, grade=formatting.grade(grade))
    yield ExplanationLine(label, last)
    for turn, text in zip(turns[1:], before, strict=True):
        yield ExplanationLine(formatting.day(turn.change.day, by.today), text, 1)


def _turn_text(turn: Recorded) -> str:
    author = turn.change.author
    if turn.new == ObjectiveState.CLOSED:
        return _("closed by {author}", author=author) if turn.old else _("entered as closed by {author}", author=author)
    if turn.new == ObjectiveState.DROPPED:
        dropped = _("dropped by {author}", author=author)
        return dropped if turn.old else _("entered as dropped by {author}", author=author)
    return _("reopened by {author}", author=author)


def _goes_along(row: KeyResultRow, steps: Sequence[MilestoneRecord]) -> bool:
    return row.condition is Condition.MILESTONES and any(step.due is not None and step.weight > 0 for step in steps)


def _day_text(first: date, today: date, last: date, span: str, since: str = "") -> str:
    """Return the day within the window in words: `day 60 of 92: (60 − 1) / (92 − 1)`."""
    day, days = pace.day_of(first, today, last)
    share = formatting.percent(pace.expected(first, last, today))
    return _(span, day=day, days=days, since=since) + (f": ({day} − 1) / ({days} − 1) = {share}" if days > 1 else "")


def _coverage_lines(row: ObjectiveRow) -> Iterator[ExplanationLine]:
    yield ExplanationLine(
        _("Why {measured}", measured=formatting.measured(row.coverage)), _("weight with a value / all weight")
    )
    for part in row.counting:
        if part.coverage and rollup.is_partial(part.coverage):
            yield ExplanationLine(part.title, formatting.measured(part.coverage), 1)


def _expected_lines(
    row: ObjectiveRow, expected: float, window: tuple[date, date] | None, today: date
) -> Iterator[ExplanationLine]:
    label = _("Why {percent} expected", percent=formatting.percent(expected))
    straight = pace.expected(*window, today) if window else None
    if window and expected == straight:
        yield ExplanationLine(label, _day_text(window[0], today, window[1], N_("day {day} of {days} of its cycle")))
        return
    asked = rollup.shares_expected(row.counting, straight)
    pairs = zip(row.counting, asked, strict=True)
    known = [rollup.counted(part, over=row.over) and share is not None for part, share in pairs]
    weights = _of_what_is_known(row.counting, known)
    yield ExplanationLine(label, _("{mean} of what its parts expect", mean=_mean_name(weights)))
    for part, share, weight in zip(row.counting, asked, weights, strict=True):
        if weight > 0:
            yield ExplanationLine(part.title, f"{formatting.finely(share)} × {_weight_text(part, weight)}", 1)


def measure_lines(
    row: MeasureRow, record: MeasureRecord, targets: Sequence[TargetRecord], today: date
) -> Iterator[ExplanationLine]:
    """Yield the reasons for a measure's score."""
    in_force = scoring_on(record, targets, today)
    if row.data is DataState.NOT_APPLICABLE:
        yield ExplanationLine(_("Why no score"), _("it does not apply"))
    elif record.in_words:
        yield ExplanationLine(_("Why no score"), _("it is judged in words, and a score takes a number"))
    elif row.baseline is not None:
        until = formatting.day(row.baseline, today)
        yield ExplanationLine(
            _("Why no score"), _("its baseline is collected until {day}; it is scored from the day after", day=until)
        )
    elif in_force is None:
        yield ExplanationLine(_("Why no score"), _("it has no target to judge it by"))
    elif row.value is None:
        yield ExplanationLine(
            _("Why no score"), _("{state}, which never counts as 0", state=formatting.data_word(row.data))
        )
    elif not row.judged:
        yield ExplanationLine(_("Why no score"), _("its period is still running; it is judged when that ends"))
    else:
        judging = to_date(in_force, row.elapsed) if row.elapsed is not None else in_force
        preset = judging.preset.word
        text = _("{sum} (preset {preset})", sum=measure_score.explain(judging, row.value), preset=preset)
        yield ExplanationLine(_("Why {points}", points=formatting.points(row.score)), text)
        if row.elapsed is not None:
            yield ExplanationLine(_("Judged by"), _to_date_text(in_force, judging, row))
        edges = _(
            "{points} is {band}; red from 0, yellow from 33⅓, green from 66⅔",
            points=formatting.points(row.score),
            band=_(row.band or ""),
        )
        yield ExplanationLine(_("Why {band}", band=formatting.band_word(row.band)), edges)
    yield ExplanationLine(_("Data"), _data_text(row, today))


def _to_date_text(whole: Scoring, judging: Scoring, row: MeasureRow) -> str:
    names = [name.replace("_", " ") for name in NUMBERS[whole.preset]]
    pairs = zip(names, judging.numbers, whole.numbers, strict=True)
    told = ", ".join(
        _(
            "{name} {part} of {whole}",
            name=_(name),
            part=formatting.number(round(part, 1)),
            whole=formatting.number(all_of),
        )
        for name, part, all_of in pairs
    )
    return f"{formatting.measure_data(row)}: {told}"


def scorecard_objective_lines(row: ScorecardObjectiveRow) -> Iterator[ExplanationLine]:
    """Yield the reasons for a strategic objective's score."""
    if row.from_key_results:
        yield ExplanationLine(_why_score(row.score), _("the mean of its key results, since it has no measure"))
        return
    yield from _score_lines(row.score, row.coverage, [_Scored.of_measure(item) for item in row.measures])


def perspective_lines(row: PerspectiveRow) -> Iterator[ExplanationLine]:
    """Yield the reasons for a perspective's score."""
    parts = [_Scored(item.title, item, item.score, item.coverage is not None) for item in row.objectives]
    parts += [_Scored.of_measure(item) for item in row.measures]
    yield from _score_lines(row.score, row.coverage, parts)


def total_lines(view: ScorecardView) -> Iterator[ExplanationLine]:
    """Yield the reasons for the scorecard's total."""
    named = [_Scored(row.name, row, row.score, row.coverage is not None) for row in view.perspectives if row.key]
    yield from _score_lines(view.score, view.coverage, named)


class _Scored(NamedTuple):
    title: str
    weighing: Weighed
    score: float | None
    applies: bool
    lack: str = N_("not measured")

    @classmethod
    def of_measure(cls, row: MeasureRow) -> "_Scored":
        lack = formatting.data_word(row.data) if row.value is None else _("no target to judge it by")
        if not row.judged:
            lack = formatting.measure_data(row)
        return cls(row.title, row, row.score, row.data is not DataState.NOT_APPLICABLE, lack)


def _score_lines(score: float | None, coverage: float | None, parts: Sequence[_Scored]) -> Iterator[ExplanationLine]:
    # What does not apply counts nothing in the group, a fixed share of it included.
    group = [part.weighing if part.applies else Weighing(0.0) for part in parts]
    weights = _of_what_is_known(group, [part.score is not None for part in parts])
    yield ExplanationLine(_why_score(score), _mean_text(weights))
    for part, weight in zip(parts, weights, strict=True):
        if not part.applies:
            yield ExplanationLine(part.title, _("does not apply"), 1)
        elif part.score is None:
            lack = _(part.lack)
            goes = _("{lack}, so its weight goes to the others", lack=lack)
            yield ExplanationLine(part.title, goes if any(weights) else lack, 1)
        else:
            text = f"{measure_score.shown(part.score, 1)} × {_weight_text(part.weighing, weight)}"
            yield ExplanationLine(part.title, text, 1)
    yield ExplanationLine(
        _("Coverage"), _("{percent} of the weight that applies was measured", percent=formatting.percent(coverage))
    )


def _of_what_is_known(group: Sequence[Weighed], known: Sequence[bool]) -> list[float]:
    """Return the part of the whole, 0 to 1, that each counts where a part without a value counts nothing."""
    counting = [weight if is_known else 0.0 for weight, is_known in zip(effective(group), known, strict=True)]
    return parts_of_whole([Weighing(weight) for weight in counting])


def _weight_text(item: Weighed, weight: float) -> str:
    told = _("weight {weight}", weight=formatting.finely(weight))
    return told if item.share is None else f"{told}, {_('fixed at {share}', share=formatting.share(item.share))}"


def _why_progress(progress: float | None, coverage: float | None = None) -> str:
    return (
        _("Why no progress")
        if progress is None
        else _("Why {progress}", progress=formatting.covered(progress, coverage))
    )


def _why_score(score: float | None) -> str:
    return _("Why no score") if score is None else _("Why {points}", points=formatting.points(score))


def _progress_text(row: KeyResultRow, steps: Sequence[MilestoneRecord]) -> str:
    value, wanted = formatting.number(row.value), formatting.number(row.target)
    if row.value is None and row.condition is Condition.DONE and row.progress is not None:
        return _("nobody has said that it is done, so it is not")
    if row.value is None and row.condition is not Condition.MILESTONES:
        return _("no value yet")
    match row.condition:
        case Condition.DONE:
            return _("done") if row.progress else _("not done")
        case Condition.MILESTONES:
            done, whole = (sum(step.weight for step in part) for part in ([s for s in steps if s.done], steps))
            sums = f": {formatting.number(done)} / {formatting.number(whole)} = {formatting.percent(row.raw)}"
            return _("weight of the milestones done / weight of all") + (sums if whole else "")
        case Condition.AT_LEAST:
            return _(
                "at least {wanted} is wanted: {value} ≥ {wanted} is {met}", wanted=wanted, value=value, met=_met(row)
            )
        case Condition.AT_MOST:
            return _(
                "at most {wanted} is wanted: {value} ≤ {wanted} is {met}", wanted=wanted, value=value, met=_met(row)
            )
        case Condition.BETWEEN:
            low, high = formatting.number(row.low), formatting.number(row.high)
            return _(
                "{low} to {high} is wanted: {low} ≤ {value} ≤ {high} is {met}",
                low=low,
                high=high,
                value=value,
                met=_met(row),
            )
    return _way_text(row)


def _way_text(row: KeyResultRow) -> str:
    if row.target is None:
        return _("it has no target")
    value = formatting.number(row.value)
    start, target = formatting.number(row.start or 0.0), formatting.number(row.target)
    if row.start == row.target:
        if row.progress:
            return _("start and target are both {target}; {value} reaches it", target=target, value=value)
        return _("start and target are both {target}; {value} misses it", target=target, value=value)
    formula = f"({value} − {start}) / ({target} − {start}) = {formatting.percent(row.raw)}"
    return _(
        "how far {value} is on the way from {start} to {target}: {formula}",
        value=value,
        start=start,
        target=target,
        formula=formula,
    )


def _met(row: KeyResultRow) -> str:
    return _("met") if row.progress else _("not met")


def _mean_text(weights: Sequence[float]) -> str:
    counting = [weight for weight in weights if weight > 0]
    if not counting:
        return _("nothing that counts has a value yet")
    return _(
        "{mean} of {parts}",
        mean=_mean_name(counting),
        parts=counted(len(counting), "part", "parts"),
    )


def _mean_name(weights: Sequence[float]) -> str:
    counting = [weight for weight in weights if weight > 0]
    return _("the mean") if max(counting) - min(counting) < _SAME else _("the weighted mean")


def _data_text(row: MeasureRow, today: date) -> str:
    in_words = row.record.in_words
    # The line on why it has no score names its baseline or its words.
    known = formatting.data_word(row.data) if in_words or row.baseline is not None else formatting.measure_data(row)
    day = formatting.day(row.measured_on, today)
    period = dates.kept_day(row.period, today)
    if in_words and row.data is DataState.MEASURED:
        return _("judged on {day}; period {period}", day=day, period=period)
    if row.data in {DataState.MEASURED, DataState.ESTIMATE}:
        return _("{known} on {day}; period {period}", known=known, day=day, period=period)
    if row.data is DataState.NEVER:
        return _("never judged") if in_words else known
    if row.data is DataState.CARRIED:
        told = _("{known} from {period}", known=known, period=period)
    else:
        told = _("{known} in {period}", known=known, period=period)
    if not row.measured_on:
        return told
    last = _("; judged last on {day}", day=day) if in_words else _("; measured last on {day}", day=day)
    return f"{told}{last}"
