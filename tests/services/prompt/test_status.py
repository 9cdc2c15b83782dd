"""The status for a prompt says on every day what the views of that day say."""

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from goaltui.config.remembered import recall
from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.core.clock import SystemClock
from goaltui.services.core.ownership import Reach, scope_of
from goaltui.services.core.workspace import Workspace
from goaltui.services.prompt.reckoning import prompt_status, reckoned
from goaltui.services.prompt.renewal import StatusRenewal
from goaltui.services.prompt.renewal_lock import is_renewed_elsewhere, renewing
from goaltui.services.prompt.renewal_process import renew
from goaltui.services.prompt.status import PromptStatus, figures, status_of, text_of
from goaltui.services.views.today import today_of
from tests.cli import sample
from tests.cli.sample import clock


def opened(path: Path, day: date = sample.DAY) -> Workspace:
    return Workspace.open(path, author="anna", clock=clock(day))


def made(folder: Path) -> Path:
    path = folder / "sample.db"
    sample.make(path)
    return path


def kept(workspace: Workspace) -> PromptStatus:
    """The status once it went through its file."""
    found = status_of(text_of(prompt_status(workspace)))
    assert found is not None
    return found


def test_what_is_due_is_counted_on_by_the_day_as_the_views_of_that_day_have_it(tmp_path: Path) -> None:
    path = made(tmp_path)
    workspace = opened(path)
    work = {"title": "Call them all", "due": "2026-08-20", "objective": sample.OKR, "owner": sample.ANNA}
    operation = Operation(EntityKind.INITIATIVE, "d0000000-0000-4000-8000-000000000000", work)
    workspace.write([operation], "done")
    status = kept(workspace)
    workspace.close()
    for days in (0, 1, 4, 5, 6, 20, 46, 60, 61, 90):
        day = sample.DAY + timedelta(days=days)
        then = opened(path, day)
        view = today_of(then)
        rows = [(row.owner, row.late) for row in view.due] + [(item.row.owner, item.late) for item in view.work]
        names = scope_of(then.look.records(), "anna", Reach.MINE)
        for holds in (lambda _owner: True, names.holds):
            found = figures(status, day, holds)
            late = [days for owner, days in rows if holds(owner)]
            assert (day, found.due, found.late) == (day, len(late), sum(days > 0 for days in late))
        then.close()


def test_the_cycle_is_the_one_that_runs_and_progress_is_that_of_its_list(tmp_path: Path) -> None:
    workspace = opened(made(tmp_path))
    status = kept(workspace)
    cycle = figures(status, sample.DAY, lambda _owner: True).cycle
    assert cycle is not None
    assert (cycle.name, cycle.end) == ("2026-Q3", date(2026, 9, 30))
    assert cycle.progress is not None
    assert figures(status, date(2026, 10, 1), lambda _owner: True).cycle is None
    workspace.close()


def test_it_is_reckoned_again_where_something_was_written_and_not_for_an_earlier_day(tmp_path: Path) -> None:
    path, file = made(tmp_path), tmp_path / "status.json"
    renewal, workspace = StatusRenewal(file), opened(path)
    renewal.renew(workspace)
    first = file.read_text()
    assert renewal.text(workspace) is None
    write_check_in(workspace, sample.REFERENCES, "15")
    os.utime(path, ns=(2**62, 2**62))
    renewal.renew(workspace)
    assert file.read_text() != first
    workspace.look_at(date(2026, 8, 1))
    assert StatusRenewal(tmp_path / "other.json").text(workspace) is None
    workspace.close()


def test_another_process_comes_to_the_same_and_survives_what_is_no_database(tmp_path: Path) -> None:
    path, file = made(tmp_path), tmp_path / "status.json"
    renew(path, file, "anna")
    assert '"workspace": "Nordvik"' in file.read_text()
    before = file.read_text()
    path.write_bytes(b"nothing of ours" * 1000)
    renew(path, file, "anna")
    assert file.read_text() == before


def test_a_text_of_another_version_says_nothing(tmp_path: Path) -> None:
    workspace = opened(made(tmp_path))
    text = reckoned(workspace)
    workspace.close()
    assert status_of(text) is not None
    for other in ("", "[]", "{}", text.replace('"format": 1', '"format": 9'), text.replace('"owed"', '"owned"')):
        assert status_of(other) is None


def test_one_process_at_a_time_reckons_it_and_sees_to_the_last_write(tmp_path: Path) -> None:
    path, file = made(tmp_path), tmp_path / "state" / "status.json"
    with renewing(file) as is_ours:
        assert is_ours
        assert is_renewed_elsewhere(file)
        renew(path, file, "anna")
        assert not file.exists()
    assert not is_renewed_elsewhere(file)
    renew(path, file, "anna")
    assert file.exists()
    assert [left.name for left in file.parent.iterdir()] == [file.name]


def test_many_writes_at_once_leave_the_status_of_the_last(tmp_path: Path) -> None:
    path, file = made(tmp_path), tmp_path / "status.json"
    words = (sys.executable, "-m", "goaltui.services.prompt.renewal_process", str(path), str(file), "anna")
    running = []
    for value in range(10, 16):
        workspace = opened(path)
        write_check_in(workspace, sample.REFERENCES, str(value))
        workspace.close()
        running.append(subprocess.Popen(words))
    assert [process.wait(60) for process in running] == [0] * len(running)
    workspace = Workspace.open(path, author="anna", clock=SystemClock())
    assert recall(file) == reckoned(workspace)
    workspace.close()
