"""The goals of Nordvik: perspectives, strategic objectives, this quarter's and the last quarter's objectives."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import EntityKind, Method
from goaltui.model.quick.translation import N_p, _p
from goaltui.model.refs import WORKSPACE_ID, natural_id
from goaltui.services.demo.sample_journal import identity, key_result, measure, objective, person, perspective, team
from goaltui.services.forms.goal_forms import quarter

PEOPLE = {"anna": "product", "bo": "sales", "cleo": "customers", "dan": "engineering", "eva": "people"}
GROW, COST = N_p("sample", "Grow recurring revenue by a third"), N_p("sample", "Lower the cost to serve")
STAY, VALUE = N_p("sample", "Customers stay and refer"), N_p("sample", "New customers feel at home on day one")
SHIP, FIX = N_p("sample", "Ship safely every week"), N_p("sample", "Fix what customers report")
LEARN, SKILLS = N_p("sample", "Everyone learns in public"), N_p("sample", "Key skills are covered twice")
LEAVING, SELF, PRICE, CALM, TALKS = (
    N_p("sample", "Make leaving unthinkable"),
    N_p("sample", "Set-up needs nobody from us"),
    N_p("sample", "Larger teams find us worth more"),
    N_p("sample", "Releases are a non-event"),
    N_p("sample", "Each of us shows what we learned"),
)
_PERSPECTIVES = (
    ("financial", N_p("sample", "Financial"), 30),
    ("customer", N_p("sample", "Customer"), 30),
    ("internal-process", N_p("sample", "Internal process"), 25),
    ("learning-growth", N_p("sample", "Learning & growth"), 15),
)
_STEPS = {
    "data": N_p("sample", "Staging has production's data"),
    "traffic": N_p("sample", "Staging has production's traffic"),
    "secrets": N_p("sample", "Staging has production's secrets"),
    "load": N_p("sample", "Staging has production's load"),
}
LAST = N_p("sample", "Support answers before the coffee is cold")
STAGING = N_p("sample", "Staging mirrors production")


@dataclass(frozen=True, slots=True)
class Calendar:
    """This quarter and the one before, as name, first and last day."""

    current: tuple[str, date, date]
    past: tuple[str, date, date]

    @classmethod
    def around(cls, today: date) -> "Calendar":
        """Return the quarter that is at least ten days old."""
        current = quarter(today)
        if (today - current[1]).days < 10:
            current = (f"{current[0]}", current[1] - timedelta(days=14), current[2])
        return cls(current, quarter(current[1] - timedelta(days=20)))


def foundations(calendar: Calendar, method: Method) -> Iterator[Operation]:
    """Yield the workspace, its perspectives, cycles, teams and people."""
    yield Operation(
        EntityKind.WORKSPACE,
        WORKSPACE_ID,
        {
            "name": "Nordvik",
            "vision": N_p("sample", "The calmest support tool in the Nordics"),
            "mission": N_p("sample", "Help small teams answer well"),
            "method": method.value,
        },
    )
    for position, (key, name, weight) in enumerate(_PERSPECTIVES):
        fields: dict[str, Value] = {"key": key, "name": name, "position": position, "weight": weight}
        yield Operation(EntityKind.PERSPECTIVE, perspective(key), fields)
    year = calendar.current[1].year
    yield _cycle(str(year), date(year, 1, 1), date(year, 12, 31), None)
    for name, start, end in (calendar.past, calendar.current):
        yield _cycle(name, start, end, str(year) if start.year == year else None)
    yield Operation(EntityKind.TEAM, team("nordvik"), {"key": "nordvik", "name": "Nordvik"})
    for name, group in PEOPLE.items():
        parent: dict[str, Value] = {"key": group, "name": _team_name(group), "parent": team("nordvik")}
        yield Operation(EntityKind.TEAM, team(group), parent)
        yield Operation(EntityKind.PERSON, person(name), {"key": name, "name": name, "team": team(group)})


def _team_name(key: str) -> str:
    return {
        "product": _p("team", "Product"),
        "sales": _p("team", "Sales"),
        "customers": _p("team", "Customers"),
        "engineering": _p("team", "Engineering"),
        "people": _p("team", "People"),
    }[key]


def strategy() -> Iterator[Operation]:
    """Yield the strategic objectives with their measures, and the links between them."""
    places = {
        GROW: ("financial", "bo", 60),
        COST: ("financial", "bo", 40),
        STAY: ("customer", "anna", 60),
        VALUE: ("customer", "dan", 40),
        SHIP: ("internal-process", "dan", 50),
        FIX: ("internal-process", None, 50),
        LEARN: ("learning-growth", "eva", 60),
        SKILLS: ("learning-growth", "eva", 40),
    }
    for title, (key, owner, weight) in places.items():
        who = person(owner) if owner else None
        yield objective(title, perspective=perspective(key), owner=who, weight=weight, ambition="committed")
    yield from _money_and_customers()
    yield from _processes_and_growth()
    yield from _links()


def _money_and_customers() -> Iterator[Operation]:
    yield measure(
        "MRR", GROW, {"goal": 1200, "red_flag": 1000}, unit=N_p("sample", "kSEK"), owner=person("bo"), weight=2
    )
    yield measure(N_p("sample", "Gross margin"), GROW, {"goal": 62, "red_flag": 53}, unit="%", owner=person("bo"))
    yield measure(
        N_p("sample", "Cost per ticket"),
        COST,
        {"goal": 45, "red_flag": 58},
        unit=N_p("sample", "SEK"),
        owner=person("bo"),
    )
    yield measure(
        N_p("sample", "Cash runway"),
        COST,
        {"goal": 12, "red_flag": 6},
        unit=N_p("sample", "months"),
        owner=person("bo"),
        kind="lead",
    )
    yield measure("NPS", STAY, {"goal": 50, "red_flag": 30}, owner=person("cleo"), frequency="quarter")
    churn = {"goal": 1.5, "red_flag": 3.0}
    yield measure(
        N_p("sample", "Churn"),
        STAY,
        churn,
        unit=N_p("sample", "%/month"),
        owner=person("anna"),
        source=N_p("sample", "billing"),
        definition=_CHURN,
    )
    yield measure(
        N_p("sample", "Days to onboard"),
        VALUE,
        {"goal": 10, "red_flag": 21},
        unit=N_p("sample", "days"),
        kind="lead",
        owner=person("dan"),
    )
    yield measure(
        N_p("sample", "Partner referrals"), VALUE, {"goal": 6, "red_flag": 2}, owner=person("cleo"), applies=False
    )


def _processes_and_growth() -> Iterator[Operation]:
    yield measure(N_p("sample", "Releases a month"), SHIP, {"goal": 4, "red_flag": 2}, kind="lead", owner=person("dan"))
    load = {"preset": "range", "low": 36, "high": 42}
    yield measure(
        N_p("sample", "Team load"),
        SHIP,
        load,
        unit=N_p("sample", "h/week"),
        frequency="week",
        aggregation="mean",
        owner=person("eva"),
    )
    yield measure(N_p("sample", "Bugs older than 14 days"), FIX, {"goal": 3, "red_flag": 10})
    yield measure(
        N_p("sample", "Talks held"),
        LEARN,
        {"goal": 8, "red_flag": 2},
        kind="lead",
        aggregation="sum",
        owner=person("eva"),
        frequency="quarter",
    )
    yield measure("eNPS", LEARN, {"goal": 30, "red_flag": 0}, owner=person("eva"), frequency="quarter")


def _links() -> Iterator[Operation]:
    pairs = (
        (LEARN, SHIP, "strong", 3, N_p("sample", "people who show their work fix their work")),
        (FIX, STAY, "strong", 2, N_p("sample", "old bugs are what leavers name")),
        (SHIP, FIX, "medium", 1, N_p("sample", "small releases are easy to mend")),
        (STAY, GROW, "strong", 3, N_p("sample", "who stays buys more seats")),
        (VALUE, STAY, "medium", 1, N_p("sample", "a good first week is remembered")),
        (VALUE, COST, "weak", 2, N_p("sample", "fewer questions in the first month")),
    )
    for driver, driven, strength, delay, why in pairs:
        ends = (identity(EntityKind.OBJECTIVE, driver), identity(EntityKind.OBJECTIVE, driven))
        fields: dict[str, Value] = {"driver": ends[0], "driven": ends[1], "strength": strength, "delay": delay}
        yield Operation(EntityKind.LINK, natural_id(EntityKind.LINK, *ends), {**fields, "why": why})


_CHURN = N_p("sample", "Accounts lost in the month / accounts on its first day")


def last_quarter(calendar: Calendar) -> Iterator[Operation]:
    """Yield one objective of the quarter that is over."""
    cycle = natural_id(EntityKind.CYCLE, calendar.past[0])
    yield objective(LAST, parent=STAY, cycle=cycle, owner=person("cleo"), team=team("customers"))
    yield from key_result(
        N_p("sample", "First answer from 190 to 60 minutes"), LAST, "min", start=190, target=60, owner=person("cleo")
    )
    yield from key_result(
        N_p("sample", "Solved at first contact 55 to 75 %"), LAST, "%", start=55, target=75, owner=person("cleo")
    )


def this_quarter(calendar: Calendar) -> Iterator[Operation]:
    """Yield the objectives of the quarter that runs, with key results of every kind."""
    cycle = natural_id(EntityKind.CYCLE, calendar.current[0])
    for title, parent, owner in (
        (LEAVING, STAY, "anna"),
        (SELF, VALUE, "dan"),
        (PRICE, GROW, "bo"),
        (CALM, SHIP, "dan"),
        (TALKS, LEARN, "eva"),
    ):
        ambition = "committed" if title is CALM else "aspirational"
        group = team(PEOPLE[owner])
        yield objective(title, parent=parent, cycle=cycle, owner=person(owner), team=group, ambition=ambition)
    yield from _for_customers()
    yield from _for_the_work()
    yield from _milestones(*calendar.current[1:])
    yield from _work(calendar.current[2])


def _for_customers() -> Iterator[Operation]:
    yield from key_result(
        N_p("sample", "Churn from 2.6 to 1.8 %/month"),
        LEAVING,
        reads=N_p("sample", "Churn"),
        start=2.6,
        target=1.8,
        weight=2,
        owner=person("anna"),
    )
    yield from key_result(N_p("sample", "20 reference customers"), LEAVING, start=4, target=20, owner=person("cleo"))
    yield from key_result(
        N_p("sample", "Reply within 2 h for 90 % of tickets"), LEAVING, "%", start=61, target=90, owner=person("dan")
    )
    yield from key_result(
        N_p("sample", "Self-serve set-up from 20 to 60 %"), SELF, "%", start=20, target=60, owner=person("dan")
    )
    yield from key_result(
        N_p("sample", "Days to first value from 21 to 7"),
        SELF,
        N_p("sample", "days"),
        start=21,
        target=7,
        owner=person("eva"),
    )
    yield from key_result(
        N_p("sample", "Seats per new team from 6 to 9"),
        PRICE,
        N_p("sample", "seats"),
        start=6,
        target=9,
        owner=person("bo"),
    )
    yield from key_result(
        N_p("sample", "Discount never above 12 %"), PRICE, "%", condition="at_most", target=12, owner=person("bo")
    )
    yield from key_result(
        N_p("sample", "Pipeline cover between 3 and 5"),
        PRICE,
        "×",
        condition="between",
        low=3,
        high=5,
        owner=person("bo"),
    )


def _for_the_work() -> Iterator[Operation]:
    yield from key_result(
        N_p("sample", "Rollback in under 10 min, from 45"), CALM, "min", start=45, target=10, owner=person("dan")
    )
    yield from key_result(N_p("sample", "No change without a review"), CALM, condition="done", owner=person("eva"))
    yield from key_result(N_p("sample", "Flaky tests from 40 to 5"), CALM, N_p("sample", "tests"), start=40, target=5)
    yield from key_result(STAGING, CALM, condition="milestones", owner=person("dan"))
    yield from key_result(
        N_p("sample", "At least 95 % of deploys are green"),
        CALM,
        "%",
        condition="at_least",
        target=95,
        owner=person("dan"),
    )
    yield from key_result(
        N_p("sample", "Each of us gives one talk"),
        TALKS,
        N_p("sample", "talks"),
        start=0,
        target=9,
        owner=person("eva"),
    )


def _milestones(start: date, end: date) -> Iterator[Operation]:
    for name, weight, share in (("data", 1, 0.25), ("traffic", 1, 0.5), ("secrets", 2, 0.75), ("load", 1, 1.0)):
        due = start + timedelta(days=round((end - start).days * share))
        title = staging(name)
        fields: dict[str, Value] = {"title": title, "weight": weight, "due": due.isoformat()}
        key_result_id = identity(EntityKind.KEY_RESULT, STAGING)
        yield Operation(
            EntityKind.MILESTONE, identity(EntityKind.MILESTONE, title), {"key_result": key_result_id, **fields}
        )


def staging(name: str) -> str:
    """Return the title of the milestone that staging has this of production's."""
    return _STEPS[name]


def _work(end: date) -> Iterator[Operation]:
    for title, under, owner, state, percent in (
        (N_p("sample", "Onboarding mails written anew"), VALUE, "cleo", "running", 60),
        (N_p("sample", "Win-back calls"), STAY, "anna", "running", 40),
        (N_p("sample", "Price page rewritten"), GROW, "bo", "done", 100),
        (N_p("sample", "Canary deploys"), SHIP, "dan", "running", 70),
        (N_p("sample", "Friday show and tell"), LEARN, "eva", "running", 50),
    ):
        fields: dict[str, Value] = {"title": title, "objective": identity(EntityKind.OBJECTIVE, under)}
        due = (end - timedelta(days=20)).isoformat()
        fields |= {"owner": person(owner), "state": state, "percent": percent, "due": due}
        yield Operation(EntityKind.INITIATIVE, identity(EntityKind.INITIATIVE, title), fields)


def _cycle(name: str, start: date, end: date, parent: str | None) -> Operation:
    above = natural_id(EntityKind.CYCLE, parent) if parent else None
    fields: dict[str, Value] = {"name": name, "start": start.isoformat(), "end": end.isoformat(), "parent": above}
    return Operation(EntityKind.CYCLE, natural_id(EntityKind.CYCLE, name), fields)
