"""Today, the review, the scorecard and the checks speak of what the method shows, and of nothing else."""

from pathlib import Path

from goaltui.model.enums import Band, EntityKind, Method
from goaltui.rules.checks import CHECKS, TypedGoal, text_findings
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.core.balance import shown_rows
from goaltui.services.core.shown_by_method import hidden_ids, kept, off_screen
from goaltui.services.core.workspace import Workspace
from goaltui.services.demo.sample import load_sample
from goaltui.services.editing.workspace_settings import choose_method
from goaltui.services.filters.filtered_views import asking_of, narrow_tree
from goaltui.services.filters.query import parse_query
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.lifecycle.checkin_round import due
from goaltui.services.prompt.reckoning import prompt_status
from goaltui.services.review.agenda import begin
from goaltui.services.team.people import team_view
from goaltui.services.team.team_page import team_lines, team_named, team_page
from goaltui.services.views.check_input import findings_of
from goaltui.services.views.checks import health
from goaltui.services.views.detail import detail
from goaltui.services.views.finding import found
from goaltui.services.views.history.view import history_view
from goaltui.services.views.notes import remark_rows
from goaltui.services.views.today import today_of
from tests.goals import opened


def demo(path: Path, method: Method) -> Workspace:
    """The sample company under a method."""
    workspace = opened(path)
    load_sample(workspace)
    choose_method(workspace, method)
    return workspace


def kinds(workspace: Workspace) -> set[EntityKind]:
    """The kinds of things that the checks find something in."""
    return {finding.kind for finding in findings_of(workspace)}


def test_under_okr_nothing_asks_for_a_measure(tmp_path: Path) -> None:
    workspace = demo(tmp_path / "a.db", Method.OKR)
    assert {row.kind for row in today_of(workspace).due} == {EntityKind.KEY_RESULT}
    assert {row.kind for row in today_of(workspace).red} <= {EntityKind.KEY_RESULT}
    assert EntityKind.MEASURE not in {item.kind for item in begin(workspace).items}
    assert EntityKind.MEASURE not in kinds(workspace)
    assert "measures" in kept(workspace.look.records(), Method.OKR)
    news = {row.title for row in today_of(workspace).changes}
    assert "20 reference customers" in news
    assert not news & {record.title for record in workspace.look.records().measures}
    workspace.close()


def test_under_the_scorecard_nothing_asks_for_a_key_result(tmp_path: Path) -> None:
    workspace = demo(tmp_path / "a.db", Method.SCORECARD)
    assert {row.kind for row in due(workspace).rows} == {EntityKind.MEASURE}
    assert {item.kind for item in begin(workspace).items} <= {EntityKind.MEASURE, EntityKind.INITIATIVE}
    assert not {EntityKind.KEY_RESULT, EntityKind.CYCLE} & kinds(workspace)
    view = workspace.look.scorecard()
    rows = [row for perspective in view.perspectives for row in perspective.objectives]
    assert rows
    assert not any(row.key_results for row in rows)
    assert not any("key result" in perspective.gap for perspective in view.perspectives)
    assert workspace.look.header().cycle is None
    tree = workspace.look.tree()
    assert tree.roots
    assert all(row.cycle is None and not row.key_results for row in tree.roots)
    assert "key results" in tree.kept
    assert not any(row.progress is not None or row.worst for row in tree.roots)
    news = {row.title for row in today_of(workspace).changes}
    assert "MRR" in news
    assert "20 reference customers" not in news
    workspace.close()


def test_turning_the_method_round_loses_nothing(tmp_path: Path) -> None:
    workspace = demo(tmp_path / "a.db", Method.BOTH)
    before = workspace.look.tree(), workspace.look.scorecard()
    choose_method(workspace, Method.SCORECARD)
    choose_method(workspace, Method.OKR)
    choose_method(workspace, Method.BOTH)
    assert (workspace.look.tree(), workspace.look.scorecard()) == before
    assert not workspace.look.tree().kept
    workspace.close()


def test_the_tree_of_a_scorecard_is_found_by_band_and_by_measure(tmp_path: Path) -> None:
    workspace = demo(tmp_path / "a.db", Method.SCORECARD)
    tree, asking = workspace.look.tree(), asking_of(workspace)
    red = narrow_tree(tree, parse_query("status:red"), asking)
    assert [row.title for row in red.roots] == ["Fix what customers report"]
    assert {item.title for item in found(workspace, "churn")} == {"Churn"}
    churn = narrow_tree(tree, parse_query("churn"), asking)
    assert [item.title for row in churn.roots if row.scored for item in row.scored.measures] == ["Churn"]
    workspace.close()


def test_totals_of_a_scorecard_count_no_key_result(tmp_path: Path) -> None:
    workspace = demo(tmp_path / "a.db", Method.SCORECARD)
    view = workspace.look.scorecard()
    assert "key results" not in {row.what for row in shown_rows(view)}
    objectives = next(row for row in view.balance if row.what == "objectives")
    assert sum(objectives.counts) == len(workspace.look.tree().roots)
    assert not any(person.key_results for person in team_view(workspace).people)
    lines = [line.text for line in team_lines(team_page(workspace, team_named(workspace, "Product")))]
    assert any("52 watch" in text for text in lines)
    assert not any("2026-Q4" in text for text in lines)
    assert all("key result" not in f"{item.message} {item.advice}" for item in findings_of(workspace))
    assert prompt_status(workspace).at_risk == ()
    subjects = {row.subject for row in remark_rows(workspace)}
    assert not subjects & hidden_ids(workspace.look.records())
    assert "6 objectives of cycles" in off_screen(workspace.look.records(), Method.OKR)
    assert off_screen(workspace.look.records(), Method.SCORECARD) == ""
    workspace.close()


