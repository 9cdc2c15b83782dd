"""TOML in and out: what hands write is read, what was exported comes back to the byte, a mistake says where it is."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import (
    Ambition,
    Condition,
    EntityKind,
    Frequency,
    ManualStatus,
    MeasureKind,
    ObjectiveState,
    RemarkKind,
)
from goaltui.model.errors import Refused, WouldDelete
from goaltui.model.refs import natural_id, new_id
from goaltui.services.core.clock import FixedClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.transfer.toml_files import apply_toml, diff_toml, export_toml, import_toml
from goaltui.services.views.check_input import findings_of
from tests.formats.support import without_known

CLOCK = FixedClock(datetime(2026, 8, 15, 9, tzinfo=UTC))
HAND_WRITTEN = """
[workspace]
name = "Nordvik"
vision = "The calmest support tool"

[[cycles]]
name = "2026-Q3"
start = 2026-07-01
end = 2026-09-30

[[objectives]]
title = "Customers stay and refer"
perspective = "customer"

  [[objectives.measures]]
  title = "Churn"
  unit = "%/month"
  scoring = { goal = 1.5, red_flag = 3.0 }
  values = { 2026-06-30 = 2.6, 2026-07-31 = 2.4 }

[[objectives]]
title = "Make leaving unthinkable"
cycle = "2026-Q3"
parent = "Customers stay and refer"
owner = "anna"

  [[objectives.key_results]]
  title = "Churn down to 1.8"
  measure = "Churn"
  start = 2.6
  target = 1.8

  [[objectives.key_results]]
  title = "20 reference customers"
  start = 4
  target = 20
  check_ins = [{ at = 2026-07-15, value = 7, confidence = 6, note = "three from the fair" }]
