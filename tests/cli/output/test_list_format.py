"""The lists for other programs and for papers hold what the JSON holds."""

import csv
import io
import json
import re

import pytest

from tests.cli.conftest import Shell
from tests.cli.sample import HOSTILE

LISTS = ("tree", "due", "scorecard", "records", "log")


def fields(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_fields_between_tabs_are_those_of_the_json_unrounded(shell: Shell) -> None:
    rows = fields(shell("due", "--format", "tsv").out)
    told = json.loads(shell("due", "--json").out)["due"]
    assert [(row["ref"], row["title"], row["due"]) for row in rows] == [
        (row["ref"], row["title"], row["due"]) for row in told
    ]
    (row,) = [row for row in fields(shell("tree", "--format", "tsv").out) if row["title"] == "20 reference customers"]
    assert (row["level"], row["value"], row["progress"], row["kind"]) == ("3", "12", "0.5", "key result")


def test_what_people_wrote_breaks_no_line_and_no_cell_and_is_no_formula(shell: Shell) -> None:
    assert shell("add", "objective", "=1+1|x").code == 0
    assert shell("add", "note", "one\ttwo\nthree", "--on", "=1+1|x", "--kind", "obstacle").code == 0
    rows = fields(shell("tree", "--format", "tsv").out)
    assert "'=1+1|x" in [row["title"] for row in rows]
    assert HOSTILE in [row["title"] for row in rows]
    assert None not in [value for row in rows for value in row.values()]
    told = shell("tree", "--format", "markdown").out
    assert len({line.replace("\\\\|", "").count("|") - line.count("\\|") for line in told.splitlines()}) == 1
    assert "on track" in told or "closed" in told or "pending" in told
    (note,) = fields(shell("records", "--format", "tsv").out)
    assert (note["kind"], note["what"], note["open"]) == ("obstacle", "one two three", "yes")


@pytest.mark.parametrize("form", ["table", "tsv", "markdown", "html"])
def test_a_list_for_people_names_things_by_refs_that_find_them(shell: Shell, form: str) -> None:
    assert (
        shell("add", "note", "The fair was cancelled", "--on", "20 reference customers", "--kind", "obstacle").code == 0
    )
    for command in LISTS:
        assert not re.search(
            r"[0-9a-f]{8}-[0-9a-f]{4}-|\b[0-9a-hjkmnp-tv-z]{26}\b", shell(command, "--format", form).out
        )
    (note,) = fields(shell("records", "--format", "tsv").out)
    (told,) = json.loads(shell("records", "--json").out)["records"]
    assert (note["ref"], note["on ref"]) == (told["ref"], told["on"]["ref"])
    assert "The fair was cancelled" in shell("show", note["ref"]).out


@pytest.mark.parametrize("command", LISTS)
def test_json_is_the_json_of_the_option_and_nothing_else_goes_with_it(shell: Shell, command: str) -> None:
    assert shell(command, "--format", "json").out == shell(command, "--json").out
    assert shell(command, "--format", "table").out == shell(command).out
    assert shell(command, "--format", "tsv", "--json").code == 2
    said = shell(command, "--format", "markdwon")
    assert said.code == 2
    assert "did you mean markdown?" in said.err
