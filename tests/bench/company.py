"""A large workspace in which every screen has much to show: `python -m tests.bench.company FILE O K C`."""

import sys
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path

from goaltui.model.changes import Value
from goaltui.model.enums import EntityKind
from goaltui.model.refs import WORKSPACE_ID, natural_id
from tests.bench.large import Writer

PEOPLE, TEAMS, MEASURES, NODES, REMARKS, INITIATIVES = 300, 30, 300, 60, 1500, 1500
_LANES = ("Financial", "Customer", "Process", "Growth")
_WEEKS = 52


def company(path: Path, objectives: int, key_results: int, check_ins: int) -> None:
    """Objectives in two cycles with owners, key results a year old, and a scorecard with a map; all that is due is."""
    writer, today = Writer(path), date.today()
    writer.add(EntityKind.WORKSPACE, WORKSPACE_ID, {"name": "Nordvik"})
    lanes = [natural_id(EntityKind.PERSPECTIVE, name) for name in _LANES]
    for place, (lane, name) in enumerate(zip(lanes, _LANES, strict=True)):
        writer.add(EntityKind.PERSPECTIVE, lane, {"key": name.lower(), "name": name, "position": place})
    people = _people(writer)
    now, before = _cycle(writer, "now", today, -60, 30), _cycle(writer, "before", today, -150, -61)
    lasting = _scorecard(writer, today, lanes, people)
    goals: list[str] = []
    owners = cycle(people)
    for place in range(objectives):
        parent = None if place < 50 else goals[place // 5 - 1]
        fields = {"title": f"Objective {place:06d} makes customers stay", "owner": next(owners)}
        goals.append(writer.new_id())
        within = before if place % 10 == 9 else now
        writer.add(EntityKind.OBJECTIVE, goals[-1], {**fields, "parent": parent, "cycle": within})
    bets = []
    for place in range(key_results):
        bet, series, owner = writer.new_id(), writer.new_id(), next(owners)
        title, goal = f"Key result {place:06d} from 0 to 100", goals[place * objectives // key_results]
        writer.add(EntityKind.MEASURE, series, {"title": title, "key_result": bet, "frequency": "week"})
        fields = {"title": title, "objective": goal, "measure": series, "owner": owner}
        writer.add(EntityKind.KEY_RESULT, bet, {**fields, "start": 0.0, "target": 100.0})
        bets.append((bet, series))
    _remarks(writer, goals, people)
    each = max(check_ins // key_results, 1)
    for number in range(check_ins - len(lasting) * _WEEKS):
        bet, series = bets[number % key_results]
        place = number // key_results
        day = today - timedelta(days=3 + 2 * (each - place))
        _check_in(writer, series, day, float(3 * place + number % 7), bet)
    writer.close()


def _people(writer: Writer) -> list[str]:
    teams = [natural_id(EntityKind.TEAM, f"team {place}") for place in range(TEAMS)]
    for place, team in enumerate(teams):
        writer.add(EntityKind.TEAM, team, {"key": f"t{place}", "name": f"Team {place}"})
    people = [natural_id(EntityKind.PERSON, f"person {place}") for place in range(PEOPLE)]
    for place, person in enumerate(people):
        fields = {"key": f"p{place}", "name": f"Person {place}", "team": teams[place % TEAMS]}
        writer.add(EntityKind.PERSON, person, {**fields, **({"key": "anna", "name": "anna"} if place == 0 else {})})
    return people


def _cycle(writer: Writer, name: str, today: date, start: int, end: int) -> str:
    identity = natural_id(EntityKind.CYCLE, name)
    span = {"start": str(today + timedelta(days=start)), "end": str(today + timedelta(days=end))}
    writer.add(EntityKind.CYCLE, identity, {"name": name, **span})
    return identity


def _scorecard(writer: Writer, today: date, lanes: list[str], people: list[str]) -> list[str]:
    """Strategic objectives that drive each other, and lasting measures with a year of values."""
    nodes, measures = [], []
    for place in range(NODES):
        nodes.append(writer.new_id())
        fields = {"title": f"Strategic objective {place:03d}", "perspective": lanes[place % len(lanes)]}
        writer.add(EntityKind.OBJECTIVE, nodes[-1], {**fields, "owner": people[place % PEOPLE]})
        if place >= len(lanes):
            ends = {"driver": nodes[-1], "driven": nodes[place - place % len(lanes) - 1]}
            writer.add(EntityKind.LINK, writer.new_id(), {**ends, "why": "because"})
    for place in range(MEASURES):
        measures.append(writer.new_id())
        fields = {"title": f"Measure {place:04d}", "objective": nodes[place % NODES], "frequency": "week"}
        scoring = '{"preset":"goal_red_flag","goal":90.0,"red_flag":10.0}'
        writer.add(EntityKind.MEASURE, measures[-1], {**fields, "owner": people[place % PEOPLE], "scoring": scoring})
        for week in range(_WEEKS):
            day = today - timedelta(days=7 * (_WEEKS - week))
            _check_in(writer, measures[-1], day, float((week * 7 + place) % 100))
    return measures


def _remarks(writer: Writer, goals: list[str], people: list[str]) -> None:
    kinds = ("learning", "decision", "obstacle", "comment")
    for place in range(REMARKS):
        fields = {"kind": kinds[place % 4], "subject_kind": "objective", "subject": goals[place % len(goals)]}
        text = f"Remark {place}: what was learnt in the week"
        writer.add(EntityKind.REMARK, writer.new_id(), {**fields, "text": text, "author": "anna"})
    for place in range(INITIATIVES):
        fields = {"title": f"Initiative {place}", "objective": goals[place % len(goals)]}
        writer.add(EntityKind.INITIATIVE, writer.new_id(), {**fields, "owner": people[place % PEOPLE]})


def _check_in(writer: Writer, series: str, day: date, value: float, bet: str | None = None) -> None:
    fields: dict[str, Value] = {"measure": series, "key_result": bet, "date": str(day), "author": "anna"}
    more: dict[str, Value] = {"confidence": 5, "note": "a note about the week"} if bet else {}
    writer.add(EntityKind.CHECK_IN, writer.new_id(), {**fields, **more, "value": value})


if __name__ == "__main__":
    company(Path(sys.argv[1]), *(int(number) for number in sys.argv[2:5]))
