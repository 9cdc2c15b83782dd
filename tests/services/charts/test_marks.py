"""The marks under a chart: when initiatives and cycles began and ended, and what an initiative did to a measure."""

import os
import time
from datetime import date
from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind
from goaltui.model.errors import InvalidField
from goaltui.services.charts.plotting import Style, draw, mark_lines
from goaltui.services.core.rows.curves import Curve, Mark
from goaltui.services.core.workspace import Workspace
from goaltui.services.editing.initiative_states import turn_done
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.parsing.naming import resolve
from goaltui.services.transfer.toml_files import export_toml, import_toml
from goaltui.services.views.charts import chart_of
from goaltui.services.views.detail import detail_of
from tests.goals import goals, initiative, loose_measure
from tests.services.review.test_agenda import opened

TEXT = goals(
    loose_measure(
        "Conversion",
        key="conversion",
        unit="%",
        frequency="month",
        values={"2026-01-31": 2, "2026-02-28": 2.5, "2026-05-31": 4, "2026-08-31": 5},
    ),
    initiative("New [checkout", measure="conversion", state="done", begun="2026-03-03", ended="2026-04-20"),
    initiative("No day is known", measure="conversion", state="done"),
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    found = opened(tmp_path / "work.db", 31)
    import_toml(found, TEXT, "shop.toml")
    return found


def chart(workspace: Workspace, title: str = "Conversion") -> Curve:
    return chart_of(workspace, resolve(workspace.database, title).id).curve


def test_an_initiative_has_its_days_below_the_axis_and_says_what_followed(workspace: Workspace) -> None:
    curve = chart(workspace)
    assert mark_lines(curve) == [
        "▲ 3 Mar initiative 'New [checkout' begun",
        "▲ 20 Apr initiative 'New [checkout' done",
    ]
    drawn = draw(curve, (60, 14), Style()).splitlines()
    assert len(drawn) == 14 and {len(line) for line in drawn} == {60}
    assert drawn[-2].count("▲") == 2
    plain = draw(curve, (60, 14), Style(ascii_only=True)).splitlines()
    assert plain[-2].index("^") == drawn[-2].index("▲") and plain[-2].isascii()
    detail = detail_of(workspace, resolve(workspace.database, "New [checkout").id)
    assert [(line.label, line.text) for line in detail.why] == [
        ("Effect on Conversion", "2.5 % before 3 Mar, 5 % on 31 Aug")
    ]
    assert [(line.label, line.text) for line in detail.facts if line.label in ("begun", "ended")] == [
        ("begun", "3 Mar"),
        ("ended", "20 Apr"),
    ]
    assert detail_of(workspace, resolve(workspace.database, "No day is known").id).why == ()
    assert "begun = 2026-03-03\nended = 2026-04-20" in export_toml(workspace)


def test_without_a_day_it_has_that_of_the_change_of_its_state(workspace: Workspace) -> None:
    measure = resolve(workspace.database, "Conversion").id
    form = open_form(workspace, EntityKind.INITIATIVE, parent=measure).with_value("title", "Calls")
    with pytest.raises(InvalidField, match=r"planned.*1 Jun.*running"):
        save_form(workspace, form.with_value("begun", "1 Jun"))
    running = form.with_value("begun", "1 Jun").with_value("state", "running")
    identity = save_form(workspace, running).created or ""
    turn_done(workspace, identity)
    told = [line for line in mark_lines(chart(workspace)) if "Calls" in line]
    assert told == ["▲ 1 Jun initiative 'Calls' begun", "▲ 31 Aug initiative 'Calls' done"]
    turn_done(workspace, identity)
    assert [line for line in mark_lines(chart(workspace)) if "Calls" in line] == told[:1]
    with pytest.raises(InvalidField, match="before it began"):
        save_form(workspace, open_form(workspace, EntityKind.INITIATIVE, identity).with_value("ended", "1 May"))


def test_the_day_of_a_change_is_that_of_this_place(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    form = open_form(workspace, EntityKind.INITIATIVE, parent=resolve(workspace.database, "Conversion").id)
    identity = save_form(workspace, form.with_value("title", "Calls")).created or ""
    turn_done(workspace, identity)
    before = os.environ.get("TZ")
    # It is 9 in the morning of the 31st at UTC.
    monkeypatch.setenv("TZ", "Etc/GMT+12")
    time.tzset()
    try:
        assert [line for line in mark_lines(chart(workspace)) if "Calls" in line] == [
            "▲ 30 Aug initiative 'Calls' done"
        ]
    finally:
        monkeypatch.setenv("TZ", before) if before else monkeypatch.delenv("TZ")
        time.tzset()


def test_few_are_shown_and_the_others_counted(workspace: Workspace) -> None:
    cycles = [Mark(date(2026, month, 1), EntityKind.CYCLE, "Q", "begun", f"Q{month} begins") for month in (2, 3, 4)]
    work = [Mark(date(2026, month, 5), EntityKind.INITIATIVE, "W", "done", f"W{month} done") for month in (1, 2, 6)]
    marks = tuple(sorted((*cycles, *work), key=lambda mark: mark.day))
    curve = Curve(date(2026, 8, 31), (date(2026, 1, 1), date(2026, 8, 31)), (), marks=marks)
    assert mark_lines(curve, ascii_only=True) == [
        "^ 5 Jan W1 done",
        "^ 5 Feb W2 done",
        "^ 1 Apr Q4 begins",
        "^ 5 Jun W6 done",
        "2 more are not shown",
    ]
    measure = chart(workspace, "Churn")
    assert all(mark.kind is EntityKind.CYCLE for mark in measure.marks)
