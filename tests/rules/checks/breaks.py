"""Ways to break one thing in the sound workspace."""

from collections.abc import Callable
from typing import Any

from goaltui.model.records import (
    CycleRecord,
    LinkRecord,
    MilestoneRecord,
    PersonRecord,
    PerspectiveRecord,
    TargetRecord,
)
from tests.rules.checks.world import (
    World,
    a_key_result,
    a_measure,
    an_objective,
    day,
    series,
)

Break = Callable[[World], object]


def change(identity: str, **fields: Any) -> Break:
    return lambda world: world.change(identity, **fields)


def needs(**fields: Any) -> Break:
    return lambda world: setattr(world, "workspace", world.workspace._replace(**fields))


def objectives(count: int, **fields: Any) -> Break:
    def add(world: World) -> None:
        for place in range(count):
            title = f"Make part {chr(97 + place)} of the work calmer"
            placed = {"parent": "growth", "cycle": "q3", "owner": "bo", **fields}
            world.add("objectives", an_objective(f"more {place}", title, **placed))

    return add


def chain(count: int) -> Break:
    """Objectives each under the one before, the first under `growth`."""

    def add(world: World) -> None:
        for place in range(count):
            above = f"deep {place - 1}" if place else "growth"
            world.add(
                "objectives", an_objective(f"deep {place}", f"Make step {place} calmer", parent=above, cycle="q3")
            )

    return add


def key_results(count: int, objective: str = "leaving", **fields: Any) -> Break:
    def add(world: World) -> None:
        for place in range(count):
            world.add("key_results", a_key_result(f"more {place}", f"Result {chr(97 + place)}", objective, **fields))
        world.stir()

    return add


def measures(count: int, **fields: Any) -> Break:
    def add(world: World) -> None:
        for place in range(count):
            world.add("measures", a_measure(f"more {place}", f"Measure {chr(97 + place)}", **fields))

    return add


def steps(world: World) -> None:
    world.change("weekly", condition="milestones", target=None, checked_in=None, value_on=None)
    world.add("milestones", MilestoneRecord("step", "weekly", "First", None, 1.0, True))


def removed(*identities: str) -> Break:
    def remove(world: World) -> None:
        for identity in identities:
            world.remove(identity)

    return remove


def link(driver: str, driven: str) -> Break:
    return lambda world: world.add("links", LinkRecord("new link", driver, driven, "weak", 0, ""))


def standing(progress: float, expected: float, **fields: Any) -> Break:
    def set_standing(world: World) -> None:
        world.progress["weekly"], world.expected["weekly"] = progress, expected
        world.change("weekly", **fields)

    return set_standing


def values(identity: str, *pairs: tuple[str, float]) -> Break:
    return lambda world: world.points.update({identity: series(*pairs)})


def scored(identity: str, score: float) -> Break:
    return lambda world: world.score.update({identity: score})


def both(*breaks: Break) -> Break:
    return lambda world: [one(world) for one in breaks]


def bound(identity: str, measure: str, **fields: Any) -> Break:
    return change(identity, measure=measure, own_measure=False, **fields)


def at(text: str) -> Break:
    return lambda world: setattr(world, "today", day(text))


def rewritten(text: str) -> Break:
    return lambda world: setattr(world, "rewritten", {"weekly": day(text)})


def confident(confidence: int) -> Break:
    return both(change("references", confidence=confidence), change("weekly", confidence=confidence), at("2026-07-10"))


def history(*cycles: str, target: float = 60.0) -> Break:
    def add(world: World) -> None:
        for cycle in cycles:
            objective = an_objective(f"in {cycle}", f"Earlier {cycle}", cycle=cycle, state="closed", grade=0.7)
            world.add("objectives", objective)
            title = "Share of accounts that log in weekly"
            world.add("key_results", a_key_result(f"bet in {cycle}", title, objective.id, target=target))

    return add


def graded(*grades: float) -> Break:
    def add(world: World) -> None:
        for place, grade in enumerate(grades):
            title = f"Old goal {place}"
            closed = an_objective(title, title, cycle="q1", state="closed", grade=grade, closing="Learnt")
            world.add("objectives", closed)

    return add


def target(**fields: Any) -> Break:
    record = TargetRecord("target", "churn", day("2026-01-01"), '{"preset":"goal_only","goal":2}', None, "")
    return lambda world: world.add("targets", record._replace(**fields))


def person(identity: str, team: str | None) -> Break:
    return lambda world: world.add("people", PersonRecord(identity, identity, identity.title(), team))


def cycle(**fields: Any) -> Break:
    record = CycleRecord("new cycle", "2026-H2", day("2026-07-01"), day("2026-12-31"), "year")
    return lambda world: world.add("cycles", record._replace(**fields))


def perspective(world: World) -> None:
    world.add("perspectives", PerspectiveRecord("people", "people", "People", 2, 1.0))
