"""Numbers, days and standings in words, the same on the screen, in the shell and in sentences."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from goaltui.model.enums import Band, Condition, DataState
from goaltui.model.listing import counted, listed
from goaltui.model.quick.lazy_module import lazy_module
from goaltui.model.quick.translation import N_, _, _p
from goaltui.rules import dates, figures

if TYPE_CHECKING:
    from goaltui.model.records import MilestoneRecord
    from goaltui.rules.scoring import measure_score, rollup
    from goaltui.services.core.rows.initiatives import InitiativeRow
    from goaltui.services.core.rows.key_results import KeyResultRow
    from goaltui.services.core.rows.scorecard import MeasureRow
else:
    # Every sentence comes by here, and most of them tell no score.
    measure_score, rollup = (lazy_module(f"goaltui.rules.scoring.{name}") for name in ("measure_score", "rollup"))

NOTHING = figures.NONE
NOTHING_LIKE_THAT = N_("Nothing matches.")
_BAND_WORDS = {Band.GREEN: N_("on target"), Band.YELLOW: N_("watch"), Band.RED: N_("off target")}
_DATA_WORDS = {
    DataState.MEASURED: N_("measured"),
    DataState.ESTIMATE: N_("estimate"),
    DataState.CARRIED: N_("carried over"),
    DataState.MISSING: N_("missing"),
    DataState.NEVER: N_("never measured"),
    DataState.NOT_APPLICABLE: N_("does not apply"),
}
_DAYS_BEFORE_MONTHS = 90
_DAYS_A_MONTH = 30.44
_MONTHS_BEFORE_YEARS = 24


def number(value: float | None, unit: str = "") -> str:
    """Return a value with thousands in groups, the decimals that it was typed with and its unit; a dash for none."""
    if value is None:
        return NOTHING
    return f"{figures.number(value)} {unit}".rstrip()


def grade(value: float | None) -> str:
    """Return a grade in tenths; empty for none."""
    return "" if value is None else figures.fixed(value, 1)


def mean(value: float | None) -> str:
    """Return a mean of grades, or an evenness, in hundredths; empty for none."""
    return "" if value is None else figures.fixed(value, 2)


def percent(share: float | None) -> str:
    """Return a share of 1 as whole percent, rounded half up; 100 % only when it is reached."""
    return NOTHING if share is None else figures.percent(share)


def finely(share: float | None) -> str:
    """Return a share of 1 that is reckoned with, in tenths of a percent."""
    return NOTHING if share is None else figures.percent(share, 1)


def covered(progress: float | None, coverage: float | None) -> str:
    """Return a progress as whole percent, with its coverage where not all has a value: `100 % of 20 % measured`."""
    if progress is None or not rollup.is_partial(coverage):
        return percent(progress)
    return _("{progress} of {measured}", progress=percent(progress), measured=measured(coverage))


def measured(coverage: float | None) -> str:
    """Return a coverage in words where not all has a value, as `20 % measured`; else empty."""
    return _("{percent} measured", percent=percent(coverage)) if rollup.is_partial(coverage) else ""


def scored(score: float | None, band: Band | None, coverage: float | None) -> str:
    """Return a score with its meaning, and with its coverage where not all was measured:
    `72 on target, 60 % measured`.
    """
    if score is None:
        return _("no score")
    return ", ".join(part for part in (f"{points(score)} {band_word(band)}", measured(coverage)) if part)


def by_measures(score: float | None, coverage: float | None) -> str:
    """Return what measures come to, beside progress: `score 72, 60 % measured`; without a value `0 % measured`."""
    told = _("score {points}", points=points(score)) if score is not None else ""
    return ", ".join(filter(None, (told, measured(coverage))))


def by_measures_fitting(score: float | None, coverage: float | None, room: int) -> str:
    """Return the same in so many cells: `72, 60 % measured`, or `72 of 60 %`, which may still be too long."""
    whole = by_measures(score, coverage)
    if len(whole) <= room or score is None:
        return whole
    if not rollup.is_partial(coverage):
        return points(score)
    shorter = f"{points(score)}, {measured(coverage)}"
    part = _(" of {percent} ", percent=percent(coverage)).rstrip()
    return shorter if len(shorter) <= room else f"{points(score)}{part}"


def share(part: float) -> str:
    """Return a share of 1 as it was typed: `30 %`, `33.3 %`."""
    return f"{figures.number(part * 100)} %"


def weight(value: float, fixed: float | None, of_whole: float) -> str:
    """Return a weight and the part of 1 that it comes to, `2 = 50 %`, or the share that it is fixed at."""
    return f"{number(value)} = {finely(of_whole)}" if fixed is None else _("fixed at {share}", share=share(fixed))


def points(score: float | None) -> str:
    """Return a score of 100 as a whole number that keeps within its band."""
    return NOTHING if score is None else measure_score.shown(score)


def rounded(value: float) -> int:
    """Return the nearest whole number, halves away from zero."""
    return figures.rounded(value)


def day(value: date | None, today: date | None = None) -> str:
    """Return a day as `16 Nov`, with the year where it is not that of `today`."""
    return NOTHING if value is None else dates.day(value, today)


def step_day(step: "MilestoneRecord", today: date) -> str:
    """Return the day that matters of a milestone: on which it was done, else for which it is due; `done 30 Nov`,
    `late 30 Nov`, `15 Dec`, empty where it has none.
    """
    if step.done_on is not None:
        return _("done {day}", day=day(step.done_on, today))
    due = day(step.due, today) if step.due is not None else ""
    return _("late {due}", due=due) if step.is_late_on(today) else due


def span(start: date, end: date, today: date | None = None) -> str:
    """Return a span of days as `1 Oct to 31 Dec`, with the year where it is not that of `today`."""
    return dates.span(start, end, today)


def late(days: int) -> str:
    """Return lateness in the unit that can be felt: `due today`, `3 days late`, `4 months late`, `2 years late`."""
    if days <= 0:
        return _("due today")
    if days < _DAYS_BEFORE_MONTHS:
        return _("{days} late", days=counted(days, "day", "days"))
    months = rounded(days / _DAYS_A_MONTH)
    if months < _MONTHS_BEFORE_YEARS:
        return _("{months} months late", months=months)
    return _("{years} years late", years=rounded(months / 12))


def weeks_back(then: date, today: date) -> str:
    """Return a past day as `15 Aug, 14 weeks back`, in days where it is less than two weeks."""
    days = (today - then).days
    ago = counted(days, "day", "days") if days < 14 else _("{days} weeks", days=days // 7)
    return _("{day}, {ago} back", day=day(then, today), ago=ago)


def band_word(band: Band | None) -> str:
    """Return the colour's meaning; a dash for none."""
    return NOTHING if band is None else _(_BAND_WORDS[band])