"""
HOSTILE = (
    "[",
    "[/",
    "[@click=app.quit]x",
    "\x1b[31mred",
    "日本語",
    "👨‍👩‍👧",
    "x" * 500,
    "مرحبا",
    'a "quoted" \\ title',
    "a\nb",
)


def opened(path: Path) -> Workspace:
    return Workspace.open(path, author="anna", clock=CLOCK, create=True)


def test_a_file_written_by_hand_needs_almost_nothing(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.goaltui")
    outcome = import_toml(workspace, HAND_WRITTEN, "nordvik.toml")
    assert outcome.sentence == "Imported 2 objectives, 2 key results, 3 check-ins and 1 measure from nordvik.toml."
    root = workspace.look.tree().roots[0]
    objective = root.children[0]
    bound, own = objective.key_results
    assert (objective.owner, objective.cycle, objective.perspective) == ("anna", "2026-Q3", "customer")
    assert bound.value == 2.4
    assert bound.progress == pytest.approx(0.25)
    assert (own.value, own.confidence, own.checked_in) == (7, 6, date(2026, 7, 15))
    assert workspace.look.scorecard().perspectives[1].objectives[0].measures[0].score == pytest.approx(140 / 3)


def test_one_import_is_one_undo(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.goaltui")
    before = export_toml(workspace)
    import_toml(workspace, HAND_WRITTEN, "nordvik.toml")
    workspace.undo()
    assert tomllib.loads(export_toml(workspace)).get("objectives", []) == []
    assert tomllib.loads(before).get("objectives", []) == []


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("x = 1", 1, "has no key 'x'"),
        ('[workspace]\nnme = "a"', 2, "did you mean 'name'"),
        ("[workspace]\nname = 1", 2, "has to be a text"),
        ('[workspace]\nmethod = "bsc"', 2, "it knows okr, scorecard, both"),
        (
            '[[objectives]]\ntitle = "a"\nparent = "b"',
            3,
            "'parent' refers to 'b', but there is no such objective; it knows a",
        ),
        ('[[objectives]]\ntitle = "Grow"\n[[objectives]]\ntitle = "b"\nparent = "Grwo"', 5, "did you mean 'Grow'"),
        ('[[objectives]]\nwhy = "x"', 1, "has no 'title'"),
        ('[[objectives]]\ntitle = "a"\n\n[[objectives.key_results]]\ntitle = "k"\ncondition = "rech"', 6, "'reach'"),
        ('objectives = [\n {title = "a"},\n {title = "b", owner = 3},\n]', 3, "has to be a text"),
        ('[[objectives]]\ntitle = "a"\nweight = -1', 3, "weight"),
        ('[[objectives]]\ntitle = "a"\nweight = inf', 3, "too large"),
        ('[[objectives]]\ntitle = "a"\nweight = true', 3, "has to be a number"),
        ('[[measures]]\ntitle = "a"\nvalues = { 2026-13-01 = 3 }', 3, "is not a day"),
        ('[[measures]]\ntitle = "a"\nscoring = { gaol = 1 }', 3, "scoring"),
        ('[[measures]]\ntitle = "a"\ncheck_ins = [\n  { at = 2026-01-01, value = 1 },\n  { value = 1 },\n]', 5, "'at'"),
        ('[[measures]]\ntitle = "a"\ncheck_ins = [{ at = 2026-01-01, confidence = 11 }]', 3, "0 to 10"),
        ('[[cycles]]\nname = "Q"\nstart = 2026-01-01', 1, "has no 'end'"),
        ('[[links]]\nfrom = "a"\nto = "b"', 2, "'from' refers to 'a', but there is no such objective"),
        ('[[objectives]]\ntitle = "a"\n[[links]]\nfrom = "a"\nto = "b"', 5, "'to' refers to 'b'"),
        ('[[remarks]]\ntext = "t"\non = "a"', 3, "'on' refers to 'a', but there is no such objective, key result, "),
        ('[[remarks]]\ntext = "t"\non_kind = "check_in"\non = "a"', 4, "there is no such check-in"),
        ('[workspace]\nname = "a"\nname = "b"', 3, "not TOML"),
        ('name = "a', 1, "not TOML"),
        ("format = 2", 1, "update goaltui"),
        (
            '[[objectives]]\ntitle = "a"\n[[objectives]]\ntitle = "a"\n[[objectives]]\ntitle = "c"\nparent = "a"',
            7,
            "2 things",
        ),
    ],
)
def test_a_mistake_says_its_line_and_the_nearest_word_and_writes_nothing(
    text: str, line: int, words: str, tmp_path: Path
) -> None:
    workspace = opened(tmp_path / "a.goaltui")
    before = export_toml(workspace)
    with pytest.raises(Refused) as refused:
        import_toml(workspace, text, "goals.toml")
    assert str(refused.value).startswith(f"goals.toml:{line}: ")
    assert words in str(refused.value)
    assert export_toml(workspace) == before


def test_what_a_person_may_not_type_but_files_bring_is_kept_as_a_finding(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.goaltui")
    import_toml(
        workspace,
        '[[objectives]]\ntitle = "A"\n[[objectives.key_results]]\ntitle = "k"\nstart = 5\ntarget = 5\nvalue = 5\n'
        '[[objectives]]\ntitle = "B"\n[[links]]\nfrom = "A"\nto = "B"\n[[links]]\nfrom = "B"\nto = "A"\n',
        "odd.toml",
    )
    found = {finding.check for finding in findings_of(workspace)}
    assert found >= {"start-is-target", "map-loop"}
    assert workspace.look.tree().roots[0].key_results[0].progress == 1


def test_diff_says_what_apply_does_and_apply_is_one_undo(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.goaltui")
    import_toml(workspace, HAND_WRITTEN, "nordvik.toml")
    exported = export_toml(workspace)
    edited = exported.replace("target = 1.8", "target = 1.7").replace('title = "20 reference', 'title = "25 reference')
    edited = edited.replace("2026-06-30 = 2.6\n", "")
    steps = diff_toml(workspace, edited, "edited.toml")
    assert steps == (
        "change target of key result 'Churn down to 1.8' to 1.7",
        "change title of key result '20 reference customers' to '25 reference customers'",
        "delete 1 check-in of 'Churn'",
    )
    apply_toml(workspace, edited, "edited.toml", delete=True)
    # The cycle runs, so the target it was first given stays beside the one that moved.
    goals, _, decided = export_toml(workspace).partition("\n[[remarks]]\n")
    assert goals == without_known(edited).replace("target = 1.7\n", "target = 1.7\nfirst_target = 1.8\n")
    assert 'text = "Target moved from 1.8 to 1.7: imported from edited.toml"' in decided
    assert diff_toml(workspace, edited, "edited.toml") == ()
    workspace.undo()
    assert export_toml(workspace) == exported


def test_a_name_that_means_something_else_in_the_file_of_one_objective_is_not_used_there(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.goaltui")
    import_toml(
        workspace,
        '[[measures]]\nkey = "Churn"\ntitle = "Churn of all"\n[[objectives]]\ntitle = "A"\n'
        '[[objectives.key_results]]\ntitle = "k"\nmeasure = "Churn"\ntarget = 1\n',
        "one.toml",
    )
    objective = workspace.look.tree().roots[0].id
    assert 'measure = "Churn"' in export_toml(workspace, objective)
    import_toml(workspace, '[[objectives]]\ntitle = "A"\n[[objectives.measures]]\ntitle = "Churn"\n', "two.toml")
    assert 'measure = "Churn of all"' in export_toml(workspace, objective)
    assert diff_toml(workspace, export_toml(workspace, objective), "one.toml", only=objective) == ()


def test_two_texts_of_the_same_scoring_are_no_difference(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.goaltui")
    text = '[[measures]]\ntitle = "a"\nscoring = { goal = 5, red_flag = -0.0 }\n'
    import_toml(workspace, text, "goals.toml")
    assert diff_toml(workspace, text.replace("-0.0", "0"), "goals.toml") == ()


def test_applying_a_file_without_an_objective_deletes_it_and_importing_does_not(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.goaltui")
    import_toml(workspace, HAND_WRITTEN, "nordvik.toml")
    small = '[[objectives]]\ntitle = "Customers stay and refer"\nperspective = "customer"\n'
    import_toml(workspace, small, "small.toml")
    assert len(workspace.look.tree().roots[0].children) == 1
    with pytest.raises(WouldDelete, match="1 objective, 2 key results, 1 measure and 3 check-ins"):
        apply_toml(workspace, small, "small.toml")
    assert len(workspace.look.tree().roots[0].children) == 1
    apply_toml(workspace, small, "small.toml", delete=True)
    assert workspace.look.tree().roots[0].children == ()


def test_one_objective_is_edited_without_touching_the_others(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.goaltui")
    import_toml(workspace, HAND_WRITTEN, "nordvik.toml")
    child = workspace.look.tree().roots[0].children[0]
    text = export_toml(workspace, child.id).replace("target = 20", "target = 30")
    apply_toml(workspace, text, "one.toml", only=child.id)
    after = workspace.look.tree().roots[0]
    assert after.title == "Customers stay and refer"
    assert [row.target for row in after.children[0].key_results] == [1.8, 30]
    assert workspace.look.scorecard().perspectives[1].objectives[0].measures[0].title == "Churn"


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_come_back_as_they_were_cleaned(title: str, tmp_path: Path) -> None:
    workspace, other = opened(tmp_path / "a.goaltui"), opened(tmp_path / "b.goaltui")
    form = open_form(workspace, EntityKind.OBJECTIVE).with_value("title", title)
    save_form(workspace, form)
    exported = export_toml(workspace)
    import_toml(other, exported, "x")
    assert other.look.tree().roots[0].title == workspace.look.tree().roots[0].title
    assert "\x1b" not in exported


titles = st.sampled_from(("Grow", "Stay", "[/", "日本語", "a'b", 'q"', "👨‍👩‍👧", "tru\\e", "2026", "x" * 80))
numbers = st.one_of(st.integers(-999, 999).map(float), st.floats(-1e6, 1e6).map(lambda value: round(value, 3)))
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@st.composite
def workspaces(draw: st.DrawFn) -> list[Operation]:
    """Drafts of a small workspace in which most things that can be said are said."""
    cycle, person = natural_id(EntityKind.CYCLE, "C"), natural_id(EntityKind.PERSON, "eva")
    drafts = [
        Operation(EntityKind.CYCLE, cycle, {"name": "C", "start": "2026-01-01", "end": "2026-12-31"}),
        Operation(EntityKind.PERSON, person, {"key": "eva", "name": "Eva Ek"}),
    ]
    objectives: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        identity = new_id()
        fields: dict[str, Value] = {"title": draw(titles), "state": draw(st.sampled_from(ObjectiveState)).value}
        fields["ambition"] = draw(st.sampled_from(Ambition)).value
        fields["parent"] = draw(st.sampled_from([None, *objectives]))
        fields["cycle"] = draw(st.sampled_from([None, cycle]))
        fields["key"] = draw(st.sampled_from([None, "K1", "Grow"]))
        fields["why"] = draw(st.sampled_from(["", "because\nof it"]))
        drafts.append(Operation(EntityKind.OBJECTIVE, identity, fields))
        objectives.append(identity)
    measures = list(draw_measures(draw, objectives, drafts))
    draw_key_results(draw, objectives, measures, drafts, person)
    subject = draw(st.sampled_from(objectives))
    remark: dict[str, Value] = {"kind": draw(st.sampled_from(RemarkKind)).value, "subject_kind": "objective"}
    drafts.append(Operation(EntityKind.REMARK, new_id(), {**remark, "subject": subject, "text": draw(titles)}))
    return drafts


def draw_measures(draw: st.DrawFn, objectives: list[str], drafts: list[Operation]) -> Iterator[str]:
    for _ in range(draw(st.integers(0, 3))):
        identity = new_id()
        fields: dict[str, Value] = {"title": draw(titles), "objective": draw(st.sampled_from([None, *objectives]))}
        fields["kind"] = draw(st.sampled_from(MeasureKind)).value
        fields["frequency"] = draw(st.sampled_from(Frequency)).value
        fields["scoring"] = draw(st.sampled_from([None, '{"preset":"min_max","worst":0,"best":9.5}']))
        drafts.append(Operation(EntityKind.MEASURE, identity, fields))
        drafts.extend(draw_check_in(draw, identity, None) for _ in range(draw(st.integers(0, 3))))
        yield identity


def draw_key_results(
    draw: st.DrawFn, objectives: list[str], measures: list[str], drafts: list[Operation], person: str
) -> None:
    for _ in range(draw(st.integers(0, 4))):
        identity, own = new_id(), new_id()
        bound = draw(st.sampled_from([None, *measures]))
        fields: dict[str, Value] = {"title": draw(titles), "objective": draw(st.sampled_from(objectives))}
        fields |= {"measure": bound or own, "condition": draw(st.sampled_from(Condition)).value}
        fields |= {"start": draw(numbers), "target": draw(numbers), "owner": draw(st.sampled_from([None, person]))}
        if bound is None:
            series: dict[str, Value] = {"title": fields["title"], "key_result": identity, "frequency": "week"}
            drafts.append(Operation(EntityKind.MEASURE, own, {**series, "unit": draw(st.sampled_from(["", "%"]))}))
        drafts.append(Operation(EntityKind.KEY_RESULT, identity, fields))
        drafts.extend(draw_check_in(draw, bound or own, identity) for _ in range(draw(st.integers(0, 3))))


def draw_check_in(draw: st.DrawFn, measure: str, key_result: str | None) -> Operation:
    day = draw(days) if draw(st.booleans()) else date(2026, 5, 5) + timedelta(days=0)
    fields: dict[str, Value] = {"measure": measure, "key_result": key_result, "date": day.isoformat()}
    fields |= {"value": draw(numbers), "note": draw(st.sampled_from(["", "a note"])), "estimate": draw(st.booleans())}
    if key_result is not None:
        fields["confidence"] = draw(st.sampled_from([None, 0, 7]))
        fields["status"] = draw(st.sampled_from([None, *(status.value for status in ManualStatus)]))
    return Operation(EntityKind.CHECK_IN, new_id(), fields)


@settings(max_examples=20, deadline=None)
@given(workspaces())
def test_export_import_export_is_the_same_to_the_byte(drafts: list[Operation]) -> None:
    with TemporaryDirectory() as folder:
        first, second = opened(Path(folder) / "a.goaltui"), opened(Path(folder) / "b.goaltui")
        first.database.apply(drafts, author="anna", now=CLOCK.now())
        exported = export_toml(first)
        import_toml(second, exported, "export")
        assert export_toml(second) == exported
        assert diff_toml(second, exported, "export") == ()
        assert [row.progress for row in second.look.tree().roots] == [row.progress for row in first.look.tree().roots]
        first.close()
        second.close()


MILESTONES = """
[[cycles]]
name = "2026-Q3"
start = 2026-07-01
end = 2026-09-30

