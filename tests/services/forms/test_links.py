"""Links of the strategy map by hand: made, changed, removed, no loop; and what the history says of them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind
from goaltui.model.errors import InvalidField, Refused
from goaltui.services.core.clock import FixedClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.links import candidates, edit_link, link_form, links_of, remove_link
from goaltui.services.forms.submit import save_form
from goaltui.services.parsing.naming import resolve
from goaltui.services.transfer.toml_files import import_toml
from goaltui.services.views.detail import detail_of
from goaltui.services.views.strategy_map import strategy_map

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
HOSTILE = "[@click=app.quit]x[/] 日本語"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace.open(tmp_path / "work.db", author="anna", clock=FixedClock(NOW), create=True)
    yield opened
    opened.close()


def strategic(workspace: Workspace, title: str) -> str:
    form = open_form(workspace, EntityKind.OBJECTIVE).with_value("title", title).with_value("cycle", "")
    return save_form(workspace, form).created or ""


def test_a_link_is_made_changed_removed_and_comes_back(workspace: Workspace) -> None:
    train, answer, stay = (strategic(workspace, title) for title in ("Train", HOSTILE, "Stay"))
    form = link_form(workspace, train, answer).with_value("delay", "2").with_value("why", "who is trained answers")
    assert "drives" in save_form(workspace, form).sentence
    assert [row.id for row in candidates(workspace, train, "")] == [stay]
    (row,) = links_of(workspace, answer)
    assert (row.title, row.drives, row.text) == ("Train", False, "medium, 2 months")

    save_form(workspace, edit_link(workspace, row.id).with_value("driven", "Stay").with_value("strength", "strong"))
    (row,) = links_of(workspace, train)
    assert (row.title, row.drives, row.text) == ("Stay", True, "strong, 2 months")

    remove_link(workspace, row.id)
    assert links_of(workspace, train) == ()
    save_form(workspace, link_form(workspace, train, stay))
    assert len(links_of(workspace, train)) == 1


def test_a_loop_is_refused_and_the_way_is_named(workspace: Workspace) -> None:
    first, second, third = (strategic(workspace, title) for title in ("First", "Second", "Third"))
    save_form(workspace, link_form(workspace, first, second))
    save_form(workspace, link_form(workspace, second, third))
    with pytest.raises(InvalidField, match="'First' drives 'Third' already by way of 'Second'"):
        link_form(workspace, third, first)
    with pytest.raises(InvalidField, match="whole months"):
        save_form(workspace, link_form(workspace, first, third).with_value("delay", "1.5"))
    assert strategy_map(workspace.look).loops == ()


def test_a_loop_from_a_file_is_named(workspace: Workspace) -> None:
    goals = '[[objectives]]\ntitle = "A"\n[[objectives]]\ntitle = "B"\n'
    import_toml(workspace, f'{goals}[[links]]\nfrom = "A"\nto = "B"\n[[links]]\nfrom = "B"\nto = "A"\n', "loop.toml")
    view = strategy_map(workspace.look)
    assert [set(loop) for loop in view.loops] == [{"A", "B"}]
    assert view.loops[0][0] == view.loops[0][-1]
    assert all(arrow.loops for node in view.nodes for arrow in node.drives)


def test_what_is_not_on_the_map_is_not_linked(workspace: Workspace) -> None:
    cycle = (
        save_form(workspace, open_form(workspace, EntityKind.OBJECTIVE).with_value("title", "This quarter")).created
        or ""
    )
    with pytest.raises(Refused, match="without a cycle"):
        links_of(workspace, cycle)


def test_why_names_links_with_their_evidence(workspace: Workspace) -> None:
    series = [50, 60, 55, 70, 62, 80, 75, 90, 70, 60]

    def table(title: str, first: int, values: list[int]) -> str:
        told = ", ".join(f"2026-{first + place:02}-15 = {value}" for place, value in enumerate(values))
        return (
            f'[[objectives]]\ntitle = "{title}"\n[[objectives.measures]]\ntitle = "m{title}"\n'
            f"scoring = {{ worst = 0, best = 100 }}\nvalues = {{ {told} }}\n"
        )

    text = table("A", 1, series[:9]) + table("B", 2, series[:9]) + '[[links]]\nfrom = "A"\nto = "B"\ndelay = 1\n'
    import_toml(workspace, text, "two.toml")
    driver = resolve(workspace.database, "A", EntityKind.OBJECTIVE).id
    lines = [(line.label, line.text) for line in detail_of(workspace, driver).why]
    assert ("Drives B", "medium, 1 month") in lines
    assert ("evidence", "fits so far: r +1.00, n 8 (few)") in lines
