"""What the tests of the formats share: workspaces on real files and the published data beside the repository."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from goaltui.formats.content import WorkspaceContent
from goaltui.services.core.clock import FixedClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.transfer.toml_files import import_toml
from goaltui.store.database import Database

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 24)
PUBLISHED = Path(__file__).parents[2].parent / "shared" / "data"


def opened(path: Path) -> Workspace:
    """A workspace in a file, new where there is none."""
    return Workspace.open(path, author="anna", clock=FixedClock(NOW), create=True)


def imported(path: Path, *texts: str) -> Workspace:
    """A new workspace that took these files in."""
    workspace = opened(path)
    for text in texts:
        import_toml(workspace, text, "goals.toml")
    return workspace


def whole_of(database: Database) -> WorkspaceContent:
    """All that stands in a database."""
    return WorkspaceContent(database.records(date.max), tuple(database.series.all_check_ins()))


def published_files() -> list[object]:
    """The published files as parameters; one that is skipped where they are not there."""
    files = sorted(PUBLISHED.glob("*.toml"))
    absent = pytest.param(PUBLISHED, marks=pytest.mark.skip(reason=f"there are no published goals in {PUBLISHED}"))
    return [pytest.param(file, id=file.stem) for file in files] or [absent]


def without_known(text: str) -> str:
    """An export without what it knew, which counts on with every change."""
    return text.rpartition("\n[known]\n")[0] or text