def data_word(state: DataState) -> str:
    """Return the data state of a measure in words."""
    return _(_DATA_WORDS[state])


def measure_data(row: "MeasureRow") -> str:
    """Return the data state of a measure on its day in words, with the elapsed part of the period of a sum, and why it
    is not scored: its baseline runs, or it is judged in words.
    """
    kind = "" if row.data is DataState.MEASURED else data_word(row.data)
    told: tuple[str, ...]
    if row.judgement is not None:
        told = (_("in words: {status}", status=row.judgement.status.word), kind)
    elif row.record.in_words and row.data is not DataState.NOT_APPLICABLE:
        told = (_("in words: not judged yet"),)
    elif row.baseline is not None:
        carried = row.data is DataState.CARRIED
        told = (_("baseline until {day}", day=day(row.baseline)), _("value carried over") if carried else kind)
    elif row.elapsed is not None:
        runs = _("running, day {day} of {days}", day=row.elapsed.day, days=row.elapsed.days)
        told = (kind, runs, "" if row.judged else _("not judged before it ends"))
    else:
        return data_word(row.data)
    return ", ".join(filter(None, told))


def now_text(row: "KeyResultRow") -> str:
    """Value and target in one look: `14 / 20`, `2.4 → 1.8` where less is better, `76 ≥ 90`, `done`."""
    value = number(row.value)
    unit = f" {row.unit}" if row.unit == "%" else ""
    match row.condition:
        case Condition.DONE:
            return NOTHING if row.progress is None else (_("done") if row.progress >= 1 else _("not yet"))
        case Condition.MILESTONES:
            return percent(row.progress)
        case Condition.BETWEEN:
            between = f"{number(row.low)}–{number(row.high)}{unit}"
            return f"{value}{_within()}{between}"
        case Condition.AT_LEAST:
            return f"{value} ≥ {number(row.target)}{unit}"
        case Condition.AT_MOST:
            return f"{value} ≤ {number(row.target)}{unit}"
    if row.target is None:
        return f"{value}{unit}"
    arrow = "→" if row.start is not None and row.target < row.start else "/"
    return f"{value} {arrow} {number(row.target)}{unit}"


def measure_now(row: "MeasureRow") -> str:
    """Value and goal in one look: `14 / 20`, `31 / ≤ 5` where less is better; the value alone without a goal. In
    words what was judged."""
    if row.judgement is not None:
        return row.judgement.status.word
    return f"{number(row.value)} / {row.goal_text}" if row.goal_text else number(row.value)


def _within() -> str:
    return f" {_p('between', 'in')} "


def now_parts(now: str) -> tuple[str, str, str]:
    """Return the value, the sign and the goal of a text that has them in one look; without a goal the value alone."""
    for sign in (" / ", " → ", " ≥ ", " ≤ ", _within()):
        value, found, goal = now.partition(sign)
        if found:
            return value, found, goal
    return now, "", ""


def now_fitting(now: str) -> tuple[str, str]:
    """Return a text that has value and goal in one look, and the value alone for where there is less room."""
    return now, now_parts(now)[0]


def with_unit(now: str, unit: str) -> str:
    """Return value and target with their unit, `31 → 5 days`; what is no number or a share has none."""
    has_one = now.endswith("%") or not any(map(str.isdigit, now))
    return now if has_one else f"{now} {unit}".rstrip()


def work_word(row: "InitiativeRow") -> str:
    """Return the state of an initiative: `late`, `running 40 %`, `done`."""
    share = f" {number(row.percent)} %" if row.percent is not None and row.is_open else ""
    return f"{_p('initiative', 'late') if row.late else row.state.word}{share}"


def work_told(row: "InitiativeRow", today: date) -> str:
    """Return owner, due day and state of an initiative: `bo, 27 Nov, late`."""
    return ", ".join(part for part in (row.owner, day(row.due, today) if row.due else "", work_word(row)) if part)


def listed_some(titles: Sequence[str], most: int = 2) -> str:
    """Return the first titles in quotes, and how many more: `'a', 'b' and 3 more`."""
    more = [_("{count} more", count=len(titles) - most)] if len(titles) > most else []
    return listed([*(quoted(title, 24 if len(titles) > 1 else 60) for title in titles[:most]), *more])


def quoted(title: str, limit: int = 60) -> str:
    """Return a title in a sentence, in one line and cut where it would drown it."""
    title = " ".join(title.splitlines())
    return f"'{title if len(title) <= limit else title[: limit - 1] + '…'}'"


def link(strength: str, delay: int) -> str:
    """Return strength and delay of a link of the map: `strong, 2 months`, `weak`."""
    return f"{_(strength)}, {counted(delay, 'month', 'months')}" if delay else _(strength)
