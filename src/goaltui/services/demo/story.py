"""The events at Nordvik: a year of values, weekly check-ins, learnings, and today's dues."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import EntityKind, Method
from goaltui.model.quick.translation import N_p, _, _p
from goaltui.services.checkin.recording import done_fields
from goaltui.services.demo import plan
from goaltui.services.demo.sample_journal import Batch, SampleJournal, check_in, identity, objective, person, reading

_WEEK = timedelta(days=7)
_WORDS = frozenset(
    {"title", "name", "vision", "mission", "unit", "definition", "source", "why", "note", "text", "closing"}
)
_MONTHLY: tuple[tuple[str, str, tuple[float, ...]], ...] = (
    ("MRR", "bo", (905, 930, 968, 990, 1010, 1042, 1075, 1102, 1140, 1171, 1208, 1240, 1274)),
    (N_p("sample", "Gross margin"), "bo", (61, 61, 60, 60, 59, 59, 58, 58, 58, 59, 58)),
    (N_p("sample", "Cost per ticket"), "bo", (58, 57, 55, 54, 52, 51, 49, 48, 46, 45, 43, 41)),
    (N_p("sample", "Days to onboard"), "dan", (24, 23, 21, 20, 19, 17, 16, 15, 13, 12, 11, 10, 9)),
    (N_p("sample", "Releases a month"), "dan", (2, 2, 3, 2, 3, 3, 4, 4, 4, 5, 4, 5, 5)),
    (N_p("sample", "Bugs older than 14 days"), "dan", (3, 4, 4, 5, 6, 6, 7, 8, 9, 10, 13, 12, 11)),
)
_CHURN = (3.1, 3.0, 3.0, 2.9, 2.8, 2.9, 2.8, 2.7, 2.6, 2.6, 2.6)
_CHURN_NOTES = {
    8: N_p("sample", "price change in spring; four of seven left on price"),
    10: N_p("sample", "first month with the new contract text"),
}
_WEEKLY: tuple[tuple[str, str, tuple[float, ...], tuple[int, ...]], ...] = (
    (N_p("sample", "20 reference customers"), "cleo", (4, 5, 7, 8, 10, 12, 13, 15), (6, 6, 7, 7, 8, 8, 8, 8)),
    (
        N_p("sample", "Reply within 2 h for 90 % of tickets"),
        "dan",
        (61, 63, 66, 68, 70, 72, 74, 76),
        (7, 7, 7, 6, 6, 6, 6, 6),
    ),
    (
        N_p("sample", "Self-serve set-up from 20 to 60 %"),
        "dan",
        (20, 24, 27, 30, 34, 37, 40, 43),
        (7, 7, 7, 7, 7, 7, 7, 7),
    ),
    (
        N_p("sample", "Days to first value from 21 to 7"),
        "eva",
        (21, 20, 18, 17, 16, 14, 13, 12),
        (6, 6, 7, 7, 7, 7, 7, 7),
    ),
    (
        N_p("sample", "Seats per new team from 6 to 9"),
        "bo",
        (6, 6.1, 6.4, 6.8, 7.1, 7.4, 7.7, 7.9),
        (5, 5, 6, 6, 7, 7, 7, 7),
    ),
    (N_p("sample", "Discount never above 12 %"), "bo", (14, 13, 12, 11.5, 12, 11, 11, 10.5), (6, 6, 7, 7, 7, 8, 8, 8)),
    (
        N_p("sample", "Pipeline cover between 3 and 5"),
        "bo",
        (2.4, 2.8, 3.1, 3.3, 3.4, 3.2, 3.6, 3.8),
        (5, 5, 6, 7, 7, 7, 7, 8),
    ),
    (
        N_p("sample", "Rollback in under 10 min, from 45"),
        "dan",
        (45, 40, 34, 30, 26, 21, 18, 15),
        (6, 7, 7, 8, 8, 8, 9, 9),
    ),
    (
        N_p("sample", "At least 95 % of deploys are green"),
        "dan",
        (91, 93, 94, 95, 96, 95, 97, 96),
        (6, 6, 7, 7, 8, 8, 8, 9),
    ),
)
_NOTES = {
    (N_p("sample", "20 reference customers"), 2): N_p("sample", "three from the fair in Malmö"),
    (N_p("sample", "20 reference customers"), 5): N_p("sample", "the hospital said yes"),
    (N_p("sample", "Reply within 2 h for 90 % of tickets"), 4): N_p("sample", "two of us were ill"),
    (N_p("sample", "Self-serve set-up from 20 to 60 %"), 3): N_p("sample", "import wizard is live for half of them"),
    (N_p("sample", "Rollback in under 10 min, from 45"), 3): N_p("sample", "one button, tried on a Friday"),
    (N_p("sample", "Seats per new team from 6 to 9"), 3): N_p("sample", "price page is out"),
}


def sample_drafts(today: date, method: Method = Method.BOTH) -> tuple[Batch, ...]:
    """Return the whole story up to `today` as batches with author and moment, oldest first."""
    calendar = plan.Calendar.around(today)
    journal = SampleJournal()
    begin = today - timedelta(days=400)
    journal.write("anna", begin, [*plan.foundations(calendar, method), *plan.strategy()])
    journal.write("cleo", calendar.past[1], list(plan.last_quarter(calendar)))
    journal.write("anna", calendar.current[1], list(plan.this_quarter(calendar)))
    for draft, author, day in _values(today):
        journal.write(author, day, [draft], hour=10)
    _last_quarter(journal, calendar)
    _this_quarter(journal, calendar, today)
    _remarks(journal, calendar, today)
    return tuple((author, at, tuple(map(_translated, operations))) for author, at, operations in journal.in_order())


def _translated(operation: Operation) -> Operation:
    """Return a change with its words in the reader's language; ids stay those of the English titles."""
    return replace(operation, fields={name: _told(name, value) for name, value in operation.fields.items()})


