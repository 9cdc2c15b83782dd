"""The order of the objectives over the cycles: what is of now first, what is over last."""

from datetime import date
from pathlib import Path

from goaltui.services.core.cycle_groups import cycle_groups
from goaltui.services.core.workspace import Workspace
from goaltui.services.transfer.toml_files import import_toml
from tests.goals import opened

CYCLES = {
    "Before": ("2026-01-01", "2026-06-30"),
    "Long ago": ("2019-01-01", "2019-12-31"),
    "Year": ("2026-01-01", "2026-12-31"),
    "Quarter": ("2026-10-01", "2026-12-31"),
    "Far": ("2028-01-01", "2028-12-31"),
    "Next": ("2027-01-01", "2027-03-31"),
}


def planned(path: Path, *cycles: str) -> Workspace:
    """An objective in each of some cycles, `` for a strategic one, called by the cycle."""
    workspace = opened(path)
    text = "".join(
        f'[[cycles]]\nname = "{name}"\nstart = {days[0]}\nend = {days[1]}\n' for name, days in CYCLES.items()
    )
    for name in cycles:
        text += f'[[objectives]]\ntitle = "in {name}"\n' + (f'cycle = "{name}"\n' if name else "")
    import_toml(workspace, text, "goals.toml")
    return workspace


def test_the_present_comes_first_then_what_comes_next_then_what_is_over_latest_first(tmp_path: Path) -> None:
    workspace = planned(tmp_path / "a.db", "Long ago", "Before", "Far", "Quarter", "", "Next", "Year", "Before")
    found = [(group.heading, group.when, len(group.roots)) for group in cycle_groups(workspace.look.tree())]
    assert found == [
        ("", "", 3),
        ("Next", "from 1 Jan 2027", 1),
        ("Far", "from 1 Jan 2028", 1),
        ("Before", "ended 30 Jun", 2),
        ("Long ago", "ended 31 Dec 2019", 1),
    ]
    assert [row.title for row in cycle_groups(workspace.look.tree())[0].roots] == ["in Quarter", "in", "in Year"]


def test_on_an_earlier_day_the_present_is_that_of_then(tmp_path: Path) -> None:
    workspace = planned(tmp_path / "a.db", "Before", "Quarter")
    workspace.look_at(date(2026, 2, 1))
    assert [group.heading for group in cycle_groups(workspace.look.tree())] == ["", "Quarter"]
