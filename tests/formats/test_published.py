"""Sets that organisations published: each is imported whole, and its export is stable to the byte."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from goaltui.services.clock import FixedClock
from goaltui.services.workspace import Workspace

DATA = Path(__file__).parents[3] / "shared" / "data"
FILES = sorted(DATA.glob("*.toml"))
CLOCK = FixedClock(datetime(2026, 11, 24, 9, tzinfo=UTC))

pytestmark = pytest.mark.skipif(
    not FILES, reason="the published sets are others' texts and do not lie beside this clone"
)


def opened(path: Path) -> Workspace:
    return Workspace.open(path, author="anna", clock=CLOCK, create=True)


def count(document: dict[str, Any]) -> tuple[int, int, int]:
    """Objectives, key results and lasting measures that a file names."""
    objectives = document.get("objectives", [])
    key_results = sum(len(objective.get("key_results", [])) for objective in objectives)
    nested = sum(len(objective.get("measures", [])) for objective in objectives)
    return len(objectives), key_results, nested + len(document.get("measures", []))


def values(document: dict[str, Any]) -> int:
    """Check-ins that a file brings."""
    tables = [*document.get("measures", [])]
    for objective in document.get("objectives", []):
        tables += [*objective.get("key_results", []), *objective.get("measures", [])]
    return sum(len(table.get("check_ins", [])) + len(table.get("values", {})) + ("value" in table) for table in tables)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_published_set_is_imported_whole(file: Path, tmp_path: Path) -> None:
    text = file.read_text(encoding="utf-8")
    document = tomllib.loads(text)
    workspace = opened(tmp_path / "a.goaltui")
    workspace.import_toml(text, file.name)
    exported = tomllib.loads(workspace.export_toml())
    assert count(exported) == count(document)
    assert values(exported) == values(document)
    titles = {objective["title"].strip() for objective in document.get("objectives", [])}
    assert {objective["title"] for objective in exported.get("objectives", [])} >= {" ".join(t.split()) for t in titles}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_its_export_is_stable_and_importing_it_again_changes_nothing(file: Path, tmp_path: Path) -> None:
    text = file.read_text(encoding="utf-8")
    first, second = opened(tmp_path / "a.goaltui"), opened(tmp_path / "b.goaltui")
    first.import_toml(text, file.name)
    exported = first.export_toml()
    second.import_toml(exported, "export")
    assert second.export_toml() == exported
    assert first.diff_toml(exported, "export") == ()
    first.import_toml(text, file.name)
    assert first.export_toml() == exported


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_view_of_it_can_be_shown(file: Path, tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.goaltui")
    workspace.import_toml(file.read_text(encoding="utf-8"), file.name)
    tree = workspace.tree()
    assert tree.roots
    workspace.scorecard()
    workspace.today_view()
    workspace.findings()
    for root in tree.roots:
        assert workspace.detail(root.id).title == root.title
