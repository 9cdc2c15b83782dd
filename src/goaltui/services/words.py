"""Numbers, days and standings in words, the same on the screen, in the shell and in sentences."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from goaltui.model.enums import Band, Condition, DataState, Status
from goaltui.model.records import MilestoneRecord
from goaltui.services.rows import KeyResultRow

NOTHING = "–"
NOTHING_LIKE_THAT = "Nothing here is like that."
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_BAND_WORDS = {Band.GREEN: "on target", Band.YELLOW: "watch", Band.RED: "off target"}
_DATA_WORDS = {
    DataState.MEASURED: "measured",
    DataState.ESTIMATE: "estimate",
    DataState.CARRIED: "carried over",
    DataState.MISSING: "missing",
    DataState.NEVER: "never measured",
    DataState.NOT_APPLICABLE: "does not apply",
}
_DAYS_BEFORE_MONTHS = 90
_DAYS_A_MONTH = 30.44
_MONTHS_BEFORE_YEARS = 24
_LARGEST_PLAIN = 1e15
_SMALLEST_PLAIN = 0.001


def number(value: float | None, unit: str = "") -> str:
    """A value with thousands in groups, as many decimals as matter and its unit; a dash for none."""
    if value is None:
        return NOTHING
    return f"{_digits(value)} {unit}".rstrip()


def percent(share: float | None) -> str:
    """A share of 1 as whole percent, rounded half up."""
    if share is None:
        return NOTHING
    return f"{rounded(share * 100)} %"


def share(part: float) -> str:
    """A share of 1 as it was typed: `30 %`, `33.3 %`."""
    return f"{_digits(part * 100)} %"


def weight(value: float, fixed: float | None, part: float) -> str:
    """A weight and the part of 1 that it comes to, `2 = 50 %`, or the share that it is fixed at."""
    return f"{number(value)} = {percent(part)}" if fixed is None else f"fixed at {share(fixed)}"


def points(score: float | None) -> str:
    """A score of 100 as a whole number."""
    return NOTHING if score is None else str(rounded(score))


def rounded(value: float) -> int:
    """The nearest whole number, halves away from zero."""
    return int(Decimal(repr(value)).quantize(Decimal(1), ROUND_HALF_UP))


def day(value: date | None, today: date | None = None) -> str:
    """`16 Nov`, with the year where it is not that of `today`."""
    if value is None:
        return NOTHING
    short = f"{value.day} {_MONTHS[value.month - 1]}"
    return short if today is not None and value.year == today.year else f"{short} {value.year}"


def step_day(step: MilestoneRecord, today: date) -> str:
    """The day that matters of a milestone: on which it was done, else for which it is due; `done 30 Nov`,
    `late 30 Nov`, `15 Dec`, empty where it has none."""
    if step.done_on is not None:
        return f"done {day(step.done_on, today)}"
    due = day(step.due, today) if step.due is not None else ""
    return f"late {due}" if step.is_late_on(today) else due


def span(start: date, end: date) -> str:
    """`1 Oct to 31 Dec 2026`."""
    return f"{day(start, end)} to {day(end)}"


def late(days: int) -> str:
    """`due today`, `3 days late`, `4 months late`, `2 years late`: in the unit that can be felt."""
    if days <= 0:
        return "due today"
    if days < _DAYS_BEFORE_MONTHS:
        return f"{counted(days, 'day')} late"
    months = rounded(days / _DAYS_A_MONTH)
    if months < _MONTHS_BEFORE_YEARS:
        return f"{months} months late"
    return f"{rounded(months / 12)} years late"


def weeks_back(then: date, today: date) -> str:
    """`15 Aug, 14 weeks back`, in days where it is less than two weeks."""
    days = (today - then).days
    ago = counted(days, "day") if days < 14 else f"{days // 7} weeks"
    return f"{day(then, today)}, {ago} back"


def status_word(status: Status) -> str:
    """`on track`, `at risk` …"""
    return status.value.replace("_", " ")


def band_word(band: Band | None) -> str:
    """The colour's meaning; a dash for none."""
    return NOTHING if band is None else _BAND_WORDS[band]


def data_word(state: DataState) -> str:
    """What is known of a measure, in words."""
    return _DATA_WORDS[state]


def now_text(row: KeyResultRow) -> str:
    """Value and target in one look: `14 / 20`, `2.4 → 1.8` where less is better, `76 ≥ 90`, `done`."""
    value = number(row.value)
    unit = f" {row.unit}" if row.unit == "%" else ""
    match row.condition:
        case Condition.DONE:
            return NOTHING if row.value is None else ("done" if row.value >= 1 else "not yet")
        case Condition.MILESTONES:
            return percent(row.progress)
        case Condition.BETWEEN:
            return f"{value} in {number(row.low)}–{number(row.high)}{unit}"
        case Condition.AT_LEAST:
            return f"{value} ≥ {number(row.target)}{unit}"
        case Condition.AT_MOST:
            return f"{value} ≤ {number(row.target)}{unit}"
    if row.target is None:
        return f"{value}{unit}"
    arrow = "→" if row.start is not None and row.target < row.start else "/"
    return f"{value} {arrow} {number(row.target)}{unit}"


def listed(items: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    words = list(items)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def counted(count: int, one: str, many: str | None = None) -> str:
    """`1 measure`, `2 measures`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def quoted(title: str, limit: int = 60) -> str:
    """A title in a sentence, cut where it would drown it."""
    return f"'{title if len(title) <= limit else title[: limit - 1] + '…'}'"


def _digits(value: float) -> str:
    size = abs(value)
    if size >= _LARGEST_PLAIN or 0 < size < _SMALLEST_PLAIN:
        return f"{value:.4g}"
    decimals = 3 if size < 10 else 2 if size < 1000 else 1
    text = f"{Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):,f}"
    plain = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if plain in ("-0", "") else plain.replace(",", " ")
