"""Closing a cycle: grades, causes, learnings, what goes on and what a lasting measure is handed back as."""

import os
import signal
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind, ObjectiveState
from goaltui.model.errors import InvalidField, NotFound, Refused
from goaltui.rules.progress.carry_over import Disposition, MeasureHandover
from goaltui.rules.progress.cycle import CyclePhase
from goaltui.rules.progress.grade import grade
from goaltui.services.checkin.milestones import tick
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.lifecycle.carry_over import destination_of
from goaltui.services.lifecycle.close_cycle import (
    CloseAnswers,
    CloseItem,
    CycleClose,
    closing,
    read_grade,
    save,
    stop,
    suggested,
)
from goaltui.services.parsing.naming import resolve
from goaltui.services.transfer.toml_files import export_toml
from goaltui.services.views.cycles import cycles_view
from goaltui.services.views.detail import detail_of
from tests.formats.support import PUBLISHED
from tests.goals import cycle, goals, imported, key_result, measure, objective
from tests.store.support import in_child

NOW = datetime(2026, 10, 3, 9, tzinfo=UTC)
LARGE = PUBLISHED / "sourcegraph-okrs.toml"
HOSTILE = "[@click=app.quit]x[/ 日本語 👨‍👩‍👧"

GOALS = goals(
    cycle("2026-Q3"),
    objective("Customers stay and refer"),
    measure(
        "Churn",
        unit="%",
        scoring={"goal": 1.5, "red_flag": 3.0},
        values={"2026-06-30": 2.6, "2026-09-30": 2.0, "2026-10-02": 9.0},
    ),
    objective(HOSTILE, cycle="2026-Q3", parent="Customers stay and refer", owner="anna"),
    key_result("Churn down", measure="Churn", start=2.6, target=1.6),
    key_result("References", start=4, target=20, check_ins=[{"at": "2026-09-20", "value": 8}]),
    key_result("Half done", start=0, target=10, check_ins=[{"at": "2026-09-20", "value": 10}]),
    objective("Below", cycle="2026-Q3", parent=HOSTILE, ambition="committed"),
    key_result("All reviewed", condition="done", check_ins=[{"at": "2026-09-20", "value": 1}]),
    objective("Nothing measured", cycle="2026-Q3"),
)


def opened(path: Path, text: str = GOALS, now: datetime = NOW) -> Workspace:
    texts = () if path.exists() else filter(None, [text])
    return imported(path, *texts, now=now)


def begun(workspace: Workspace) -> CycleClose:
    return closing(workspace, workspace.look.records().cycles[0].id)


def stops(workspace: Workspace) -> list[CloseItem]:
    return [stop(workspace, identity) for identity in begun(workspace).open]


def rows(workspace: Workspace, cycle: str) -> dict[str, ObjectiveRow]:
    return {row.title: row for row in workspace.look.outline().objectives.values() if row.cycle == cycle}