def measured_alone(workspace: Workspace) -> str:
    """The title of a strategic objective that measures alone stand under, one of two measured: a score of 100."""
    form = open_form(workspace, EntityKind.OBJECTIVE).with_value("title", "Known for calm").with_value("cycle", "")
    objective = save_form(workspace, form).created
    for title in ("Praise", "Blame"):
        form = open_form(workspace, EntityKind.MEASURE, parent=objective)
        for name, value in (("title", title), ("preset", "goal_red_flag"), ("numbers", "goal 10 red_flag 1")):
            form = form.with_value(name, value)
        measure = save_form(workspace, form).created
        if title == "Praise":
            write_check_in(workspace, str(measure), "30")
    return "Known for calm"


def test_under_both_measures_alone_say_how_a_strategic_objective_stands(tmp_path: Path) -> None:
    workspace = demo(tmp_path / "a.db", Method.BOTH)
    title = measured_alone(workspace)
    row = next(row for row in workspace.look.tree().roots if row.title == title)
    assert row.progress is None
    assert row.by_measures is not None
    assert (row.by_measures.score, row.by_measures.band, row.by_measures.coverage) == (100, Band.GREEN, 0.5)
    found = narrow_tree(workspace.look.tree(), parse_query("status:green"), asking_of(workspace))
    assert title in {row.title for row in found.roots}
    labels = [line.label for line in detail(workspace.database, workspace.look, row.id).why]
    assert "Why 100" in labels
    assert "Why pending" not in labels
    choose_method(workspace, Method.OKR)
    assert all(row.by_measures is None for row in workspace.look.tree().roots)
    workspace.close()


def words_of(workspace: Workspace) -> str:
    """All that the list of the checks says, of its checks and its findings."""
    view = health(workspace)
    found = [f"{item.message} {item.advice}" for row in view.checks for item in row.findings]
    return "\n".join([*(f"{row.what} {row.advice}" for row in view.checks), *found])


def test_the_list_of_the_checks_speaks_of_nothing_that_the_method_hides(tmp_path: Path) -> None:
    workspace = demo(tmp_path / "a.db", Method.BOTH)
    both = {row.id for row in health(workspace).checks}
    assert both == {check.id for check in CHECKS}
    choose_method(workspace, Method.SCORECARD)
    scorecard = {row.id for row in health(workspace).checks}
    assert not {"weak-goal", "vague-actor", "only-yes-no", "outside-cycle", "backward-cycle", "one-sided"} & scorecard
    assert {"blind", "no-source", "short-title", "late-init"} <= scorecard
    assert not any(word in words_of(workspace) for word in ("key result", "cycle", "confidence"))
    choose_method(workspace, Method.OKR)
    okr = {row.id for row in health(workspace).checks}
    assert not {"no-source", "bad-scoring", "one-kind", "empty-perspective", "map-loop"} & okr
    assert {"weak-goal", "short-title", "backward-cycle"} <= okr
    assert not any(word in words_of(workspace) for word in ("perspective", "scorecard", "lag measure", "as a measure"))
    assert len(okr) < len(both) > len(scorecard)
    workspace.close()


def test_what_is_typed_is_advised_in_the_words_of_the_method() -> None:
    typed = TypedGoal(EntityKind.OBJECTIVE, "Maintain what our customers love", owner="anna")
    told = {method: text_findings(typed, method=method)[0].advice for method in Method}
    assert "measure" in told[Method.BOTH]
    assert "measure" not in told[Method.OKR]


def test_the_history_marks_what_the_method_hides(tmp_path: Path) -> None:
    workspace = demo(tmp_path / "a.db", Method.SCORECARD)
    batches = history_view(workspace).batches
    hidden = [batch for batch in batches if batch.hidden]
    assert any("key result" in batch.sentence or "checked in" in batch.sentence for batch in hidden)
    assert {batch.hidden for batch in hidden} == {"Hidden under the balanced scorecard."}
    measures = {item.title for item in workspace.look.records().measures}
    assert all(row.title not in measures for batch in hidden for row in batch.rows)
    assert any(not batch.hidden and row.title == "MRR" for batch in batches for row in batch.rows)
    choose_method(workspace, Method.BOTH)
    assert {batch.id for batch in hidden[:9]} <= {batch.id for batch in history_view(workspace).batches}
    assert not any(batch.hidden for batch in history_view(workspace).batches)
    workspace.close()


def test_undo_says_that_what_it_took_back_is_hidden(tmp_path: Path) -> None:
    workspace = demo(tmp_path / "a.db", Method.SCORECARD)
    records = workspace.look.records()
    by_title = {item.title: item.id for item in records.key_results}
    by_title |= {item.title: item.id for item in records.measures}
    write_check_in(workspace, by_title["20 reference customers"], "16")
    assert workspace.undo().sentence.endswith("Hidden under the balanced scorecard.")
    write_check_in(workspace, by_title["MRR"], "16")
    assert "Hidden" not in workspace.undo().sentence
    workspace.close()


def test_a_detail_under_okr_names_no_perspective(tmp_path: Path) -> None:
    workspace = demo(tmp_path / "a.db", Method.BOTH)
    placed = next(row for row in workspace.look.records().objectives if row.perspective)
    labels = {line.label for line in detail(workspace.database, workspace.look, placed.id).facts}
    assert "perspective" in labels
    choose_method(workspace, Method.OKR)
    assert "perspective" not in {line.label for line in detail(workspace.database, workspace.look, placed.id).facts}
    workspace.close()
