"""Marked items: what is done then is done to all of them, and is one undo."""

from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind
from goaltui.model.errors import Refused
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.core.workspace import Workspace
from goaltui.services.editing.marked import (
    check_in_unchanged,
    common_places,
    move_all,
    set_owner,
    still_there,
    to_cycle,
)
from goaltui.services.parsing.naming import resolve
from goaltui.services.transfer.marked_file import export_goals
from goaltui.services.transfer.toml_files import import_toml
from tests.goals import cycle, goals, imported, key_result, objective, person
from tests.tui.driving import opened, running

GOALS = goals(
    person("bo"),
    cycle("2026-Q4"),
    objective("Stay [/] here", cycle="2026-Q4"),
    key_result("One", start=0, target=10),
    key_result("Two", start=0, target=10),
    objective("Ship", cycle="2026-Q4"),
)


def some_goals(path: Path) -> Workspace:
    workspace = imported(path, GOALS)
    write_check_in(workspace, resolve(workspace.database, "One").id, "4 ^2026-11-01")
    return workspace


def test_each_action_is_one_change_and_refuses_what_cannot_be_meant(tmp_path: Path) -> None:
    workspace = some_goals(tmp_path / "work.db")
    one, two, ship = (resolve(workspace.database, title) for title in ("One", "Two", "Ship"))
    with pytest.raises(Refused, match=r"'Two': .* Nothing was checked in"):
        check_in_unchanged(workspace, [one, two])
    write_check_in(workspace, two.id, "5 ^2026-11-01")
    assert check_in_unchanged(workspace, [one, two]).sentence == "Checked in unchanged on 'One' and 'Two'."
    rows = workspace.look.outline().key_results
    assert [(rows[item.id].value, str(rows[item.id].checked_in)) for item in (one, two)] == [
        (4.0, "2026-11-24"),
        (5.0, "2026-11-24"),
    ]
    set_owner(workspace, [one, two, ship], "bo")
    assert {row.owner for row in workspace.look.outline().key_results.values()} == {"bo"}
    assert [place.title for place in common_places(workspace, [one, two])] == ["Ship"]
    move_all(workspace, [one, two], ship.id)
    assert len(workspace.look.outline().objectives[ship.id].key_results) == 2
    with pytest.raises(Refused, match="Only an objective has a cycle, and 'One' is a key result"):
        to_cycle(workspace, [ship, one], "")
    assert to_cycle(workspace, [ship], "").sentence == "'Ship' is strategic now."
    for _ in range(4):
        workspace.undo()
    row = workspace.look.outline().key_results[two.id]
    assert (row.owner, str(row.checked_in)) == (None, "2026-11-01")
    assert [item.id for item in still_there(workspace, [one, two])] == [one.id, two.id]


async def test_space_marks_and_what_is_done_is_done_to_all_of_them(tmp_path: Path) -> None:
    some_goals(tmp_path / "work.db").close()
    async with running(tmp_path / "work.db", size=(108, 30)) as driver:
        await driver.until(lambda: driver.at == "Stay [/] here", "the first objective")
        await driver.press("down", "space", "space")
        await driver.sees("2 marked", "Esc unmarks", ". do to all")
        assert "◆" in driver.line("One")
        assert "◆" in driver.line("Two")
        await driver.press("escape")
        await driver.misses("marked")
        await driver.press("home", "down", "space", "space", "c")
        await driver.sees("2 items marked", "Check in unchanged")
        await driver.press("o")
        await driver.sees("empty for nobody")
        await driver.type("bo")
        await driver.press("enter")
        await driver.sees("The owner of 'One' and 'Two' is now 'bo'.", "u undo")
        await driver.misses("marked")
        await driver.press("u")
        await driver.sees("Undone")
        await driver.press("home", "down", "space", "space", "d")
        await driver.sees("Delete 2 items?")
        await driver.press("y")
        await driver.misses("Two")
    workspace = opened(tmp_path / "work.db")
    workspace.undo()
    assert {row.title for row in workspace.look.outline().key_results.values()} == {"One", "Two"}
    assert resolve(workspace.database, "One").kind is EntityKind.KEY_RESULT


async def test_what_is_marked_is_exported_and_no_file_is_replaced_unasked(tmp_path: Path) -> None:
    some_goals(tmp_path / "work.db").close()
    path, there = tmp_path / "new.toml", tmp_path / "old.md"
    there.write_text("mine", encoding="utf-8")
    async with running(tmp_path / "work.db", size=(120, 36)) as driver:
        await driver.press("2", "home", "space", "end", "space", "full_stop", "x")
        await driver.sees("Export 2 items")
        await driver.press("ctrl+u", *str(there), "enter")
        await driver.sees("is there already")
        assert there.read_text(encoding="utf-8") == "mine"
        await driver.press("enter")
        await driver.sees("Exported ")
        await driver.press("home", "space", "end", "space", "full_stop", "x", "ctrl+u", *str(path), "enter")
        await driver.sees("Exported ")
    read = there.read_text(encoding="utf-8")
    assert "**Ship**" in read
    assert read.count("One") == 1
    workspace = opened(tmp_path / "other.db")
    import_toml(workspace, '[[cycles]]\nname = "2026-Q4"\nstart = 2026-10-01\nend = 2026-12-31\n', "cycle.toml")
    import_toml(workspace, path.read_text(encoding="utf-8"), "new.toml")
    tree = workspace.look.tree()
    assert {row.title for row in tree.roots} == {"Stay [/] here", "Ship"}
    assert [row.title for root in tree.roots for row in root.key_results] == ["One", "Two"]
    workspace.close()
    workspace = opened(tmp_path / "work.db")
    with pytest.raises(Refused, match=r"unmark 'One'"):
        export_goals(workspace, [resolve(workspace.database, "One")], str(path), replaced=True)
    with pytest.raises(Refused, match=r"ends in .md"):
        export_goals(workspace, [resolve(workspace.database, "One")], "one.txt", replaced=True)
    workspace.close()
