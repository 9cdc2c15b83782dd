"""Things shown, set, deleted and found from the shell; what is written is what a form writes."""

import json
import os
from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind
from goaltui.services.core.clock import SystemClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from tests.cli import sample
from tests.cli.conftest import Shell


def fields(shell: Shell, ref: str) -> dict[str, str]:
    found: dict[str, str] = json.loads(shell("show", ref, "--json").out)["fields"]
    return found


def test_a_key_result_is_shown_with_facts_why_and_refs(shell: Shell) -> None:
    said = shell("show", "20 reference", "--as-of", "2026-08-15")
    assert said.code == 0
    for words in ("20 reference customers", "a000 · key result · Make leaving unthinkable", "confidence: 6 of 10"):
        assert words in said.out
    assert "three from the fair" in said.out
    shape = json.loads(shell("show", "a000", "--json").out)
    assert (shape["ref"], shape["kind"], shape["item"]["target"]) == ("a000", "key_result", 20)
    assert [part["kind"] for part in shape["parts"]] == ["check_in", "check_in"]


@pytest.mark.parametrize(
    "ref", ["workspace", "bo", "team:care", "2026-Q3", "Financial", "person:anna", "Customers stay"]
)
def test_whatever_has_a_form_is_shown(shell: Shell, ref: str) -> None:
    said = shell("show", ref)
    assert (said.code, said.err) == (0, "")
    assert said.out


def test_fields_are_set_by_the_words_of_the_forms(shell: Shell) -> None:
    said = shell("set", "a000", "target=24", "Owner=bo", "check in every=week", "why=")
    assert said.code == 2
    assert "no field 'why'" in said.err
    said = shell("set", "a000", "target=24", "Owner=bo", "check in every=week")
    assert (said.code, said.out) == (0, "a000\n")
    found = fields(shell, "a000")
    assert (found["target"], found["owner"], found["cadence"]) == ("24", "bo", "week")
    assert shell("undo").code == 0
    assert fields(shell, "a000")["target"] == "20"


def test_several_things_are_set_at_once_or_none_of_them(shell: Shell) -> None:
    before = shell("export").out
    said = shell("set", "a000", "Every change reviewed", "start=4", "owner=bo")
    assert said.code == 2
    assert shell("export").out == before
    said = shell("set", "Make leaving", sample.STRATEGIC, "owner=bo", "--json")
    assert said.code == 0
    assert fields(shell, sample.STRATEGIC)["owner"] == "bo" == fields(shell, "Make leaving")["owner"]
    assert shell("undo").code == 0
    assert fields(shell, sample.STRATEGIC)["owner"] == ""


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        (("workspace", "method=okr"), "method", "okr"),
        (("2026-Q3", "last day=2026-10-15"), "end", "2026-10-15"),
        (("person:bo", "team=care"), "team", "care"),
        (("team:care", "name=Customer care"), "name", "Customer care"),
        (("Financial", "weight=30 %"), "weight", "30 %"),
        (("measure:Churn", "frequency=quarter"), "frequency", "quarter"),
    ],
)
def test_what_the_goals_hang_in_is_set(shell: Shell, words: tuple[str, str], field: str, value: str) -> None:
    said = shell("set", *words)
    assert said.code == 0, said.err
    renamed = "team:Customer care" if value == "Customer care" else words[0]
    assert fields(shell, renamed)[field] == value


def test_parts_are_set_and_deleted_by_their_refs(shell: Shell) -> None:
    parts = json.loads(shell("show", "a000", "--json").out)["parts"]
    latest = parts[0]["ref"]
    assert shell("set", latest, "value=14", "note=recounted").code == 0
    assert "recounted" in shell("show", "a000").out
    assert shell("delete", latest).code == 0
    assert len(json.loads(shell("show", "a000", "--json").out)["parts"]) == 1


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("a000", "taget=3"), 2, "did you mean 'target'"),
        (("a000", "condition=reech"), 2, "did you mean 'reach'"),
        (("a000", "target=3", "a000"), 2, "FIELD=VALUE"),
        (("target=3",), 2, "ref"),
        (("", "target=3"), 2, "ref"),
        (("re", "target=3"), 1, "re"),
        (("a000", "target=3", "target=4"), 2, "twice"),
        (("team:bo", "name=x"), 1, "bo"),
    ],
)
def test_a_set_that_could_mean_anything_writes_nothing(
    shell: Shell, words: tuple[str, ...], code: int, says: str
) -> None:
    before = shell("export").out
    said = shell("set", *words)
    assert said.code == code
    assert says in said.err
    assert shell("export").out == before


def test_what_can_be_set_is_listed(shell: Shell) -> None:
    said = shell("set", "a000")
    assert said.code == 0
    assert "target=20" in said.out.splitlines()


def test_the_shell_writes_what_the_form_writes(shell: Shell, tmp_path: Path) -> None:
    other = tmp_path / "form.db"
    other.write_bytes(shell.database.read_bytes())
    assert shell("set", "a000", "target=24", "owner=bo", "--as", "anna").code == 0
    workspace = Workspace.open(other, author="anna", clock=SystemClock())
    form = open_form(workspace, EntityKind.KEY_RESULT, sample.REFERENCES)
    save_form(workspace, form.with_value("target", "24").with_value("owner", "bo"))
    workspace.close()

    def journal(path: Path) -> list[tuple[object, ...]]:
        opened = Workspace.open(path, author="anna", clock=SystemClock())
        changes = list(opened.database.journal.changes())
        opened.close()
        # A copy goes on under another name, which decides about the order.
        told = [(change.author, change.entity, change.entity_id, change.fields) for change in changes]
        return sorted(told, key=repr)

    assert journal(shell.database) == journal(other)


def test_what_other_things_hang_on_wants_a_word_more(shell: Shell) -> None:
    with Path(os.devnull).open("rb"):
        said = shell.process("delete", "Make leaving")
    assert said.code == 1
    assert "2 key results" in said.err and "--yes" in said.err
    assert shell("delete", "Make leaving", "Every change reviewed", "--yes").code == 0
    assert "unthinkable" not in shell("tree").out
    assert shell("undo").code == 0
    assert "unthinkable" in shell("tree").out


def test_a_scrap_of_a_title_is_nothing_to_delete(shell: Shell) -> None:
    before = shell("export").out
    for ref in ("12", "-", "e", "", "re"):
        assert shell.process("delete", ref, "--yes").code in (1, 2)
    assert shell("export").out == before


def test_finding(shell: Shell) -> None:
    found = json.loads(shell("find", "churn", "--json").out)["found"]
    assert {row["kind"] for row in found} == {"measure", "key_result"}
    said = shell("find", "no such words")
    assert (said.code, said.out) == (1, "")
