"""Check-ins in files: known by id, by key or by what they say, and remarks that stand on them."""

import tomllib
from pathlib import Path

import pytest

from goaltui.model.changes import Draft
from goaltui.model.enums import EntityKind
from goaltui.model.errors import Refused
from goaltui.model.refs import encode
from tests.formats.support import NOW, imported, opened, whole_of

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
    before = workspace.export_toml()
    assert workspace.import_toml(BY_HAND, "goals.toml").touched == frozenset()
    assert workspace.export_toml() == before


def test_a_remark_on_a_check_in_comes_back_byte_for_byte(tmp_path: Path) -> None:
    exported = imported(tmp_path / "a.db", BY_HAND).export_toml()
    assert "The new door works" in exported
    assert imported(tmp_path / "b.db", exported).export_toml() == exported


def test_a_remark_finds_the_same_check_in_where_it_was_made_anew(tmp_path: Path) -> None:
    """A file gives no id to a value that nobody speaks of, so each workspace that takes it in has its own."""
    here = imported(tmp_path / "a.db", BY_HAND.partition("[[remarks]]")[0])
    there = imported(tmp_path / "b.db", here.export_toml())
    theirs, ours = (whole_of(workspace.database).check_ins[1].id for workspace in (there, here))
    assert theirs != ours
    there.import_toml(f'[[remarks]]\non_kind = "check_in"\non = "{encode(theirs)}"\ntext = "Why?"', "remark.toml")
    here.import_toml(there.export_toml(), "theirs.toml")
    records, check_ins = whole_of(here.database)
    assert [item.value for item in check_ins] == [2.6, 2.4]
    assert [(item.subject, item.text) for item in records.remarks] == [(ours, "Why?")]


def test_a_remark_on_a_deleted_check_in_is_in_no_file(tmp_path: Path) -> None:
    workspace = imported(tmp_path / "a.db", BY_HAND)
    remarked = whole_of(workspace.database).check_ins[1]
    workspace.database.apply([Draft(EntityKind.CHECK_IN, remarked.id, {"deleted": True})], author="anna", now=NOW)
    exported = workspace.export_toml()
    assert "remarks" not in tomllib.loads(exported)
    assert imported(tmp_path / "b.db", exported).export_toml() == exported


def test_what_a_file_says_of_a_check_in_that_it_names_is_changed(tmp_path: Path) -> None:
    workspace = imported(tmp_path / "a.db", BY_HAND)
    edited = workspace.export_toml().replace("value = 2.4", "value = 2.3").replace(', note = "after the move"', "")
    assert workspace.diff_toml(edited, "goals.toml") == ("change 1 check-in of 'Churn'",)
    workspace.apply_toml(edited, "goals.toml")
    assert workspace.export_toml() == edited


def test_importing_changes_a_check_in_by_its_id_and_leaves_what_the_file_does_not_say(tmp_path: Path) -> None:
    workspace = imported(tmp_path / "a.db", BY_HAND)
    edited = workspace.export_toml().replace("value = 2.4", "value = 2.3").replace(', note = "after the move"', "")
    workspace.import_toml(edited, "goals.toml")
    latest = whole_of(workspace.database).check_ins[-1]
    assert (latest.value, latest.note) == (2.3, "after the move")


def test_a_check_in_that_was_deleted_comes_back_with_its_file(tmp_path: Path) -> None:
    workspace = imported(tmp_path / "a.db", BY_HAND)
    exported = workspace.export_toml()
    workspace.apply_toml('[[measures]]\ntitle = "Churn"\nvalues = { 2026-06-30 = 2.6 }', "less.toml")
    assert len(whole_of(workspace.database).check_ins) == 1
    workspace.apply_toml(exported, "goals.toml")
    assert workspace.export_toml() == exported


def test_an_id_may_stand_on_one_check_in_alone(tmp_path: Path) -> None:
    own = encode("11111111-1111-4111-8111-111111111111")
    row = f'{{ id = "{own}", at = 2026-01-01, value = 1 }},\n'
    workspace = opened(tmp_path / "a.db")
    with pytest.raises(Refused, match=r"goals\.toml:5: this id stands twice"):
        workspace.import_toml(f'[[measures]]\ntitle = "a"\ncheck_ins = [\n{row}{row}]', "goals.toml")
