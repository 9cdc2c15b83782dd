"""Check-ins in files: known by id, by key or by what they say, and remarks that stand on them."""

import tomllib
from pathlib import Path

import pytest

from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind
from goaltui.model.errors import Refused
from goaltui.model.refs import encode
from goaltui.services.transfer.toml_files import apply_toml, diff_toml, export_toml, import_toml
from tests.formats.support import whole_of, without_known
from tests.goals import NOW, imported, opened

BY_HAND = """
[[measures]]
title = "Churn"
check_ins = [
    { at = 2026-06-30, value = 2.6 },
    { key = "july", at = 2026-07-31, value = 2.4, note = "after the move" },
]

[[remarks]]
on_kind = "check_in"
on = "july"
text = "The new door works"
"""


def test_a_remark_stands_on_a_check_in_by_its_key(tmp_path: Path) -> None:
    records, check_ins = whole_of(imported(tmp_path / "a.db", BY_HAND).database)
    assert [item.subject for item in records.remarks] == [check_ins[1].id]


def test_a_file_with_a_remark_on_a_check_in_brings_nothing_new_the_second_time(tmp_path: Path) -> None:
    workspace = imported(tmp_path / "a.db", BY_HAND)
    before = export_toml(workspace)
    assert import_toml(workspace, BY_HAND, "goals.toml").touched == frozenset()
    assert export_toml(workspace) == before


def test_a_remark_on_a_check_in_comes_back_byte_for_byte(tmp_path: Path) -> None:
    exported = export_toml(imported(tmp_path / "a.db", BY_HAND))
    assert "The new door works" in exported
    assert export_toml(imported(tmp_path / "b.db", exported)) == exported


def test_a_remark_finds_the_same_check_in_where_it_was_made_anew(tmp_path: Path) -> None:
    """A file gives no id to a value that nobody speaks of, so each workspace that takes it in has its own."""
    here = imported(tmp_path / "a.db", BY_HAND.partition("[[remarks]]")[0])
    there = imported(tmp_path / "b.db", export_toml(here))
    theirs, ours = (whole_of(workspace.database).check_ins[1].id for workspace in (there, here))
    assert theirs != ours
    import_toml(there, f'[[remarks]]\non_kind = "check_in"\non = "{encode(theirs)}"\ntext = "Why?"', "remark.toml")
    import_toml(here, export_toml(there), "theirs.toml")
    records, check_ins = whole_of(here.database)
    assert [item.value for item in check_ins] == [2.6, 2.4]
    assert [(item.subject, item.text) for item in records.remarks] == [(ours, "Why?")]


def test_a_remark_on_a_deleted_check_in_is_in_no_file(tmp_path: Path) -> None:
    workspace = imported(tmp_path / "a.db", BY_HAND)
    remarked = whole_of(workspace.database).check_ins[1]
    workspace.database.apply([Operation(EntityKind.CHECK_IN, remarked.id, {"deleted": True})], author="anna", now=NOW)
    exported = export_toml(workspace)
    assert "remarks" not in tomllib.loads(exported)
    assert export_toml(imported(tmp_path / "b.db", exported)) == exported


def test_what_a_file_says_of_a_check_in_that_it_names_is_changed(tmp_path: Path) -> None:
    workspace = imported(tmp_path / "a.db", BY_HAND)
    edited = export_toml(workspace).replace("value = 2.4", "value = 2.3").replace(', note = "after the move"', "")
    assert diff_toml(workspace, edited, "goals.toml") == ("change 1 check-in of 'Churn'",)
    apply_toml(workspace, edited, "goals.toml")
    assert without_known(export_toml(workspace)) == without_known(edited)


def test_importing_changes_a_check_in_by_its_id_and_leaves_what_the_file_does_not_say(tmp_path: Path) -> None:
    workspace = imported(tmp_path / "a.db", BY_HAND)
    edited = export_toml(workspace).replace("value = 2.4", "value = 2.3").replace(', note = "after the move"', "")
    import_toml(workspace, edited, "goals.toml")
    latest = whole_of(workspace.database).check_ins[-1]
    assert (latest.value, latest.note) == (2.3, "after the move")


def test_a_deleted_check_in_comes_back_with_a_file_by_hand_and_not_with_an_older_export(
    tmp_path: Path,
) -> None:
    workspace = imported(tmp_path / "a.db", BY_HAND)
    exported = export_toml(workspace)
    less = '[[measures]]\ntitle = "Churn"\nvalues = { 2026-07-31 = 2.4 }'
    apply_toml(workspace, less, "less.toml", delete=True)
    assert [item.value for item in whole_of(workspace.database).check_ins] == [2.4]
    assert diff_toml(workspace, exported, "goals.toml") == ()
    apply_toml(workspace, without_known(exported), "goals.toml")
    assert without_known(export_toml(workspace)) == without_known(exported)


def test_an_id_may_stand_on_one_check_in_alone(tmp_path: Path) -> None:
    own = encode("11111111-1111-4111-8111-111111111111")
    row = f'{{ id = "{own}", at = 2026-01-01, value = 1 }},\n'
    workspace = opened(tmp_path / "a.db")
    with pytest.raises(Refused, match=r"goals\.toml:5: this id is in the file twice"):
        import_toml(workspace, f'[[measures]]\ntitle = "a"\ncheck_ins = [\n{row}{row}]', "goals.toml")
