"""Measures without a number: proxies, baselines that are collected, judgements in words. None of them flatters."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goaltui.model.enums import DataState, EntityKind, Status
from goaltui.model.errors import WrongUsage
from goaltui.model.records import MeasureRecord, Point
from goaltui.services.checkin.many import CheckInEntry, write_all
from goaltui.services.checkin.preview import preview
from goaltui.services.checkin.writing import check_in_target, write_check_in
from goaltui.services.core import formatting
from goaltui.services.core.rows.scorecard import MeasureRow, ScorecardObjectiveRow
from goaltui.services.core.scorecard import measure_row
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.parsing.naming import resolve
from goaltui.services.review.agenda import begin
from goaltui.services.transfer.toml_files import export_toml, import_toml
from goaltui.services.views.checks import health
from goaltui.services.views.detail import detail_of
from goaltui.services.views.today import today_of
from tests.tui.driving import opened

TEXT = """
[[objectives]]
title = "Customers stay"
perspective = "customer"

[[objectives.measures]]
title = "Churn"
scoring = { goal = 1.5, red_flag = 3 }
values = { 2026-11-20 = 1.5 }

[[objectives.measures]]
title = "Calls"
proxy_for = "how well we [listen"
baseline_until = 2026-12-31
scoring = { goal = 40, red_flag = 20 }
values = { 2026-11-20 = 60 }

