"""Out to text and in again: the same bytes, and nothing to do, whatever a workspace holds."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings

from goaltui.model.changes import Operation
from goaltui.services.transfer.toml_files import diff_toml, export_toml, import_toml
from goaltui.store.database import Database
from tests.formats.generated import workspaces
from tests.formats.support import whole_of
from tests.goals import NOW, imported, opened

SLOW = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


@SLOW
@given(workspaces())
def test_any_workspace_comes_back_byte_for_byte(drafts: list[Operation]) -> None:
    with TemporaryDirectory() as folder:
        workspace = opened(Path(folder) / "a.db")
        _filled(workspace.database, drafts)
        first = export_toml(workspace)
        other = imported(Path(folder) / "b.db", first)
        again = export_toml(other)
        workspace.close()
        other.close()
        assert again == first


@SLOW
@given(workspaces())
def test_an_export_asks_for_no_change_of_its_own_workspace(drafts: list[Operation]) -> None:
    with TemporaryDirectory() as folder:
        workspace = opened(Path(folder) / "a.db")
        _filled(workspace.database, drafts)
        text = export_toml(workspace)
        assert diff_toml(workspace, text, "export") == ()
        assert import_toml(workspace, text, "export").touched == frozenset()
        for objective in whole_of(workspace.database).records.objectives:
            part = export_toml(workspace, objective.id)
            assert diff_toml(workspace, part, "export", only=objective.id) == ()
        workspace.close()


def _filled(database: Database, drafts: list[Operation]) -> None:
    """Written one by one, so that what was made later is later."""
    for number, draft in enumerate(drafts):
        database.apply([draft], author="anna", now=NOW + timedelta(seconds=number))
