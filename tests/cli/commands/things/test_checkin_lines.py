"""Check-ins by many lines: a pipe, a file, all or none."""

import json

import pytest

from tests.cli.commands.test_writing import value_of
from tests.cli.conftest import Shell

pytestmark = pytest.mark.usefixtures("going_on")

LINES = b"# the numbers of the week\na000 13 @7 went well\n\n'Every change' done\nzzzz 4\na000\t+2\n"


def test_each_line_is_written_and_told(shell: Shell) -> None:
    said = shell.process("checkin", "-", typed=LINES)
    assert said.code == 1
    lines = said.err.splitlines()
    assert [line.partition(":")[0] for line in lines[:4]] == ["2", "4", "5", "6"]
    assert "zzzz" in lines[2]
    assert lines[4] == "3 check-ins written, 1 refused."
    assert value_of(shell, "a000") == 15
    assert shell("undo").code == 0
    assert value_of(shell, "a000") == 12


def test_all_or_none(shell: Shell) -> None:
    before = shell("export").out
    said = shell.process("checkin", "-", "--atomic", "--json", typed=LINES)
    assert said.code == 1
    shape = json.loads(said.out)
    assert (shape["written"], shape["refused"]) == (0, 1)
    assert "zzzz" in shape["lines"][2]["error"]
    assert shell("export").out == before
    good = LINES.replace(b"zzzz 4\n", b"")
    file = shell.home / "week.txt"
    file.write_bytes(good)
    said = shell("checkin", "--file", str(file), "--atomic", "--json")
    assert said.code == 0
    assert [line["written"]["check_in"]["value"] for line in json.loads(said.out)["lines"]] == [13, 1, 15]
    assert value_of(shell, "a000") == 15


def test_a_line_without_a_value_writes_nothing(shell: Shell) -> None:
    before = shell("export").out
    said = shell.process("checkin", "-", typed=b"a000\n")
    assert said.code == 2
    assert "1: There is no value" in said.err
    assert shell("export").out == before


def test_nothing_at_all_is_refused(shell: Shell) -> None:
    file = shell.home / "week.txt"
    for nothing in ("", "\n", "# a script that failed said so\n\n"):
        file.write_text(nothing, encoding="utf-8")
        said = shell("checkin", "--file", str(file))
        assert (said.code, said.out, said.err) == (1, "", f"goaltui: {file} is empty, so nothing was written.\n")


@pytest.mark.parametrize("way", [(), ("--atomic",)])
def test_a_day_to_come_takes_yes_and_counts_from_that_day_on(shell: Shell, way: tuple[str, ...]) -> None:
    lines = b"a000 14 ^tomorrow\n"
    refused = shell.process("checkin", "-", *way, typed=lines)
    assert (refused.code, value_of(shell, "a000")) == (1, 12)
    assert "has not come yet, and until then what is checked in for it counts nothing. Nothing was" in refused.err
    assert "--yes writes it" in refused.err
    assert shell.process("checkin", "-", "--yes", *way, typed=lines).code == 0
    assert value_of(shell, "a000") == 12
    assert "14" in shell("log", "a000").out


def test_the_line_of_one_thing_comes_from_stdin(shell: Shell) -> None:
    said = shell.process("checkin", "a000", "-", "--yes", typed=b"13 @7 from the meter\n")
    assert said.code == 0
    assert "Written on a000: 13, " in said.err
    assert "confidence 7" in said.err
    assert "stdin has 2 lines" in shell.process("checkin", "a000", "-", typed=b"13\n14\n").err
    assert shell.process("checkin", "a000", "-", typed=b"\n").code == 2