def test_the_grade_suggested_is_that_of_the_last_day_and_rounded_half_up(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db")
    first, below, nothing = stops(workspace)
    churn, references, half = first.finals
    assert (churn.row.value, churn.measure) == (2.0, "Churn")
    assert churn.row.progress == pytest.approx(0.6)
    assert (references.grade, half.grade) == (grade(0.25), grade(1.0))
    assert first.suggested == grade((0.6 + 0.25 + 1 + 1) / 4)
    assert (below.suggested, nothing.suggested) == (grade(1.0), None)
    assert below.met(1.0) and not below.met(0.9) and first.met(0.7)


def test_a_grade_is_typed_in_several_ways(tmp_path: Path) -> None:
    found = grade(0.64)
    assert [read_grade(text, found) for text in ("", "0.7", ",7", "65%", "1", "-")] == [0.6, 0.7, 0.7, 0.7, 1.0, None]
    assert read_grade("", None) is None
    for wrong in ("7", "-0.1", "good", "101%"):
        with pytest.raises(InvalidField):
            read_grade(wrong, found)


def test_an_objective_goes_on_from_where_it_stands_with_what_is_left(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db")
    book = begun(workspace)
    first = stops(workspace)[0]
    to = book.destinations[0]
    assert (to.name, to.start, to.end, to.made) == ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31), True)
    churn = first.finals[0].row
    said = CloseAnswers(0.6, "late\nstart", "ask earlier", {churn.id: MeasureHandover.CONTINUE}, Disposition.KEEP, to)
    save(workspace, first, said)
    closed, carried = rows(workspace, "2026-Q3")[HOSTILE], rows(workspace, "2026-Q4")[HOSTILE]
    assert (closed.state, closed.grade, carried.state, carried.owner) == (
        ObjectiveState.CLOSED,
        0.6,
        ObjectiveState.ACTIVE,
        "anna",
    )
    told = {row.title: (row.start, row.target, row.value) for row in carried.key_results}
    assert told == {"Churn down": (2.0, 1.6, 9.0), "References": (8.0, 20.0, None)}
    remarks = {remark.kind: remark.text for remark in workspace.look.records().remarks}
    assert remarks == {"learning": "ask earlier", "comment": "Carried over from 2026-Q3, where it closed at 0.6."}
    below = stops(workspace)[0]
    save(workspace, below, CloseAnswers(1.0, disposition=Disposition.CHANGE, to=begun(workspace).destinations[0]))
    child = rows(workspace, "2026-Q4")["Below"]
    assert (child.parent, child.state, child.key_results) == (carried.id, ObjectiveState.DRAFT, ())


@pytest.mark.parametrize(
    ("choice", "goal", "applies"),
    [
        (MeasureHandover.LEVEL, 2.0, True),
        (MeasureHandover.OLD, 1.5, True),
        (MeasureHandover.CONTINUE, 1.5, True),
        (MeasureHandover.DROP, 1.5, False),
    ],
)
def test_a_lasting_measure_is_handed_back(
    tmp_path: Path, choice: MeasureHandover, goal: float, *, applies: bool
) -> None:
    workspace = opened(tmp_path / "work.db")
    first = stops(workspace)[0]
    measure = first.finals[0].row.measure
    save(workspace, first, CloseAnswers(0.6, handed={first.finals[0].row.id: choice}, disposition=Disposition.END))
    text = workspace.database.things.scoring_on(measure, NOW.date()) or ""
    assert f'"goal":{goal}' in text
    assert '"goal":1.5' in (workspace.database.things.scoring_on(measure, date(2026, 9, 30)) or "")
    record = next(item for item in workspace.look.records().measures if item.id == measure)
    assert record.applies is applies


