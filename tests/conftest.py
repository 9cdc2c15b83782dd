"""Where tests write."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

_MEMORY = Path("/dev/shm")
_ROOM = 2 * 1024**3
"""Bytes; ten times what all tests together leave behind."""
_WAITING = ("cli", "lab", "package", "sharing", "tui", "walk")
"""Folders whose tests wait for a terminal, a server or another process."""
_TRIES_MORE = 2


def pytest_configure() -> None:
    """Let temporary files lie in memory, unless `TMPDIR` says where, or there is no room, or no program may be started.

    SQLite waits for the disk at every commit, and what a test writes need not outlive the machine.
    """
    if "TMPDIR" in os.environ or not os.access(_MEMORY, os.W_OK):
        return
    status = os.statvfs(_MEMORY)
    if status.f_bavail * status.f_frsize < _ROOM or status.f_flag & os.ST_NOEXEC:
        return
    os.environ["TMPDIR"] = tempfile.tempdir = str(_MEMORY)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Try a test again that waits for another process and failed: on a loaded machine that process may come too late.

    The summary counts it as rerun. A test of pure functions gets one try; a test that names its own number gets that.
    """
    tests = config.rootpath / "tests"
    for item in items:
        waits = item.path.is_relative_to(tests) and item.path.relative_to(tests).parts[0] in _WAITING
        if waits and item.get_closest_marker("flaky") is None:
            item.add_marker(pytest.mark.flaky(reruns=_TRIES_MORE))


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """Where the team's file shall be."""
    folder = tmp_path / "drive"
    folder.mkdir()
    return folder / "team.goaltui"


@pytest.fixture(autouse=True, scope="module")
def nothing_beside_the_sources(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail where something that is not hidden came into the folder of the project: tests write below `tmp_path`."""
    before = _seen(request.config.rootpath)
    yield
    came = _seen(request.config.rootpath) - before
    assert not came, f"written into the project while this module ran: {', '.join(sorted(came))}"


def _seen(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.startswith((".", "__"))}
