"""A check-in of a day that has not come by the team's clock: asked for once, whichever way it comes in."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind
from goaltui.model.errors import Doubtful
from goaltui.services.checkin.milestones import tick
from goaltui.services.checkin.writing import check_in_target, write_check_in
from goaltui.services.core.clock import FixedClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.attachments import part_form, save_part
from goaltui.services.lifecycle import checkin_round as rounds
from goaltui.services.review import agenda as reviews
from goaltui.services.sync.hub_clock import remember
from goaltui.services.sync.shared_workspace import Sharing, locate
from tests.services.checkin.test_milestones import added
from tests.tui.driving import NOW, Sample, opened, sample

_AHEAD = timedelta(days=3)
_THERE = (NOW - _AHEAD).date()


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


def _asked_once(write: Callable[[], object]) -> None:
    with pytest.raises(Doubtful, match=f"3 days ahead of the team's place, where it is {_THERE}, .* {NOW.date()}"):
        write()
    write()


def test_the_line_and_the_ticks_ask_once(workspace: Workspace, made: Sample) -> None:
    _asked_once(lambda: write_check_in(workspace, made.key_result, "5", again="Enter again saves it."))
    write_check_in(workspace, made.key_result, f"6 ^{_THERE}", again="Enter again saves it.")
    steps = added(workspace, made.objective, "Draft, Ship")
    draft = workspace.database.milestones(steps)[0].id
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
    (check_in,) = workspace.database.check_ins(key_result=made.key_result, until=None, limit=1)
    form = part_form(workspace, made.key_result, EntityKind.CHECK_IN, check_in.id)
    save_part(workspace, form.with_value("note", "well"))
    _asked_once(lambda: save_part(workspace, form.with_value("date", "today")))
    save_part(workspace, form.with_value("date", "today").with_value("note", "better"))


def test_the_form_asks_of_a_value_that_is_far_from_all_others(workspace: Workspace, made: Sample) -> None:
    write_check_in(workspace, made.key_result, "6")
    (check_in,) = workspace.database.check_ins(key_result=made.key_result, until=None, limit=1)
    form = part_form(workspace, made.key_result, EntityKind.CHECK_IN, check_in.id)
    far = form.with_value("value", "6000")
    with pytest.raises(Doubtful, match="far from all so far"):
        save_part(workspace, far)
    save_part(workspace, far)
    save_part(workspace, form.with_value("value", "7"))


def test_the_review_asks(workspace: Workspace, made: Sample) -> None:
    review = reviews.begin(workspace)
    item = next(item for item in review.items if item.id == made.key_result)
    _asked_once(lambda: reviews.check_in(workspace, review, item, "7"))
