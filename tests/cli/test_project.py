"""The file of a project decides which database is meant in its folder and below, and runs nothing."""

from pathlib import Path

import pytest

from goaltui.cli.global_options import GlobalOptions
from goaltui.cli.session import start_session
from goaltui.cli.streams import Delivery
from goaltui.config.project import NAME
from tests.cli.conftest import Shell


@pytest.fixture
def project(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a database of its own, one being somewhere below it."""
    folder = tmp_path / "project"
    (folder / "src" / "deep").mkdir(parents=True)
    (folder / "goals.db").write_bytes(shell.database.read_bytes())
    monkeypatch.chdir(folder / "src" / "deep")
    return folder


def test_its_database_is_meant_below_the_folder_and_not_where_one_is_named(shell: Shell, project: Path) -> None:
    (project / NAME).write_text('database = "goals.db"\n')
    assert shell("add", "objective", "Only in the project").code == 0
    assert "Only in the project" in shell("tree").out
    assert str(project / NAME) in shell("config").out
    assert "Only in the project" not in shell("tree", "--db", str(shell.database)).out
    assert shell("tree", "--db", str(shell.database)).code == 0


def test_its_filter_narrows_the_lists_and_says_so(shell: Shell, project: Path) -> None:
    everything = shell("tree").out
    (project / NAME).write_text('filter = "owner:bo"\n')
    said = shell("tree")
    assert 0 < len(said.out.splitlines()) < len(everything.splitlines())
    assert "Only what matches 'owner:bo'" in said.err
    (project / NAME).write_text('filter = "nonsense:bo"\n')
    assert shell("due").code == 2


def test_the_screen_begins_with_its_filter(shell: Shell, project: Path) -> None:
    (project / NAME).write_text('filter = "owner:bo"\n')
    session = start_session(GlobalOptions(), Delivery())
    assert session.project_query().text == "owner:bo"
    named = start_session(GlobalOptions(database=str(shell.database)), Delivery())
    assert not named.project_query().terms
    (project / NAME).write_text('filter = "nonsense:bo"\n')
    said = shell()
    assert said.code == 2 and "nonsense" in said.err


@pytest.mark.parametrize(
    "text",
    [
        'database = "../other.db"',
        'database = "/tmp/other.db"',
        'database = "postgresql://host/db"',
        'database = "away/other.db"',
        "database = 7",
        'databse = "goals.db"',
        'author = "eva"',
        "database = ",
    ],
)
def test_what_leads_elsewhere_or_cannot_be_read_stops_everything(shell: Shell, project: Path, text: str) -> None:
    (project / "away").symlink_to(project.parent)
    (project / NAME).write_text(f"{text}\n")
    before = shell.database.read_bytes()
    for words in (("tree",), ("checkin", "Churn", "2"), ("status",), ("init",)):
        said = shell(*words)
        assert said.code == 1, said.err
        assert str(project / NAME) in said.err
    assert shell.database.read_bytes() == before
    assert not (project.parent / "other.db").exists()
    assert shell("tree", "--db", str(shell.database)).code == 0