[[objectives.measures]]
title = "Trust"
in_words = true
"""
TODAY = date(2026, 11, 24)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    found = opened(tmp_path / "work.db")
    import_toml(found, TEXT, "words.toml")
    return found


def objective(workspace: Workspace) -> ScorecardObjectiveRow:
    return next(item for place in workspace.look.scorecard().perspectives for item in place.objectives)


def row(workspace: Workspace, title: str) -> MeasureRow:
    return next(item for item in objective(workspace).measures if item.title == title)


def told(workspace: Workspace, title: str) -> dict[str, str]:
    found = detail_of(workspace, resolve(workspace.database, title, EntityKind.MEASURE).id)
    return {line.label: line.text for line in (*found.facts, *found.why)}


def test_what_is_not_scored_lowers_the_coverage_and_is_told(workspace: Workspace) -> None:
    assert (objective(workspace).score, objective(workspace).coverage) == pytest.approx((200 / 3, 1 / 3))
    assert row(workspace, "Calls").score is None and row(workspace, "Calls").value == 60
    assert formatting.measure_data(row(workspace, "Calls")) == "baseline until 31 Dec 2026"
    said = told(workspace, "Calls")
    assert said["proxy for"] == "how well we [listen"
    # The baseline is told once among the facts and once as the reason.
    assert (said["baseline until"], said.get("data"), said["Data"]) == (
        "31 Dec",
        None,
        "measured on 20 Nov; period 2026-11",
    )
    assert said["Why no score"] == "its baseline is collected until 31 Dec; it is scored from the day after"
    calls = resolve(workspace.database, "Calls", EntityKind.MEASURE).id
    assert preview(check_in_target(workspace, calls), "70", workspace.today).score is None
    assert not any(row.findings for row in health(workspace).checks if row.id == "no-target")
    # It is scored from the day after.
    save_form(workspace, open_form(workspace, EntityKind.MEASURE, calls).with_value("baseline_until", "2026-11-23"))
    assert row(workspace, "Calls").score == 100
    assert "key_measure" not in export_toml(workspace) and "in_words = true" in export_toml(workspace)


def test_a_measure_is_judged_in_words_and_never_scored(workspace: Workspace) -> None:
    trust = resolve(workspace.database, "Trust", EntityKind.MEASURE).id
    assert row(workspace, "Trust").data is DataState.NEVER
    before = objective(workspace)
    for line in ("3", "", "!auto 4 what"):
        with pytest.raises(WrongUsage, match="judged in words"):
            write_check_in(workspace, trust, line)
    said = write_check_in(workspace, trust, "!track they call us [first")
    assert said.sentence == "Judged 'Trust' in words: on track."
    assert told(workspace, "Trust")["judged"] == "24 Nov, they call us [first"
    assert told(workspace, "Trust")["Data"] == "judged on 24 Nov; period 2026-11"
    assert "score" not in told(workspace, "Trust")
    assert told(workspace, "Trust")["Why no score"] == "it is judged in words, and a score takes a number"
    assert (row(workspace, "Trust").data, row(workspace, "Trust").value) == (DataState.MEASURED, None)
    assert formatting.measure_now(row(workspace, "Trust")) == "on track"
    after = objective(workspace)
    assert (after.score, after.coverage) == (before.score, before.coverage)
    assert trust not in {item.id for item in today_of(workspace).due}
    assert trust not in {item.id for item in today_of(workspace).red}
    write_check_in(workspace, trust, "!risk they went elsewhere")
    assert [(item.id, item.why) for item in today_of(workspace).red if item.id == trust] == [
        (trust, "at risk, no key result and no initiative")
    ]
    assert [(item.reasons, item.now) for item in begin(workspace).items if item.id == trust] == [
        (("at risk",), "in words: at risk")
    ]
    judged = workspace.database.series.judgements(TODAY)
    assert {measure: [item.note for item in found] for measure, found in judged.items()} == {
        trust: ["they went elsewhere", "they call us [first"]
    }
    write_check_in(workspace, trust, "!auto taken back")
    assert row(workspace, "Trust").judgement is None
    churn = resolve(workspace.database, "Churn", EntityKind.MEASURE).id
    with pytest.raises(WrongUsage, match="takes no status"):
        write_check_in(workspace, churn, "!track fine")


def test_an_empty_line_and_same_repeat_the_last_judgement(workspace: Workspace) -> None:
    trust = resolve(workspace.database, "Trust", EntityKind.MEASURE).id
    with pytest.raises(WrongUsage, match="judged in words"):
        write_check_in(workspace, trust, "same")
    write_check_in(workspace, trust, "!risk ^2026-10-20 they look elsewhere")
    target = check_in_target(workspace, trust)
    typed = preview(target, "!track they stay", TODAY)
    assert (typed.status, typed.reason, typed.notes) == (Status.ON_TRACK, "in words, without a score", ("was at risk",))
    assert preview(target, "a note alone", TODAY).notes == ("no judgement, so the check-in stays due",)
    assert preview(target, "!auto", TODAY).status is None
    assert preview(target, "!track ^2026-10-01", TODAY).notes[0] == "the later judgement of 20 Oct still counts"
    for line in ("", "same still so"):
        assert preview(target, line, TODAY).status is Status.AT_RISK
        assert write_check_in(workspace, trust, line).sentence == "Judged 'Trust' in words: at risk."
    assert told(workspace, "Trust")["judged"] == "24 Nov, still so"
    found = write_all(workspace, [CheckInEntry(1, trust, "!track"), CheckInEntry(2, trust, "same")], "")
    assert [item.problem for item in found] == [None, None]
    assert formatting.measure_now(row(workspace, "Trust")) == "on track"


@given(value=st.floats(-1e6, 1e6), until=st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_nothing_is_scored_while_a_baseline_is_collected_and_all_is_as_before_afterwards(
    value: float, until: date
) -> None:
    plain = MeasureRecord(
        *("m", None, "M", "", "", "", None, None, "lag", "month", "last"),
        '{"preset":"goal_red_flag","goal":40,"red_flag":20}',
        *(1.0, None, None, True, 0),
    )
    points = (Point(date(2026, 11, 20), value, False),)
    found = measure_row(plain._replace(baseline_until=until), (), points, {}, TODAY)
    usual = measure_row(plain, (), points, {}, TODAY)
    if until >= TODAY:
        assert (found.part.score, found.part.coverage, found.part.applies) == (None, 0.0, True)
        assert found.row.value == usual.row.value
    else:
        assert found.part == usual.part
