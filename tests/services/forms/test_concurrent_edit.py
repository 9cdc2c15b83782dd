"""What somebody else does to a thing while a form on it is open."""

from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind
from goaltui.model.errors import NotFound
from goaltui.services.core.workspace import Workspace
from goaltui.services.editing.deletion import delete_item
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from tests.goals import opened, sample


def change(workspace: Workspace, identity: str, **values: str) -> str:
    form = open_form(workspace, EntityKind.KEY_RESULT, identity)
    for name, value in values.items():
        form = form.with_value(name, value)
    return save_form(workspace, form).sentence


def test_what_was_left_as_it_was_stays_as_somebody_else_made_it(tmp_path: Path) -> None:
    made = sample(tmp_path / "work.db")
    anna, bo = opened(made.path), opened(made.path, "bo")
    form = open_form(anna, EntityKind.KEY_RESULT, made.key_result)
    change(bo, made.key_result, title="Customers [/] who speak for us", owner="bo", target="30")
    assert (
        save_form(anna, form.with_value("weight", "2")).sentence
        == "Changed key result 'Customers [/] who speak for us'."
    )
    (row,) = anna.look.tree().roots[0].key_results
    assert (row.title, row.owner, row.target, row.weight) == ("Customers [/] who speak for us", "bo", 30, 2)
    anna.close()
    bo.close()


def test_what_both_changed_is_told(tmp_path: Path) -> None:
    made = sample(tmp_path / "work.db")
    anna, bo = opened(made.path), opened(made.path, "bo")
    form = open_form(anna, EntityKind.KEY_RESULT, made.key_result)
    change(bo, made.key_result, title="Bo's title", owner="")
    said = save_form(anna, form.with_value("title", "Anna's title").with_value("owner", "cleo")).sentence
    assert said.startswith("Changed key result 'Anna's title'. New here: person 'cleo'.")
    assert said.endswith("Meanwhile somebody set Title 'Bo's title' and Owner empty; the History has both.")
    anna.close()
    bo.close()


def test_what_was_deleted_meanwhile_is_not_said_to_be_changed(tmp_path: Path) -> None:
    made = sample(tmp_path / "work.db")
    anna, bo = opened(made.path), opened(made.path, "bo")
    form = open_form(anna, EntityKind.KEY_RESULT, made.key_result).with_value("title", "Mine")
    delete_item(bo, made.key_result)
    with pytest.raises(NotFound, match="It is no longer there; somebody may have deleted it"):
        save_form(anna, form)
    bo.undo()
    assert save_form(anna, form).sentence == "Changed key result 'Mine'."
    anna.close()
    bo.close()


def test_nothing_is_changed_by_saving_what_stands(tmp_path: Path) -> None:
    made = sample(tmp_path / "work.db")
    workspace = opened(made.path)
    for kind, identity in (
        (EntityKind.OBJECTIVE, made.objective),
        (EntityKind.KEY_RESULT, made.key_result),
        (EntityKind.MEASURE, made.measure),
    ):
        saved = save_form(workspace, open_form(workspace, kind, identity))
        assert (saved.sentence, saved.touched) == ("Nothing was changed.", frozenset())
    workspace.close()