def test_killed_in_the_middle_it_goes_on_and_is_one_undo(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    workspace = opened(path)
    before = export_toml(workspace)
    book, first = begun(workspace), stops(workspace)[0]
    assert book.batch == ""
    said = CloseAnswers(0.6, "slow", "", {}, None, book.destinations[0])
    batch = save(workspace, first, said).batch
    batch = save(workspace, first, replace(said, learnt="start early"), batch).batch
    workspace.close()

    workspace = opened(path)
    book = begun(workspace)
    assert (book.batch, len(book.open)) == (batch, 3)
    first = stops(workspace)[0]
    assert (first.record.grade, first.record.closing, first.learnt) == (0.6, "slow", "start early")
    while book.open:
        found = stop(workspace, book.open[0])
        save(workspace, found, suggested(found, book.destinations[0]), book.batch)
        book = begun(workspace)
        assert book.batch == batch
    assert cycles_view(workspace).cycles[-1].phase is CyclePhase.CLOSED
    workspace.undo()
    assert export_toml(workspace) == before
    assert begun(workspace).batch == ""
    workspace.redo()
    assert (len(begun(workspace).open), begun(workspace).batch) == (0, "")


def test_work_that_is_not_done_goes_along_and_the_cause_stays_with_what_closed(tmp_path: Path) -> None:
    work = "".join(
        f'\n[[initiatives]]\ntitle = "{title}"\nstate = "{state}"\n{under}\n'
        for title, state, under in (
            ("Call them", "running", 'key_result = "References"'),
            ("Fair", "done", 'key_result = "References"'),
            ("Talk", "planned", 'objective = "Below"'),
            ("Half", "planned", 'key_result = "Half done"'),
        )
    )
    workspace = opened(tmp_path / "work.db", GOALS + work)
    book, first = begun(workspace), stops(workspace)[0]
    save(workspace, first, CloseAnswers(0.6, "began late", "ask earlier", {}, Disposition.KEEP, book.destinations[0]))
    carried = rows(workspace, "2026-Q4")[HOSTILE].key_results[0].id
    before = {final.row.title: final.row.id for final in first.finals}
    told = {item.title: item.key_result for item in workspace.look.records().initiatives}
    assert told == {
        "Call them": carried,
        "Fair": before["References"],
        "Talk": None,
        "Half": before["Half done"],
    }
    facts = {line.label: line.text for line in detail_of(workspace, first.record.id).facts}
    assert (facts["at the close"], facts["learning"]) == ("began late", "ask earlier (anna)")
    workspace.undo()
    assert "at the close" not in {line.label for line in detail_of(workspace, first.record.id).facts}


def test_what_is_of_a_cycle_stays_where_it_was_though_its_measure_lives_on(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db")
    first = stops(workspace)[0]
    assert rows(workspace, "2026-Q3")[HOSTILE].key_results[0].value == 2.0
    save(workspace, first, CloseAnswers(0.6, disposition=Disposition.END))
    shown = rows(workspace, "2026-Q3")[HOSTILE]
    assert [row.value for row in shown.key_results] == [2.0, 8.0, 10.0]
    late = shown.key_results[1]
    write_check_in(workspace, late.id, "12")
    assert rows(workspace, "2026-Q3")[HOSTILE].key_results[1].value == 8.0
    write_check_in(workspace, late.id, "12 ^2026-09-30")
    assert rows(workspace, "2026-Q3")[HOSTILE].key_results[1].value == 12.0


def test_a_milestone_done_after_the_close_counts_by_its_day_as_a_value_does(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db")
    objective = rows(workspace, "2026-Q3")[HOSTILE]
    form = open_form(workspace, EntityKind.KEY_RESULT, parent=objective.id).with_value("title", "Ship")
    form = form.with_value("condition", "milestones").with_value("milestones", "Draft, Build")
    ship = save_form(workspace, form).created or ""
    save(workspace, stops(workspace)[0], CloseAnswers(0.6, disposition=Disposition.END))
    tick(workspace, ship, {step.id for step in workspace.database.things.milestones(ship)[:1]})
    shown = rows(workspace, "2026-Q3")[HOSTILE]
    assert (shown.grade, shown.key_results[-1].progress) == (0.6, 0)
    tick(workspace, ship, {step.id for step in workspace.database.things.milestones(ship)[1:]}, "^2026-09-30")
    assert rows(workspace, "2026-Q3")[HOSTILE].key_results[-1].progress == 0.5


def close_until_killed(path: Path) -> None:
    """Close what is open in a process of its own, which is killed after three answers and never lets go of the file."""
    child = in_child(lambda: _close_three(path))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def _close_three(path: Path) -> None:
    workspace = opened(path)
    answered = 0
    while True:
        book = begun(workspace)
        found = stop(workspace, book.open[0])
        said = suggested(found, book.destinations[0])
        for step in (replace(said, disposition=None), said):
            save(workspace, found, step, begun(workspace).batch)
            answered += 1
            if answered == 3:
                os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_real_kill_loses_no_answer_and_leaves_one_undo(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    workspace = opened(path)
    before = export_toml(workspace)
    workspace.close()
    close_until_killed(path)
    workspace = opened(path)
    assert [found.record.title for found in stops(workspace)] == ["Below", "Nothing measured"]
    assert stops(workspace)[0].record.grade == 1.0
    while (book := begun(workspace)).open:
        found = stop(workspace, book.open[0])
        save(workspace, found, suggested(found, book.destinations[0]), book.batch)
    workspace.undo()
    assert export_toml(workspace) == before


@pytest.mark.skipif(not LARGE.exists(), reason=f"there are no published goals at {LARGE}")
def test_a_large_published_quarter_is_closed_carried_over_and_taken_back(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", LARGE.read_text(encoding="utf-8"))
    before = export_toml(workspace)
    row = max(cycles_view(workspace).cycles, key=lambda item: item.objectives - item.closed)
    count = len(closing(workspace, row.id).open)
    assert count > 0
    while (book := closing(workspace, row.id)).open:
        found = stop(workspace, book.open[0])
        save(workspace, found, suggested(found, book.destinations[0]), book.batch)
    after = {item.name: item for item in cycles_view(workspace).cycles}
    assert after[row.name].phase is CyclePhase.CLOSED
    assert 0 < after[book.destinations[0].name].objectives <= count
    workspace.undo()
    assert export_toml(workspace) == before


def test_what_was_taken_back_can_be_closed_and_carried_again(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db")
    for _ in range(2):
        book, first = begun(workspace), stops(workspace)[0]
        save(
            workspace,
            first,
            CloseAnswers(0.6, learnt="x", disposition=Disposition.KEEP, to=book.destinations[0]),
            book.batch,
        )
        assert [row.title for row in rows(workspace, "2026-Q4")[HOSTILE].key_results] == ["References"]
        workspace.undo()
    assert rows(workspace, "2026-Q4") == {}


def test_what_somebody_closed_meanwhile_is_not_closed_again(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db")
    first = stops(workspace)[0]
    save(workspace, first, CloseAnswers(0.4, disposition=Disposition.DROP))
    with pytest.raises(Refused, match="closed by somebody"):
        save(workspace, first, CloseAnswers(0.9, disposition=Disposition.END))
    assert rows(workspace, "2026-Q3")[HOSTILE].state is ObjectiveState.DROPPED


def test_a_cycle_of_nothing_a_wrong_name_and_an_earlier_day_are_refused(tmp_path: Path) -> None:
    empty = '[[cycles]]\nname = "2026-Q3"\nstart = 2026-07-01\nend = 2026-09-30\n'
    workspace = opened(tmp_path / "work.db", empty)
    with pytest.raises(Refused, match="nothing to close"):
        begun(workspace)
    with pytest.raises(NotFound):
        closing(workspace, "00000000-0000-0000-0000-000000000000")
    full = opened(tmp_path / "full.db")
    with pytest.raises(NotFound, match="2026-Q4"):
        destination_of(begun(full).destinations, "2027", full.today)
    first = stops(full)[0]
    full.look_at(date(2026, 9, 1))
    with pytest.raises(Refused):
        save(full, first, CloseAnswers(0.5))


def test_a_later_cycle_that_is_there_is_offered_first(tmp_path: Path) -> None:
    later = '\n[[cycles]]\nname = "Winter [/]"\nstart = 2026-10-01\nend = 2026-12-31\n'
    later += '\n[[cycles]]\nname = "2027"\nstart = 2027-01-01\nend = 2027-12-31\n'
    workspace = opened(tmp_path / "work.db", GOALS + later)
    cycle = next(item.id for item in workspace.look.records().cycles if item.name == "2026-Q3")
    found = closing(workspace, cycle).destinations
    assert [(item.name, item.made) for item in found] == [("Winter [/]", False), ("2027", False)]
    assert resolve(workspace.database, "Below", EntityKind.OBJECTIVE)
