"""What `/`, the records and the filter find beside titles: notes, and what was said at a close."""

from pathlib import Path

from goaltui.model.enums import EntityKind, RemarkKind
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.core.clock import SystemClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.filters.filtered_views import asking_of, narrow_tree
from goaltui.services.filters.query import parse_query
from goaltui.services.parsing.naming import resolve
from goaltui.services.transfer.toml_files import import_toml
from goaltui.services.views.finding import found
from goaltui.services.views.notes import matching, remark_rows
from tests.goals import goals, initiative, loose_measure, objective, remark

GOALS = goals(
    loose_measure("Churn", perspective="customer"),
    objective("Ship calmly", state="closed", grade=0.4, closing="The vendor left in May"),
    initiative("Ask the bank", measure="Churn"),
    remark("Sign two vendors next time", on="Ship calmly", kind="learning"),
)


def opened(path: Path) -> Workspace:
    workspace = Workspace.open(path, author="eva", clock=SystemClock(), create=True)
    import_toml(workspace, GOALS, "goals.toml")
    return workspace


def test_a_cause_and_a_learning_of_a_close_are_found_and_lead_to_the_objective(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db")
    objective = resolve(workspace.database, "Ship calmly")
    for words in ("left in may", "two vendors"):
        assert [(item.kind, item.id) for item in found(workspace, words)] == [(EntityKind.OBJECTIVE, objective.id)]
        tree = narrow_tree(workspace.look.tree(), parse_query(words), asking_of(workspace))
        assert [row.title for row in tree.roots] == ["Ship calmly"]
    rows = matching(remark_rows(workspace), "vendor", RemarkKind.LEARNING)
    assert {row.text for row in rows} == {"The vendor left in May", "Sign two vendors next time"}


def test_work_for_a_measure_is_found_with_the_measure(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db")
    (item,) = found(workspace, "bank")
    assert (item.kind, item.id, item.title) == (
        EntityKind.MEASURE,
        resolve(workspace.database, "Churn").id,
        "Ask the bank",
    )


def test_what_a_filter_asks_of_initiatives(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db")
    late = '[[initiatives]]\ntitle = "Call"\nobjective = "Ship calmly"\ndue = 2020-01-01\n'
    import_toml(workspace, late, "more.toml")
    for words in ("is:late", "kind:initiative", "call"):
        (row,) = narrow_tree(workspace.look.tree(), parse_query(words), asking_of(workspace)).roots
        assert [work.title for work in row.initiatives] == ["Call"]


def test_words_are_found_in_any_order_and_nearly_right_and_people_too(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db")
    for text in ("calmly ship", "shpi calmy", "vendors two sign"):
        assert [item.id for item in found(workspace, text)] == [resolve(workspace.database, "Ship calmly").id]
    import_toml(workspace, '[[people]]\nname = "Cleo [/] Berg"\n', "people.toml")
    assert [(item.kind, item.title) for item in found(workspace, "berg cleo")] == [(EntityKind.PERSON, "Cleo [/] Berg")]
    write_check_in(workspace, resolve(workspace.database, "Churn").id, "4")
    assert next(item.title for item in found(workspace, " ")) == "Churn"
