"""A check-in of a day that has not come, by this clock or the team's: asked for once, whichever way it comes in."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind
from goaltui.model.errors import Doubtful
from goaltui.services.checkin.many import entries, write_all
from goaltui.services.checkin.milestones import tick
from goaltui.services.checkin.preview import preview
from goaltui.services.checkin.surprises import AGAIN
from goaltui.services.checkin.writing import check_in_target, write_check_in
from goaltui.services.core.clock import FixedClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.attachments import part_form, save_part
from goaltui.services.lifecycle import checkin_round as rounds
from goaltui.services.review import agenda as reviews
from goaltui.services.sync.hub_clock import remember
from goaltui.services.sync.shared_workspace import Sharing, locate
from goaltui.services.transfer.toml_files import export_toml, import_toml
from goaltui.services.views.today import today_of
from tests.goals import NOW, Sample, opened, sample
from tests.services.checkin.test_milestones import added

_AHEAD = timedelta(days=3)
_THERE = (NOW - _AHEAD).date()
_TOMORROW = NOW.date() + timedelta(days=1)
_LATER = "2026-12-24"


@pytest.fixture
def made(tmp_path: Path) -> Sample:
    return sample(tmp_path / "a.db")


@pytest.fixture
def workspace(tmp_path: Path, made: Sample) -> Iterator[Workspace]:
    """Of a team whose place was three days behind this computer when it was visited last."""
    found = opened(made.path)
    location = replace(locate(str(tmp_path / "hub.goaltui"), tmp_path, exchange=True), file=made.path)
    found.sharing = Sharing.beginning(location, tmp_path / "backups", FixedClock(NOW))
    remember(made.path, _AHEAD.total_seconds(), NOW)
    yield found
    found.close()


def _asked_once(write: Callable[[], object], match: str = "") -> None:
    with pytest.raises(Doubtful, match=match or "3 days ahead of the hub, where it is 21 Nov, .* 24 Nov"):
        write()
    write()


def test_the_line_and_the_ticks_ask_once(workspace: Workspace, made: Sample) -> None:
    _asked_once(lambda: write_check_in(workspace, made.key_result, "5", again="Enter again saves it."))
    write_check_in(workspace, made.key_result, f"6 ^{_THERE}", again="Enter again saves it.")
    steps = added(workspace, made.objective, "Draft, Ship")
    draft = workspace.database.things.milestones(steps)[0].id
    _asked_once(lambda: tick(workspace, steps, {draft}, again="Enter again saves it."))


def test_the_round_asks_beside_its_other_questions(workspace: Workspace, made: Sample) -> None:
    write_check_in(workspace, made.key_result, f"19 ^{_THERE}")
    target = check_in_target(workspace, made.key_result)
    first, *others = rounds.questions(target, "5", workspace.today)
    assert first.startswith("This computer's clock is 3 days ahead")
    assert others
    assert rounds.questions(target, f"5 ^{_THERE}", workspace.today) == tuple(others)


def test_the_form_asks_where_the_day_is_moved(workspace: Workspace, made: Sample) -> None:
    write_check_in(workspace, made.key_result, f"6 ^{_THERE}")
    (check_in,) = workspace.database.series.check_ins(key_result=made.key_result, until=None, limit=1)
    form = part_form(workspace, made.key_result, EntityKind.CHECK_IN, check_in.id)
    save_part(workspace, form.with_value("note", "well"))
    _asked_once(lambda: save_part(workspace, form.with_value("date", "today")))
    save_part(workspace, form.with_value("date", "today").with_value("note", "better"))


def test_the_form_asks_of_a_value_that_is_far_from_all_others(workspace: Workspace, made: Sample) -> None:
    write_check_in(workspace, made.key_result, "6")
    (check_in,) = workspace.database.series.check_ins(key_result=made.key_result, until=None, limit=1)
    form = part_form(workspace, made.key_result, EntityKind.CHECK_IN, check_in.id)
    far = form.with_value("value", "6000")
    with pytest.raises(Doubtful, match="far from all earlier values"):
        save_part(workspace, far)
    save_part(workspace, far)
    save_part(workspace, form.with_value("value", "7"))


def test_the_review_asks(workspace: Workspace, made: Sample) -> None:
    review = reviews.begin(workspace)
    item = next(item for item in review.items if item.id == made.key_result)
    _asked_once(lambda: reviews.check_in(workspace, review, item, "7"))


@pytest.fixture
def alone(made: Sample) -> Iterator[Workspace]:
    """Of nobody else."""
    found = opened(made.path)
    yield found
    found.close()


def _stands(workspace: Workspace, identity: str, day: date | None = None) -> tuple[float | None, float | None]:
    """What a key result stands at on a day, and how far that is."""
    workspace.look_at(day)
    row = workspace.look.outline().key_results[identity]
    workspace.look_at(None)
    return row.value, row.progress


def test_a_day_that_is_typed_ahead_is_asked_for_and_counts_from_that_day_on(alone: Workspace, made: Sample) -> None:
    write_check_in(alone, made.key_result, "8 ^20 Nov")
    before = (8.0, 0.25)
    line = f"12 ^{_LATER}"
    _asked_once(lambda: write_check_in(alone, made.key_result, line, again=AGAIN), "24 Dec has not come yet")
    assert _stands(alone, made.key_result) == before
    assert alone.look.outline().key_results[made.key_result].checked_in == date(2026, 11, 20)
    then = Workspace.open(made.path, author="anna", clock=FixedClock(NOW + timedelta(days=30)))
    assert _stands(then, made.key_result) == (12, 0.5)
    assert _stands(then, made.key_result, date(2026, 12, 23)) == before
    then.close()


def test_what_is_typed_counts_as_what_is_imported(alone: Workspace, made: Sample, tmp_path: Path) -> None:
    def said(path: Path, day: date) -> object:
        found = Workspace.open(path, author="anna", clock=FixedClock(NOW + timedelta(days=30)))
        found.look_at(day)
        (row,), (measured,) = found.look.outline().key_results.values(), found.look.measured().values()
        due = [(item.title, item.due) for item in today_of(found).due]
        found.close()
        return row.value, row.progress, row.status, row.confidence, row.checked_in, measured.row.score, due

    for thing, line in ((made.key_result, "8 ^20 Nov"), (made.measure, "2"), (made.measure, "1 ^tomorrow")):
        write_check_in(alone, thing, line)
    write_check_in(alone, made.key_result, f"12 @9 !risk ^{_LATER} as agreed")
    file = export_toml(alone)
    other = opened(tmp_path / "other.db")
    with pytest.raises(Doubtful, match="2 check-ins dated in the future"):
        import_toml(other, file, "a.toml", surprising=False)
    import_toml(other, file, "a.toml")
    days = (date(2026, 11, 19), NOW.date(), _TOMORROW, date.fromisoformat(_LATER))
    other.close()
    told = [said(made.path, day) for day in days]
    assert told == [said(tmp_path / "other.db", day) for day in days]
    assert len({str(row) for row in told}) == len(days)


def test_the_sentence_and_the_preview_change_nothing_of_today(alone: Workspace, made: Sample) -> None:
    write_check_in(alone, made.key_result, "8 ^20 Nov")
    target = check_in_target(alone, made.key_result)
    line = "20 !behind ^tomorrow"
    now, ahead = alone.look.outline().key_results[made.key_result], preview(target, line, alone.today)
    assert (ahead.value, ahead.progress, ahead.status) == (now.value, now.progress, now.status)
    assert "counts from 25 Nov on" in " ".join(ahead.notes)
    said = write_check_in(alone, made.key_result, line).sentence
    assert "Checked in 20 on 'Reference customers' for 25 Nov; it counts from that day on" in said
    assert "today it stays as it is: 25 %" in said


def test_lines_at_once_do_not_count_on_days_to_come(alone: Workspace, made: Sample) -> None:
    lines = tuple(entries(f"{made.key_result} 8\n{made.key_result} 20 ^tomorrow\n{made.key_result} +1\n"))
    refused = write_all(alone, lines, AGAIN)
    assert [report.problem is None for report in refused] == [True, False, True]
    assert _stands(alone, made.key_result) == (None, None)
    write_all(alone, lines, "")
    assert _stands(alone, made.key_result) == (9, 5 / 16)


def test_milestones_done_on_a_day_to_come_are_open_until_then(alone: Workspace, made: Sample) -> None:
    steps = added(alone, made.objective, "Draft, Ship")
    draft = alone.database.things.milestones(steps)[0].id
    _asked_once(lambda: tick(alone, steps, {draft}, "^tomorrow", again=AGAIN), "has not come yet")
    assert _stands(alone, steps)[1] == 0
    alone.undo()
    assert "done from 25 Nov on: 50 %" in tick(alone, steps, {draft}, "^tomorrow").sentence


def test_round_form_and_review_ask_of_a_day_typed_ahead(alone: Workspace, made: Sample) -> None:
    write_check_in(alone, made.key_result, "6")
    target = check_in_target(alone, made.key_result)
    assert rounds.questions(target, "7 ^tomorrow", alone.today)[0].startswith("25 Nov has not come yet")
    (check_in,) = alone.database.series.check_ins(key_result=made.key_result, until=None, limit=1)
    form = part_form(alone, made.key_result, EntityKind.CHECK_IN, check_in.id)
    _asked_once(lambda: save_part(alone, form.with_value("date", _LATER)), "has not come yet")
    assert _stands(alone, made.key_result) == (None, None)
    review = reviews.begin(alone)
    item = next(item for item in review.items if item.id == made.key_result)
    _asked_once(lambda: reviews.check_in(alone, review, item, "7 ^tomorrow"), "has not come yet")
    mended = part_form(alone, made.key_result, EntityKind.CHECK_IN, check_in.id)
    save_part(alone, mended.with_value("date", "today"))
    assert _stands(alone, made.key_result) == (6, 0.125)
