"""The strategy on a page and the thread up to it."""

from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind, Method
from goaltui.model.errors import NotFound, Refused, WrongUsage
from goaltui.services.core.cycle_groups import cycle_groups
from goaltui.services.core.workspace import Workspace
from goaltui.services.editing.workspace_settings import choose_method, configure
from goaltui.services.filters.filtered_views import asking_of, narrow_scorecard, narrow_tree
from goaltui.services.filters.query import grouping, parse_query
from goaltui.services.filters.unknown_names import refuse_unknown
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.structure_rows import StructureRow
from goaltui.services.forms.submit import save_form
from goaltui.services.parsing.naming import resolve
from goaltui.services.strategy.editing import delete_theme, save_strategy, strategy_form, strategy_rows, with_headings
from goaltui.services.strategy.page import strategy_page
from goaltui.services.transfer.toml_files import apply_toml, export_toml, import_toml
from goaltui.services.views.detail import detail_of
from goaltui.services.views.strategy_thread import thread
from tests.goals import cycle, goals, imported, initiative, key_result, measure, objective, opened, settings, theme

TEXT = goals(
    settings(vision="Calm", mission="Help [/]"),
    theme("Loyalty", text="They stay."),
    cycle("2026-Q4"),
    objective("Customers stay", perspective="customer", theme="Loyalty"),
    measure("Churn", scoring={"goal": 1.5, "red_flag": 3}, values={"2026-11-20": 1.5}),
    objective("Money comes in", perspective="financial"),
    objective("Answer on Fridays", cycle="2026-Q4", parent="Customers stay", team="care"),
    key_result("Answered", start=0, target=100, value=50),
    objective("A new logo", cycle="2026-Q4", team="web"),
    key_result("Drafts", start=0, target=3),
    initiative("Ask five firms", key_result="Drafts"),
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return imported(tmp_path / "a.db", TEXT)


def named(workspace: Workspace, title: str) -> str:
    return resolve(workspace.database, title).id


def test_the_page_has_statements_themes_and_what_is_lacking(workspace: Workspace) -> None:
    page = strategy_page(workspace.look)
    assert [(row.label, row.text) for row in page.statements][:2] == [("Vision", "Calm"), ("Mission", "Help [/]")]
    (theme,) = page.themes
    assert (theme.name, theme.text, theme.objectives) == ("Loyalty", "They stay.", 1)
    assert theme.score == pytest.approx(66.67, abs=0.01)
    assert (theme.coverage, theme.progress) == (1.0, 0.5)
    told = " ".join(page.lacking)
    assert "No values" in told
    assert "No vision" not in told
    assert "2 perspectives without an objective" in told
    assert "Without a measure: 'Money comes in'" in told
    assert "No link on the map" in told
    assert "In no theme: 'Money comes in'" in told


def test_the_share_that_serves_the_strategy_is_told_by_cycle_and_team(workspace: Workspace) -> None:
    page = strategy_page(workspace.look)
    assert [(row.name, row.serving, row.count, row.part) for row in page.by_cycle] == [("2026-Q4", 1, 2, 0.5)]
    assert [(row.name, row.serving, row.count) for row in page.by_team] == [("care", 1, 1), ("web", 0, 1)]


def test_a_thread_goes_up_to_the_vision(workspace: Workspace) -> None:
    found = thread(workspace.look, named(workspace, "Answered"))
    assert [step.title for step in found.steps] == [
        "Answered",
        "Answer on Fridays",
        "Customers stay",
        "Loyalty",
        "Help [/]",
        "Calm",
    ]
    assert [step.what for step in found.steps][::2] == ["key result", "objective", "mission"]
    assert not found.torn
    assert thread(workspace.look, named(workspace, "Churn")).above.startswith("Customers stay › Loyalty")


@pytest.mark.parametrize(
    ("title", "torn"),
    [
        ("Ask five firms", "'A new logo' has no strategic objective above it."),
        ("Drafts", "'A new logo' has no strategic objective above it."),
        ("Money comes in", "'Money comes in' is in no theme."),
    ],
)
def test_a_torn_thread_says_where(workspace: Workspace, title: str, torn: str) -> None:
    found = thread(workspace.look, named(workspace, title))
    assert found.torn == torn
    assert found.steps[0].title == title
    facts = {line.label: line.text for line in detail_of(workspace, named(workspace, title)).facts}
    assert facts["torn"] == torn


def test_what_hangs_on_nothing_has_no_thread(workspace: Workspace) -> None:
    with pytest.raises(NotFound):
        thread(workspace.look, workspace.look.records().perspectives[0].id)


def test_okr_alone_asks_for_no_strategic_objective(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "b.db")
    choose_method(workspace, Method.OKR)
    saved = save_form(workspace, open_form(workspace, EntityKind.OBJECTIVE).with_value("title", "Ship"))
    found = thread(workspace.look, saved.created or "")
    assert (found.torn, found.unwritten) == ("", "No mission and no vision is written.")
    assert "torn" not in {line.label for line in detail_of(workspace, saved.created or "").facts}
    workspace.close()


def test_statements_and_themes_are_edited_there_and_undone(workspace: Workspace) -> None:
    form = strategy_form(workspace, EntityKind.WORKSPACE, "values")
    assert save_strategy(workspace, form.with_value("values", "Kind\nand plain")).sentence == "Saved the values."
    assert workspace.look.records().workspace.values == "Kind\nand plain"
    form = strategy_form(workspace, EntityKind.THEME, None)
    save_strategy(workspace, form.with_value("name", "Growth"))
    assert [theme.name for theme in workspace.look.records().themes] == ["Loyalty", "Growth"]
    row = next(row for row in strategy_rows(workspace) if row.title == "Loyalty")
    delete_theme(workspace, row)
    assert [theme.name for theme in workspace.look.records().themes] == ["Growth"]
    workspace.undo()
    assert len(workspace.look.records().themes) == 2
    with pytest.raises(Refused):
        delete_theme(workspace, StructureRow(EntityKind.WORKSPACE, "vision", "Vision"))
    with pytest.raises(Refused):
        strategy_form(workspace, EntityKind.CHECK_SETTING, "lacking 0")


def test_a_theme_is_typed_in_the_form_of_an_objective_and_inherited(workspace: Workspace) -> None:
    identity = named(workspace, "Money comes in")
    outcome = save_form(workspace, open_form(workspace, EntityKind.OBJECTIVE, identity).with_value("theme", "Money"))
    assert "New here: theme 'Money'." in outcome.sentence
    rows = {row.title: row for row in workspace.look.tree().roots}
    assert rows["Money comes in"].theme == "Money"
    assert rows["Customers stay"].children[0].theme == "Loyalty"


@pytest.mark.parametrize("asked", ["theme:loyal", "theme:Loyalty kind:objective"])
def test_a_theme_filters_tree_and_scorecard(workspace: Workspace, asked: str) -> None:
    query, asking = parse_query(asked, {}), asking_of(workspace)
    tree = narrow_tree(workspace.look.tree(), query, asking)
    assert [row.title for row in tree.roots] == ["Customers stay"]
    assert [row.title for row in tree.roots[0].children] == ["Answer on Fridays"]
    card = narrow_scorecard(workspace.look.scorecard(), query, asking)
    assert [row.title for place in card.perspectives for row in place.objectives] == ["Customers stay"]
    with pytest.raises(NotFound, match="No theme is called"):
        refuse_unknown(workspace, parse_query("theme:loylaty", {}))


def test_all_of_it_goes_out_and_in_again(workspace: Workspace, tmp_path: Path) -> None:
    configure(workspace, values="Kind", destination="Fifty firms")
    text = export_toml(workspace)
    assert apply_toml(workspace, text, "a.toml").touched == frozenset()
    other = opened(tmp_path / "b.db")
    import_toml(other, text, "a.toml")
    assert other.look.records().workspace == workspace.look.records().workspace
    assert [(item.name, item.text) for item in other.look.records().themes] == [("Loyalty", "They stay.")]
    assert export_toml(other).split("[[", 1)[1] == text.split("[[", 1)[1]
    other.close()


def test_the_tree_is_grouped_by_theme_with_what_each_comes_to(tmp_path: Path) -> None:
    workspace = imported(tmp_path / "a.db", TEXT)

    def grouped(word: str) -> list[tuple[str, str, list[str]]]:
        view = narrow_tree(workspace.look.tree(), parse_query(f"group:{word}"), asking_of(workspace))
        groups = cycle_groups(with_headings(view, workspace.look))
        return [(group.heading, group.when, [row.title for row in group.roots]) for group in groups]

    loyalty, loose = grouped("theme")
    assert loyalty[0] == "Loyalty" and "score 67" in loyalty[1] and loyalty[2] == ["Customers stay"]
    assert loose == ("No theme", "", ["Money comes in", "A new logo"])
    assert [group[0] for group in grouped("perspective")][:2] == ["Financial", "Customer"]
    assert grouping("is:mine group:team", "theme") == "group:theme is:mine"
    with pytest.raises(WrongUsage, match="cannot be left out"):
        parse_query("-group:team")
    workspace.close()


def test_the_end_of_a_cycle_shows_its_measures_before_and_after_and_what_else_is_served(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.db")
    over = TEXT.replace("2026-12-31", "2026-11-15").replace(
        "{ 2026-11-20 = 1.5 }", "{ 2026-09-30 = 2.6, 2026-11-10 = 1.8 }"
    )
    import_toml(workspace, over, "strategy.toml")
    answer = resolve(workspace.database, "Answer on Fridays").id
    told = {line.label: line.text for line in detail_of(workspace, answer).why}
    assert told["Effect on Churn"] == "2.6 before 1 Oct, 1.8 at its end"
    form = open_form(workspace, EntityKind.OBJECTIVE, answer)
    save_form(workspace, form.with_value("parent", "").with_value("contributes", "Customers stay, Money comes in"))
    found = thread(workspace.look, answer)
    assert (found.torn, found.also) == ("", ("Customers stay", "Money comes in"))
    workspace.close()