[[objectives]]
title = "Ship"
cycle = "2026-Q3"

  [[objectives.key_results]]
  title = "The map"
  milestones = [{{ title = "Draft", {draft} }}, {{ title = "Build" {build} }}]
"""


def _ticks(workspace: Workspace) -> dict[str, tuple[bool, date | None]]:
    return {step.title: (step.done, step.done_on) for step in workspace.look.records().milestones}


def test_a_milestone_is_done_on_the_day_that_the_file_says(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "a.db", author="anna", clock=CLOCK, create=True)
    text = MILESTONES.format(draft="done_on = 2026-07-12", build=", done = true")
    import_toml(workspace, text, "ship.toml")
    assert _ticks(workspace) == {"Draft": (True, date(2026, 7, 12)), "Build": (True, None)}
    written = export_toml(workspace)
    assert "done = true, done_on = 2026-07-12" in written
    assert diff_toml(workspace, written, "written.toml") == ()
    # A file that is silent of the day leaves it.
    silent = MILESTONES.format(draft="done = true", build=", done = true")
    assert diff_toml(workspace, silent, "silent.toml") == ()
    apply_toml(workspace, MILESTONES.format(draft="done = false", build=", done = false"), "open.toml")
    assert _ticks(workspace) == {"Draft": (False, None), "Build": (False, None)}
    # What was open and is done in the file was done today.
    import_toml(workspace, silent, "silent.toml")
    assert _ticks(workspace) == {"Draft": (True, date(2026, 8, 15)), "Build": (True, date(2026, 8, 15))}


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        ("done = false, done_on = 2026-07-12", "what is not done has no 'done_on'"),
        ("done_on = 'monday'", "'done_on' is a text; it has to be a day"),
        ("don_on = 2026-07-12", "did you mean 'done_on'?"),
    ],
)
def test_a_mistake_in_the_day_of_a_milestone_says_where(tmp_path: Path, draft: str, said: str) -> None:
    workspace = Workspace.open(tmp_path / "a.db", author="anna", clock=CLOCK, create=True)
    with pytest.raises(Refused, match=r"ship\.toml:13") as refused:
        import_toml(workspace, MILESTONES.format(draft=draft, build=""), "ship.toml")
    assert said in str(refused.value)
