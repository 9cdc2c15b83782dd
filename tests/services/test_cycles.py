"""The cycles with where they stand, and how often what was set was reached."""

from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind
from goaltui.model.errors import InvalidField
from goaltui.rules.cycle import Phase
from goaltui.services.clock import FixedClock
from goaltui.services.cycles import Reached, cycles_view
from goaltui.services.narrowing import asking_of, narrow_roots
from goaltui.services.query import asking_for, parse_query
from goaltui.services.workspace import Workspace
from tests.services.company import NOW
from tests.services.weighed import beside

GOALS = """\
[[cycles]]
name = "2026-Q2"
start = 2026-04-01
end = 2026-06-30

[[cycles]]
name = "2026-Q3"
start = 2026-07-01
end = 2026-09-30

[[cycles]]
name = "Q4 [/] \\"late\\" 日本語"
start = 2026-10-01
end = 2026-12-31

[[cycles]]
name = "2026-Q1"
start = 2026-01-01
end = 2026-03-31

[[teams]]
name = "Care"

[[people]]
name = "anna"
team = "Care"

[[objectives]]
title = "Promise"
cycle = "2026-Q2"
ambition = "committed"
owner = "anna"
state = "closed"
grade = 0.9

[[objectives]]
title = "Stretch"
cycle = "2026-Q2"
owner = "anna"
state = "closed"
grade = 0.7

[[objectives]]
title = "Alone"
cycle = "2026-Q2"
state = "dropped"

[[objectives]]
title = "Left over"
cycle = "2026-Q1"
team = "Care"
state = "active"

[[objectives]]
title = "Earlier"
cycle = "2026-Q1"
state = "closed"
grade = 0.2

[[objectives]]
title = "Now"
cycle = "2026-Q3"

  [[objectives.key_results]]
  title = "Ten"
  start = 0
  target = 10
  value = 4

[[objectives]]
title = "Then"
cycle = "Q4 [/] \\"late\\" 日本語"
state = "draft"
"""


def opened(path: Path, text: str = GOALS) -> Workspace:
    workspace = Workspace.open(path / "work.db", author="anna", clock=FixedClock(NOW), create=True)
    if text:
        workspace.import_toml(text, "goals.toml")
    return workspace


def test_the_cycles_stand_latest_first_with_their_phase(tmp_path: Path) -> None:
    view = cycles_view(opened(tmp_path))
    told = [(row.name[:7], row.phase, row.objectives, row.closed, row.drafts) for row in view.cycles]
    assert told == [
        ("Q4 [/] ", Phase.UPCOMING, 1, 0, 1),
        ("2026-Q3", Phase.RUNNING, 1, 0, 0),
        ("2026-Q2", Phase.CLOSED, 3, 3, 0),
        ("2026-Q1", Phase.ENDED, 2, 1, 0),
    ]
    assert (view.cycles[1].progress, view.cycles[1].key_results) == (0.4, 1)


def test_what_was_promised_is_reached_at_one_and_a_stretch_at_seven_tenths(tmp_path: Path) -> None:
    view = cycles_view(opened(tmp_path))
    assert view.cycles[2].reached == Reached(2, 1, 0.8)
    assert view.closing == ("2026-Q1", "2026-Q2")
    care, none = view.teams
    assert (care.name, care.reached, care.grades) == ("Care", Reached(2, 1, 0.8), (None, 0.8))
    assert (none.name, none.reached, none.grades) == ("", Reached(1, 0, 0.2), (0.2, None))


def test_a_grade_counts_only_once_its_objective_is_closed(tmp_path: Path) -> None:
    workspace = opened(tmp_path, "")
    text = '[[cycles]]\nname = "Now"\nstart = 2026-01-01\nend = 2026-12-31\n'
    for title, state, value in (("Left [in] the middle", "active", 0.1), ("Drafted", "draft", 0.2)):
        text += f'[[objectives]]\ntitle = "{title}"\ncycle = "Now"\nstate = "{state}"\ngrade = {value}\n'
    workspace.import_toml(text, "goals.toml")
    view = cycles_view(workspace)
    assert (view.cycles[0].reached, view.closing, view.teams) == (Reached(), (), ())
    workspace.import_toml('[[objectives]]\ntitle = "Done"\ncycle = "Now"\nstate = "closed"\ngrade = 0.8\n', "more.toml")
    view = cycles_view(workspace)
    assert view.cycles[0].reached == Reached(1, 1, 0.8)
    assert [(team.reached, team.grades) for team in view.teams] == [(Reached(1, 1, 0.8), (0.8,))]


def test_several_cycles_are_asked_for_at_once_whatever_their_names_are(tmp_path: Path) -> None:
    workspace = opened(tmp_path)
    names = [row.name for row in cycles_view(workspace).cycles]

    def titles(*asked: str) -> list[str]:
        query = parse_query(asking_for("cycle", asked))
        return [row.title for row in narrow_roots(workspace.tree().roots, query, asking_of(workspace))]

    assert titles(names[0]) == ["Then"]
    assert titles("2026-Q1") == ["Left over", "Earlier"]
    assert titles(names[0], "2026-Q3") == ["Now", "Then"]


def test_there_may_be_none(tmp_path: Path) -> None:
    view = cycles_view(opened(tmp_path, ""))
    assert (view.cycles, view.teams, view.closing) == ((), (), ())


def test_at_the_top_of_a_cycle_weights_are_shares_of_its_progress(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "work.db", author="anna", clock=FixedClock(NOW), create=True)
    parts = [('"One"', ""), ('"Two [/]"', ""), ('"Below"', 'parent = "One"\n')]
    text = '[[cycles]]\nname = "Now"\nstart = 2026-01-01\nend = 2026-12-31\n'
    for (title, under), value in zip(parts, (10, 60, 10), strict=True):
        text += f'[[objectives]]\ntitle = {title}\ncycle = "Now"\n{under}'
        text += '  [[objectives.key_results]]\n  title = "K"\n  start = 0\n  target = 100\n'
        text += f"  check_ins = [{{ at = 2026-02-01, value = {value} }}]\n"
    workspace.import_toml(text, "goals.toml")
    assert cycles_view(workspace).cycles[0].progress == pytest.approx(0.35)
    two = workspace.resolve("Two").id
    form = workspace.form(EntityKind.OBJECTIVE, two)
    assert beside(form) == ["1"]
    workspace.save(form.with_value("weight", "80 %"))
    assert next(item.share for item in workspace.look.records().objectives if item.id == two) == 0.8
    assert cycles_view(workspace).cycles[0].progress == pytest.approx(0.5)
    added = workspace.form(EntityKind.OBJECTIVE).with_value("title", "Three").with_value("cycle", "Now")
    with pytest.raises(InvalidField, match="less than 20 %"):
        workspace.save(added.with_value("weight", "20 %"))
    workspace.save(added.with_value("weight", "10 %"))
    with pytest.raises(InvalidField, match="has no share"):
        workspace.save(workspace.form(EntityKind.OBJECTIVE, two).with_value("cycle", "").with_value("weight", "20 %"))
