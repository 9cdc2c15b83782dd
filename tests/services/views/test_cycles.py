"""The cycles with where they stand, and how often what was set was reached."""

from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind
from goaltui.model.errors import InvalidField
from goaltui.rules.progress.cycle import CyclePhase
from goaltui.services.core.clock import FixedClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.editing.workspace_settings import configure
from goaltui.services.filters.filtered_views import asking_of, narrow_roots
from goaltui.services.filters.query import asking_for, parse_query
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.parsing.naming import resolve
from goaltui.services.transfer.toml_files import import_toml
from goaltui.services.views.cycles import Reached, cycles_carried_out, cycles_view
from tests.goals import cycle, goals, imported, key_result, objective, person, team
from tests.services.company import NOW
from tests.services.weighed import beside

GOALS = goals(
    cycle("2026-Q2"),
    cycle("2026-Q3"),
    cycle('Q4 [/] "late" 日本語', "2026-10-01", "2026-12-31"),
    cycle("2026-Q1"),
    team("Care"),
    person("anna", team="Care"),
    objective("Promise", cycle="2026-Q2", ambition="committed", owner="anna", state="closed", grade=0.9),
    objective("Stretch", cycle="2026-Q2", owner="anna", state="closed", grade=0.7),
    objective("Alone", cycle="2026-Q2", state="dropped"),
    objective("Left over", cycle="2026-Q1", team="Care", state="active"),
    objective("Earlier", cycle="2026-Q1", state="closed", grade=0.2),
    objective("Now", cycle="2026-Q3"),
    key_result("Ten", start=0, target=10, value=4),
    objective("Then", cycle='Q4 [/] "late" 日本語', state="draft"),
)


def opened(path: Path, text: str = GOALS) -> Workspace:
    return imported(path / "work.db", *filter(None, [text]), now=NOW)


def test_the_cycles_stand_latest_first_with_their_phase(tmp_path: Path) -> None:
    view = cycles_view(opened(tmp_path))
    told = [(row.name[:7], row.phase, row.objectives, row.closed, row.drafts) for row in view.cycles]
    assert told == [
        ("Q4 [/] ", CyclePhase.UPCOMING, 1, 0, 1),
        ("2026-Q3", CyclePhase.RUNNING, 1, 0, 0),
        ("2026-Q2", CyclePhase.CLOSED, 3, 3, 0),
        ("2026-Q1", CyclePhase.ENDED, 2, 1, 0),
    ]
    assert (view.cycles[1].progress, view.cycles[1].key_results) == (0.4, 1)


def test_what_was_promised_is_reached_at_one_and_a_stretch_at_seven_tenths(tmp_path: Path) -> None:
    view = cycles_view(opened(tmp_path))
    assert view.cycles[2].reached == Reached(2, 1, 0.8, closed=3)
    assert view.closing == ("2026-Q1", "2026-Q2")
    care, none = view.teams
    assert (care.name, care.reached, care.grades) == ("Care", Reached(2, 1, 0.8, closed=2), (None, 0.8))
    assert (none.name, none.reached, none.grades) == ("", Reached(1, 0, 0.2, closed=2), (0.2, None))


def test_a_grade_counts_only_once_its_objective_is_closed(tmp_path: Path) -> None:
    workspace = opened(tmp_path, "")
    text = goals(cycle("Now", "2026-01-01", "2026-12-31"))
    for title, state, value in (("Left [in] the middle", "active", 0.1), ("Drafted", "draft", 0.2)):
        text += goals(objective(title, cycle="Now", state=state, grade=value))
    import_toml(workspace, text, "goals.toml")
    view = cycles_view(workspace)
    assert (view.cycles[0].reached, view.closing, view.teams) == (Reached(), (), ())
    done = '[[objectives]]\ntitle = "Done"\ncycle = "Now"\nstate = "closed"\ngrade = 0.8\n'
    import_toml(workspace, done, "more.toml")
    view = cycles_view(workspace)
    assert view.cycles[0].reached == Reached(1, 1, 0.8, closed=1)
    assert [(team.reached, team.grades) for team in view.teams] == [(Reached(1, 1, 0.8, closed=1), (0.8,))]