def _told(field: str, value: Value) -> Value:
    return _p("sample", value) if field in _WORDS and isinstance(value, str) else value


def _values(today: date) -> Iterator[tuple[Operation, str, date]]:
    days = _month_days(today, 13)
    for title, author, values in _MONTHLY:
        for day, value in zip(days, values, strict=False):
            yield reading(title, day, value, author), author, day
    for place, value in enumerate(_CHURN):
        note: dict[str, Value] = {"note": _CHURN_NOTES[place]} if place in _CHURN_NOTES else {}
        yield reading(N_p("sample", "Churn"), days[place], value, "anna", **note), "anna", days[place]
    for place, value in ((0, 31.0), (3, 36.0), (6, 39.0), (9, 42.0)):
        yield reading("NPS", days[place], value, "cleo"), "cleo", days[place]
    yield reading("NPS", days[12], 44.0, "cleo", estimate=True), "cleo", days[12]
    for place, value in ((1, 2.0), (4, 3.0), (7, 4.0), (10, 2.0), (12, 3.0)):
        yield reading(N_p("sample", "Talks held"), days[place], value, "eva"), "eva", days[place]
    for week in range(52, 0, -1):
        day = today - week * _WEEK
        yield reading(N_p("sample", "Team load"), day, 38.0 + (week * 7 % 5), "eva"), "eva", day


def _last_quarter(journal: SampleJournal, calendar: plan.Calendar) -> None:
    start, end = calendar.past[1:]
    answers = (
        N_p("sample", "First answer from 190 to 60 minutes"),
        (190, 170, 150, 120, 110, 96, 90, 84, 80, 78, 74, 72),
    )
    solved = (N_p("sample", "Solved at first contact 55 to 75 %"), (55, 56, 58, 58, 59, 61, 60, 62, 63, 63, 64, 64))
    for title, values in (answers, solved):
        for week, value in enumerate(values):
            day = min(start + (week + 1) * _WEEK, end)
            journal.write("cleo", day, [check_in(title, day, value, "cleo", confidence=6)], hour=11)
    closing = N_p("sample", "A macro is not an answer: the gain came from fewer questions, not from faster typing.")
    journal.write("cleo", end, [objective(plan.LAST, state="closed", grade=0.7, closing=closing)], hour=15)


