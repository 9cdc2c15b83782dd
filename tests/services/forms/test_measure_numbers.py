"""The numbers that judge a measure are shown and changed as they hold, from a day on, with the reason."""

from datetime import date
from pathlib import Path

import pytest

from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind, RemarkKind
from goaltui.model.errors import InvalidField, Refused, WouldRejudge
from goaltui.model.refs import new_id
from goaltui.services.checkin.writing import check_in_target
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.parsing.naming import resolve
from goaltui.services.transfer.toml_files import apply_toml, diff_toml, export_toml, import_toml
from goaltui.services.views.check_input import findings_of
from tests.goals import goals, imported, loose_measure, measure, objective, opened
from tests.services.forms.test_goal_forms import filled

TERTIALS = goals(
    objective("Answers come quickly", perspective="internal-process"),
    measure(
        "Hours to answer",
        frequency="tertial",
        scoring={"goal": 4, "red_flag": 8},
        targets=[{"start": "2026-05-01", "scoring": {"goal": 5, "red_flag": 20}}],
        values={"2026-03-31": 7, "2026-08-10": 9},
    ),
)
TWINS = goals(
    loose_measure(
        "Drop-out",
        scoring={"goal": 1.5, "red_flag": 3.0},
        targets=[
            {"id": "00000000010010000000000008", "start": "2026-07-01", "scoring": {"goal": 0.1, "red_flag": 1.0}},
            {"id": "zzzzzzr0010010000000000004", "start": "2026-07-01", "scoring": {"goal": 1.0, "red_flag": 2.0}},
        ],
    ),
)


def tertials(tmp_path: Path) -> tuple[Workspace, str]:
    workspace = imported(tmp_path / "a.db", TERTIALS)
    return workspace, resolve(workspace.database, "Hours", EntityKind.MEASURE).id


def score(workspace: Workspace, measure: str, day: date | None = None) -> float:
    workspace.look_at(day)
    found = workspace.look.measured()[measure].row.score
    assert found is not None
    return found


def test_the_form_shows_what_is_in_force_and_moves_it_from_a_day_on(tmp_path: Path) -> None:
    workspace, measure = tertials(tmp_path)
    form = open_form(workspace, EntityKind.MEASURE, measure)
    assert form.value("numbers") == "goal 5 red_flag 20"
    first, now = score(workspace, measure, date(2026, 4, 30)), score(workspace, measure)
    changed = filled(form, numbers="goal 3 red_flag 9")
    with pytest.raises(InvalidField) as refused:
        save_form(workspace, changed)
    assert refused.value.field == "moved"
    said = save_form(workspace, changed.with_value("moved", "the board wants it")).sentence
    assert "2026-T2 is re-scored" in said
    assert score(workspace, measure) == pytest.approx(100 / 3)
    assert score(workspace, measure) != now
    assert score(workspace, measure, date(2026, 4, 30)) == first
    told = [item.text for item in workspace.look.records().remarks if item.kind == RemarkKind.DECISION]
    assert told == ["Target moved from goal 5 red flag 20 to goal 3 red flag 9: the board wants it"]


def test_another_day_says_which_periods_are_judged_anew(tmp_path: Path) -> None:
    workspace, measure = tertials(tmp_path)
    form = filled(open_form(workspace, EntityKind.MEASURE, measure), numbers="goal 3 red_flag 9", moved="it was wrong")
    assert "2026-T1 is re-scored" in save_form(workspace, form.with_value("from", "2026-01-01")).sentence
    assert score(workspace, measure, date(2026, 4, 30)) == pytest.approx(100 / 3 * 4 / 3)


def test_leaving_the_numbers_alone_sets_none(tmp_path: Path) -> None:
    workspace, measure = tertials(tmp_path)
    save_form(workspace, filled(open_form(workspace, EntityKind.MEASURE, measure), unit="h"))
    assert len(workspace.look.records().targets) == 1


def test_without_a_value_the_numbers_are_still_being_set(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.db")
    import_toml(workspace, '[[measures]]\ntitle = "Drop-out"\nscoring = { goal = 2, red_flag = 3 }\n', "a.toml")
    measure = resolve(workspace.database, "Drop-out", EntityKind.MEASURE).id
    save_form(workspace, filled(open_form(workspace, EntityKind.MEASURE, measure), numbers="goal 1 red_flag 3"))
    assert open_form(workspace, EntityKind.MEASURE, measure).value("numbers") == "goal 1 red_flag 3"
    assert not workspace.look.records().targets


def test_two_targets_of_one_first_day_are_refused(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.db")
    with pytest.raises(Refused, match="from 1 Jul on is in the file twice"):
        import_toml(workspace, TWINS, "a.toml")
    assert not workspace.look.records().measures


def test_of_two_targets_that_copies_made_the_later_one_judges_everywhere(tmp_path: Path) -> None:
    workspace, measure = tertials(tmp_path)
    for goal in (6, 3):
        scoring = f'{{"goal": {goal}, "red_flag": 9}}'
        fields = {"measure": measure, "start": "2026-06-01", "scoring": scoring}
        workspace.write([Operation(EntityKind.TARGET, new_id(), {**fields})], "")
    assert score(workspace, measure) == pytest.approx(100 / 3)
    assert check_in_target(workspace, measure).scoring == workspace.database.things.scoring_on(measure, workspace.today)
    assert '"goal":3.0' in (check_in_target(workspace, measure).scoring or "")
    assert any(finding.check == "twin-targets" for finding in findings_of(workspace))
    # A file holds the one that judges, so that what is written can be read, and taking it in again changes nothing.
    text = export_toml(workspace)
    copy = opened(tmp_path / "b.db")
    import_toml(copy, text, "a.toml")
    assert export_toml(copy) == text
    assert score(copy, resolve(copy.database, "Hours to answer", EntityKind.MEASURE).id) == pytest.approx(100 / 3)
    assert not diff_toml(workspace, text, "a.toml")


def test_a_file_asks_before_other_numbers_judge_what_was_judged(tmp_path: Path) -> None:
    workspace, _ = tertials(tmp_path)
    text = export_toml(workspace).replace("red_flag = 8", "red_flag = 12")
    for write in (import_toml, apply_toml):
        with pytest.raises(WouldRejudge, match="2026-T1 of 'Hours to answer'; nothing was written"):
            write(workspace, text, "a.toml")
    assert '"red_flag":8.0' in (workspace.look.records().measures[0].scoring or "")
    import_toml(workspace, text, "a.toml", judge_anew=True)
    assert '"red_flag":12.0' in (workspace.look.records().measures[0].scoring or "")
    # Numbers that are written otherwise and are the same change nothing.
    import_toml(workspace, text.replace("red_flag = 12", "red_flag = 12.0"), "a.toml")
