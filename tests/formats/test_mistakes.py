"""A file with several mistakes tells all of them at once, and what reads otherwise than it is meant is named."""

from pathlib import Path

import pytest

from goaltui.model.changes import Fields, Operation
from goaltui.model.enums import EntityKind
from goaltui.model.errors import Refused
from goaltui.model.refs import new_id
from goaltui.services.transfer.toml_files import apply_toml, export_toml, import_toml
from tests.formats.support import whole_of
from tests.goals import imported, opened

FIVE = """# five mistakes
[[cycles]]
name = "2026-Q4"
start = 2026-10-01
end = 2026-12-31
[[objectives]]
title = "Five mistakes stand in this file"
cycle = "2026-Q5"
owner = 5
state = "paused"
  [[objectives.key_results]]
  title = "No number"
  target = "ten"
  [[objectives.key_results]]
  titel = "typo"
  start = 1
  target = 2
"""


def refused(tmp_path: Path, text: str) -> list[str]:
    workspace = opened(tmp_path / "a.db")
    before = export_toml(workspace)
    with pytest.raises(Refused) as error:
        import_toml(workspace, text, "g.toml")
    assert export_toml(workspace) == before
    return str(error.value).splitlines()


def test_all_mistakes_are_told_a_line_each(tmp_path: Path) -> None:
    told = refused(tmp_path, FIVE)
    assert [line.split(": ")[0] for line in told[:-1]] == [f"g.toml:{line}" for line in (8, 9, 10, 13, 15)]
    assert "did you mean '2026-Q4'" in told[0]
    assert "'state' is 'paused'" in told[2]
    assert "did you mean 'title'" in told[4]
    assert told[-1] == "g.toml has 5 mistakes; nothing was written."


def test_two_ranges_of_one_thing_are_told_together(tmp_path: Path) -> None:
    told = refused(tmp_path, '[[objectives]]\ntitle = "A"\nweight = -1\ngrade = 7\nparent = "Nobody"\n')
    assert [line.split(": ")[0] for line in told[:-1]] == ["g.toml:3", "g.toml:4", "g.toml:5"]


def test_a_parent_that_is_something_else_is_named_as_what_it_is(tmp_path: Path) -> None:
    text = '[[objectives]]\ntitle = "A"\n[[objectives.key_results]]\ntitle = "K"\ntarget = 1\n'
    told = refused(tmp_path, f'{text}[[objectives]]\ntitle = "B"\nparent = "K"\n')
    assert told == [
        "g.toml:8: 'parent' refers to 'K', which is a key result; it has to be an objective; nothing was written."
    ]


@pytest.mark.parametrize(
    ("owner", "named"), [("Ann, Bo", True), ("Ann / Bo", True), ("Ann and Bo", True), ("Anderson", False)]
)
def test_an_owner_of_several_names_is_taken_and_named(owner: str, named: bool, tmp_path: Path) -> None:
    outcome = import_toml(opened(tmp_path / "a.db"), f'[[objectives]]\ntitle = "A"\nowner = "{owner}"\n', "g.toml")
    assert [note.partition(": ")[0] for note in outcome.notes] == ["g.toml:3"] * named


def test_the_first_spelling_of_a_person_stands_and_the_second_is_named(tmp_path: Path) -> None:
    text = '[[teams]]\nname = "Ops"\n[[people]]\nname = "Kim"\n[[people]]\nname = "kim"\nteam = "Ops"\n'
    workspace = opened(tmp_path / "a.db")
    for _ in range(2):
        outcome = import_toml(workspace, text, "g.toml")
        assert [note.partition(": ")[0] for note in outcome.notes] == ["g.toml:5"]
        (person,) = whole_of(workspace.database).records.people
        assert (person.key, person.name, person.team is not None) == ("Kim", "Kim", True)
    assert outcome.touched == frozenset()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2030-01-01", "dated 1 Jan 2030, in the future"),
        ("1926-11-10", "dated 10 Nov 1926, long ago"),
        ("2025-11-10", ""),
    ],
)
def test_a_day_that_a_slip_makes_is_named_and_kept(day: str, said: str, tmp_path: Path) -> None:
    outcome = import_toml(opened(tmp_path / "a.db"), f'[[measures]]\ntitle = "A"\nvalues = {{ {day} = 1 }}\n', "g.toml")
    assert [said in note and note.startswith("g.toml:3: ") for note in outcome.notes] == [True] * bool(said)


def test_a_file_with_settings_alone_tells_of_them(tmp_path: Path) -> None:
    outcome = import_toml(opened(tmp_path / "a.db"), '[workspace]\nvision = "Calm"\n', "g.toml")
    assert outcome.sentence == "Imported the settings of the workspace from g.toml."


CORRECTED = """
[[objectives]]
title = "Every call is answered in time by somebody"
perspective = "customer"
  [[objectives.measures]]
  title = "Calls answered"
  aggregation = "sum"
  values = {{ 2026-11-10 = {first}, 2026-11-20 = 10 }}
"""


@pytest.mark.parametrize("how", ["import", "apply"])
def test_a_corrected_number_of_a_day_takes_the_place_of_the_first(how: str, tmp_path: Path) -> None:
    workspace = imported(tmp_path / "a.db", CORRECTED.format(first=40))
    (import_toml if how == "import" else apply_toml)(workspace, CORRECTED.format(first=30), "g.toml")
    assert [item.value for item in whole_of(workspace.database).check_ins] == [30, 10]


def test_a_corrected_check_in_takes_the_place_of_the_first_and_others_of_the_day_stay(tmp_path: Path) -> None:
    text = '[[measures]]\ntitle = "A"\ncheck_ins = [{{ at = 2026-11-10, value = {0}, author = "bo" }}]\nvalue = {1}\n'
    workspace = imported(tmp_path / "a.db", text.format(4, 5))
    measure = whole_of(workspace.database).records.measures[0].id
    typed: Fields = {"measure": measure, "date": "2026-11-10", "value": 9.0, "author": "anna"}
    workspace.write([Operation(EntityKind.CHECK_IN, new_id(), typed)], "")
    import_toml(workspace, text.format(3, 6), "g.toml")
    assert sorted(item.value or 0 for item in whole_of(workspace.database).check_ins) == [3, 6, 9]
