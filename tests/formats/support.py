"""What the tests of the formats share: workspaces on real files and the published data beside the repository."""

from datetime import date
from pathlib import Path

import pytest

from goaltui.formats.content import WorkspaceContent
from goaltui.store.database import Database

TODAY = date(2026, 11, 24)
PUBLISHED = Path(__file__).parents[2].parent / "shared" / "data"


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