def test_several_cycles_are_asked_for_at_once_whatever_their_names_are(tmp_path: Path) -> None:
    workspace = opened(tmp_path)
    names = [row.name for row in cycles_view(workspace).cycles]

    def titles(*asked: str) -> list[str]:
        query = parse_query(asking_for("cycle", asked))
        return [row.title for row in narrow_roots(workspace.look.tree().roots, query, asking_of(workspace))]

    assert titles(names[0]) == ["Then"]
    assert titles("2026-Q1") == ["Left over", "Earlier"]
    assert titles(names[0], "2026-Q3") == ["Now", "Then"]


def test_a_year_tells_apart_what_its_quarters_came_to_and_what_is_its_own(tmp_path: Path) -> None:
    year = goals(
        cycle("2026", "2026-01-01", "2026-12-31"),
        objective("All year", cycle="2026"),
        key_result("Hundred", start=0, target=100, value=70),
    )
    inside = GOALS.replace("start = 2026-0", 'parent = "2026"\nstart = 2026-0')
    row = next(row for row in cycles_view(opened(tmp_path, inside + year)).cycles if row.name == "2026")
    assert (row.objectives, row.progress, row.inside is not None) == (1, 0.7, True)
    assert row.inside is not None and row.inside.names == ("2026-Q1", "2026-Q2", "2026-Q3")
    assert (row.inside.begun, row.inside.reached.told) == (3, "1 of 4")
    assert row.inside.progress == pytest.approx(0.4 / 3)
    assert row.inside.reached.grade == pytest.approx(0.6)


def test_check_ins_that_came_and_learnings_that_were_taken_up_are_counted_by_cycle(tmp_path: Path) -> None:
    more = """
[[remarks]]
kind = "learning"
on_kind = "objective"
on = "Now"
text = "Ask earlier"
state = "done"

[[initiatives]]
title = "Call"
objective = "Now"
due = 2026-08-01
state = "done"

[[initiatives]]
title = "Write"
objective = "Now"
due = 2026-08-02
"""
    told = GOALS.replace("value = 4", "values = { 2026-07-03 = 1, 2026-07-04 = 2, 2026-08-06 = 4 }") + more
    workspace = opened(tmp_path, told)
    found = cycles_carried_out(workspace).cycles[1].execution
    assert (found.due, found.made, found.learnt, found.taken_up) == (8, 2, 1, 1)
    configure(workspace, pauses="2026-07-15..2026-07-21")
    assert (
        cycles_carried_out(workspace)
        .cycles[1]
        .execution.told.startswith("2 of 7 check-ins, 1 of 2 initiatives done, 1 of 1 learnings taken up")
    )


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
    import_toml(workspace, text, "goals.toml")
    assert cycles_view(workspace).cycles[0].progress == pytest.approx(0.35)
    two = resolve(workspace.database, "Two").id
    form = open_form(workspace, EntityKind.OBJECTIVE, two)
    assert beside(form) == ["1"]
    save_form(workspace, form.with_value("weight", "80 %"))
    assert next(item.share for item in workspace.look.records().objectives if item.id == two) == 0.8
    assert cycles_view(workspace).cycles[0].progress == pytest.approx(0.5)
    added = open_form(workspace, EntityKind.OBJECTIVE).with_value("title", "Three").with_value("cycle", "Now")
    with pytest.raises(InvalidField, match="less than 20 %"):
        save_form(workspace, added.with_value("weight", "20 %"))
    save_form(workspace, added.with_value("weight", "10 %"))
    with pytest.raises(InvalidField, match="has no share"):
        save_form(
            workspace,
            open_form(workspace, EntityKind.OBJECTIVE, two).with_value("cycle", "").with_value("weight", "20 %"),
        )