def _this_quarter(journal: SampleJournal, calendar: plan.Calendar, today: date) -> None:
    start = calendar.current[1]
    weeks = _check_in_days(start, today)
    for title, author, values, confidence in _WEEKLY:
        for place, day in enumerate(weeks):
            if day < today - _WEEK or title != N_p("sample", "Seats per new team from 6 to 9"):
                note = _NOTES.get((title, place), "")
                shown = check_in(title, day, values[place], author, confidence=confidence[place], note=note)
                journal.write(author, day, [shown], hour=11)
    churn, tests = N_p("sample", "Churn from 2.6 to 1.8 %/month"), N_p("sample", "Flaky tests from 40 to 5")
    told = (
        (2.6, 5, ""),
        (2.5, 5, N_p("sample", "price change in May still echoes")),
        (2.5, 4, ""),
        (2.4, 4, N_p("sample", "two big ones stayed")),
    )
    for place, (value, sure, why) in zip((1, 3, 5, 7), told, strict=True):
        if place < len(weeks):
            draft = check_in(
                churn, weeks[place], value, "anna", reads=N_p("sample", "Churn"), confidence=sure, note=why
            )
            journal.write("anna", weeks[place], [draft], hour=11)
    for place, value in ((0, 40), (2, 37), (4, 36), (6, 31)):
        if place < len(weeks):
            draft = check_in(tests, weeks[place], value, "dan", confidence=3)
            journal.write("dan", weeks[place], [draft], hour=11)
    if len(weeks) > 5:
        done = check_in(
            N_p("sample", "No change without a review"),
            weeks[5],
            1,
            "eva",
            confidence=9,
            note=N_p("sample", "the rule is in the tool"),
        )
        journal.write("eva", weeks[5], [done], hour=11)
        steps = check_in(plan.STAGING, weeks[-1], None, "dan", confidence=7, status="behind", note=_STAGING)
        journal.write("dan", weeks[-1], [steps], hour=11)
    for day, name in zip(weeks[1::3], ("data", "traffic"), strict=False):
        journal.write("dan", day, _ticked(plan.staging(name), day), hour=11)


def _ticked(title: str, day: date) -> tuple[Operation, Operation]:
    tick = Operation(EntityKind.MILESTONE, identity(EntityKind.MILESTONE, title), done_fields(day))
    return tick, check_in(
        plan.STAGING, day, None, "dan", confidence=8, note=_("Done: {title}", title=_p("sample", title))
    )


_STAGING = N_p("sample", "secrets wait for the new vault, a week at least")


def _remarks(journal: SampleJournal, calendar: plan.Calendar, today: date) -> None:
    told: Sequence[tuple[str, str, str, str, int]] = (
        ("learning", plan.LAST, "cleo", N_p("sample", "Discounts did not lower churn last time; we stopped them."), 60),
        (
            "obstacle",
            plan.STAY,
            "anna",
            N_p("sample", "No exit reason on record for a third of the accounts that left."),
            20,
        ),
        ("decision", plan.GROW, "bo", N_p("sample", "No discount above 12 % without a word from Anna."), 35),
        ("data_gap", plan.SKILLS, "eva", N_p("sample", "Nobody counts who can stand in for whom."), 30),
    )
    for kind, subject, author, text, ago in told:
        fields: dict[str, Value] = {"kind": kind, "subject_kind": "objective", "text": text, "author": author}
        fields |= {"subject": identity(EntityKind.OBJECTIVE, subject), "owner": person(author)}
        if kind == "data_gap":
            fields["due"] = (today - timedelta(days=3)).isoformat()
        day = today - timedelta(days=ago)
        journal.write(author, day, [Operation(EntityKind.REMARK, identity(EntityKind.REMARK, text), fields)], hour=14)


def _check_in_days(start: date, today: date) -> list[date]:
    """Return the eight latest check-in days of the cycle up to a day or two ago, one a week."""
    latest = today - timedelta(days=2)
    days = [latest - week * _WEEK for week in range(8)]
    return sorted(day for day in days if day >= start)


def _month_days(today: date, count: int) -> list[date]:
    """Return a day in each of the last months, oldest first, the last one a few days ago in this month."""
    place = min(max(1, today.day - 4), 28)
    months = (today.year * 12 + today.month - 1 - back for back in range(count - 1, -1, -1))
    return [date(month // 12, month % 12 + 1, place) for month in months]
