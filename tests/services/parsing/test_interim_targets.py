"""Phases typed in the form of a key result, in a file and in the shell."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goaltui.model.enums import EntityKind
from goaltui.model.errors import InvalidField
from goaltui.model.interim_targets import InterimTarget, phases_shown, phases_text
from goaltui.services.core.workspace import Workspace
from goaltui.services.editing.duplicate import duplicate
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.parsing.interim_targets import read_phases, read_steps
from goaltui.services.parsing.interim_targets import typed as as_typed
from goaltui.services.transfer.toml_files import diff_toml, export_toml, import_toml
from goaltui.services.views.detail import detail_of
from tests.goals import opened, sample

HOSTILE = ("[@click=app.quit]x[/]", "\x1b[31m 9", "日本語 9", "👨‍👩‍👧", "9" * 500, "\u202eNov 9", "[/ 9")


def typed(workspace: Workspace, identity: str, text: str, **others: str) -> None:
    form = open_form(workspace, EntityKind.KEY_RESULT, identity).with_value("phases", text)
    for name, value in others.items():
        form = form.with_value(name, value)
    save_form(workspace, form)


def test_they_bend_what_is_expected_and_are_shown_as_typed(tmp_path: Path) -> None:
    """The quarter began on 1 October; today is 24 November; the key result goes from 4 to 20."""
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    save_form(workspace, open_form(workspace, EntityKind.KEY_RESULT, made.key_result).with_value("first_day", ""))
    straight = workspace.look.outline().key_results[made.key_result].expected or 0
    typed(workspace, made.key_result, "24 Nov 8, 2026-12-15 12")
    row = workspace.look.outline().key_results[made.key_result]
    assert row.expected == pytest.approx(0.25)
    assert straight == pytest.approx(54 / 91)
    assert shown(workspace, made.key_result) == "2026-11-24 8, 2026-12-15 12"
    text = open_form(workspace, EntityKind.KEY_RESULT, made.key_result).value("phases")
    assert text == "24 Nov 8, 15 Dec 12"
    typed(workspace, made.key_result, text)
    assert shown(workspace, made.key_result) == "2026-11-24 8, 2026-12-15 12"
    lines = [line.text for line in detail_of(workspace, made.key_result).why]
    assert "along its phases: 24 Nov 8, 15 Dec 12" in lines
    copied = duplicate(workspace, made.key_result).created or ""
    assert workspace.look.outline().key_results[copied].phases == row.phases
    typed(workspace, made.key_result, "")
    assert workspace.look.outline().key_results[made.key_result].expected == straight


def shown(workspace: Workspace, identity: str) -> str:
    return phases_shown(workspace.look.outline().key_results[identity].phases)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("15 Oct 6", "2026-10-15 6"),
        ("31 Dec 20; 1 Dec 9,5", "2026-12-01 9.5, 2026-12-31 20"),
        ("1 Dec = 9.5,", "2026-12-01 9.5"),
        ("end of quarter 19", "2026-12-31 19"),
        ("slutet av kvartalet 19", "2026-12-31 19"),
        ("v47 9; vecka 50 12", "2026-11-22 9, 2026-12-13 12"),
        ("v41 5", "2026-10-11 5"),
        ("+2w 10, 1 Oct 4", "2026-10-01 4, 2026-12-08 10"),
    ],
)
def test_days_are_read_within_the_cycle(tmp_path: Path, text: str, found: str) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    typed(workspace, made.key_result, text)
    assert shown(workspace, made.key_result) == found


def test_blanks_group_thousands_in_a_value_too(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    typed(workspace, made.key_result, "15 Nov 1 274", target="2000")
    assert shown(workspace, made.key_result) == "2026-11-15 1274"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("soon 9", "Phase 'soon 9' is not a day with a value; write 15 Aug 30, 15 Sep 60."),
        ("15 Nov", "Phase '15 Nov' is not a day with a value"),
        ("15 Nov much", "not a day with a value"),
        ("2027-01-15 9", "not in the cycle, which goes from 1 Oct to 31 Dec; change the day."),
        ("15 Nov 40", "expects 40, which is not between 4 and 20; change the value."),
        ("15 Nov 9, 2026-11-15 10", "There are two phases on 15 Nov; keep one of them."),
        *((text, "") for text in HOSTILE),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_about_the_field(tmp_path: Path, text: str, said: str) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    with pytest.raises(InvalidField) as caught:
        typed(workspace, made.key_result, text)
    assert said in str(caught.value)
    assert caught.value.field == "phases"
    assert len(str(caught.value)) < 200 and "\x1b" not in str(caught.value)


def test_they_belong_to_what_reaches_a_target_in_a_cycle(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    typed(workspace, made.key_result, "15 Nov 9")
    form = open_form(workspace, EntityKind.KEY_RESULT, made.key_result).with_value("condition", "at_least")
    assert (form.asks("phases"), form.asks("start"), form.asks("target")) == (False, False, True)
    save_form(workspace, form.with_value("phases", "nonsense").with_value("start", "nonsense"))
    form = open_form(workspace, EntityKind.KEY_RESULT, made.key_result).with_value("condition", "reach")
    assert (form.value("phases"), form.value("start")) == ("15 Nov 9", "4")
    save_form(workspace, form)
    form = open_form(workspace, EntityKind.OBJECTIVE, made.objective).with_value("cycle", "")
    save_form(workspace, form)
    with pytest.raises(InvalidField, match="give the objective one"):
        typed(workspace, made.key_result, "15 Nov 9")


def test_a_file_has_them_as_days_with_numbers(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    typed(workspace, made.key_result, "15 Nov 8, 15 Dec 12.5")
    text = export_toml(workspace)
    assert "2026-11-15 = 8" in text
    other = opened(tmp_path / "b.db")
    import_toml(other, text, "goals.toml")
    assert export_toml(other) == text
    changed = text.replace("2026-12-15 = 12.5", "2026-12-15 = 16")
    assert diff_toml(workspace, changed, "goals.toml") == (
        "change phases of key result 'Reference customers' to 15 Nov 2026 8, 15 Dec 2026 16",
    )
    with pytest.raises(Exception, match="'soon' is not a day"):
        diff_toml(workspace, text.replace("2026-12-15 = 12.5", "soon = 1"), "goals.toml")


@given(
    start=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    days=st.integers(1, 900),
    today=st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    places=st.lists(st.tuples(st.integers(0, 900), st.integers(-(10**9), 10**9)), min_size=1, max_size=5),
)
def test_what_the_form_shows_is_read_as_the_same_days(
    start: date, days: int, today: date, places: list[tuple[int, int]]
) -> None:
    window = (start, start + timedelta(days=days))
    phases = {start + timedelta(days=place % (days + 1)): value / 1000 for place, value in places}
    ordered = [InterimTarget(day, value) for day, value in sorted(phases.items())]
    text = as_typed(ordered, window, today)
    assert read_phases(text, (-1e6, 1e6), window, today) == phases_text(ordered)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Utkast vecka 50, Klart", [("Utkast", "2026-12-13"), ("Klart", None)]),
        ("Vänta på fredag", [("Vänta", "2026-11-27")]),
        ("Release v2, Form W4", [("Release v2", None), ("Form W4", None)]),
    ],
)
def test_the_end_of_a_milestone_is_a_week_but_no_version(text: str, found: list[tuple[str, str | None]]) -> None:
    steps = [step.fields or {} for step in read_steps(text, "x", date(2026, 11, 24))]
    assert [(step["title"], step["due"]) for step in steps] == found
