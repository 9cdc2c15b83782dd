"""The data that is walked over."""

from collections.abc import Callable, Mapping
from pathlib import Path

from goaltui.model.enums import EntityKind
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.transfer.toml_files import import_toml
from tests.goals import opened, sample
from tests.tui.views.test_sizes import empty, filled, hostile


def _scorecard(path: Path) -> None:
    workspace = opened(path)
    above = ""
    for title, perspective in (("Fewer people wait", "Customer"), ("Permits are quick", "Customer")):
        form = (
            open_form(workspace, EntityKind.OBJECTIVE).with_value("title", title).with_value("perspective", perspective)
        )
        form = form.with_value("cycle", "")
        above = save_form(workspace, form).created or above
        form = open_form(workspace, EntityKind.MEASURE, parent=above).with_value("title", f"Days, {title}")
        measure = save_form(
            workspace, form.with_value("preset", "goal_red_flag").with_value("numbers", "goal 10 red_flag 30")
        )
        for line in ("25 ^2026-09-30", "18 ^2026-10-31 well", "12"):
            write_check_in(workspace, measure.created or "", line)
    workspace.close()


def _goals(path: Path) -> None:
    sample(path)


SETS: Mapping[str, Callable[[Path], None]] = {
    "demo": filled,
    "empty": empty,
    "hostile": hostile,
    "goals": _goals,
    "scorecard": _scorecard,
}


def prepared(path: Path, data: str) -> Path:
    """A workspace that holds one of the sets, or what a TOML file holds."""
    fill = SETS.get(data)
    if fill is not None:
        fill(path)
    else:
        workspace = opened(path)
        import_toml(workspace, Path(data).read_text(encoding="utf-8"), Path(data).name)
        workspace.close()
    return path
