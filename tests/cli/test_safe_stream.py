"""A file that somebody forged reaches no terminal: of every command that there is, on every stream."""

import io
import json
import re
import sqlite3
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main
from typer.core import TyperCommand, TyperGroup

from goaltui.cli.app import build
from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind
from goaltui.model.refs import new_id
from goaltui.store.database import Database
from goaltui.store.tables import PROJECTIONS, WORDS
from tests.cli import sample
from tests.cli.conftest import Shell

EVIL = "a\x1b[31mb\x07c\x9b31md\x85e\u202ef\u2066g\u200eh\u061ci\u2028j\rk\nl"
OBEYED = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_SCORING = '{"preset":"goal_red_flag","goal":1.5,"red_flag":3.0}'
_OF_JSON = frozenset({"scoring", "phases", "position", "pauses", "contributes", "partners"})


def _commands(group: TyperGroup, *above: str) -> Iterator[tuple[tuple[str, ...], TyperCommand]]:
    for name, command in sorted(group.commands.items()):
        if isinstance(command, TyperGroup):
            yield from _commands(command, *above, name)
        elif isinstance(command, TyperCommand):
            yield (*above, name), command


def _table() -> list[tuple[tuple[str, ...], TyperCommand]]:
    """Every command, as the command line itself knows them."""
    group = typer.main.get_command(build())
    assert isinstance(group, TyperGroup)
    return list(_commands(group))


_TABLE = _table()


@pytest.fixture(scope="module")
def forged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with something of every kind, and such a text in every column that holds free text."""
    path = tmp_path_factory.mktemp("forged") / "forged.db"
    sample.make(path)
    database = Database.open(path)
    database.apply(_one_of_each(), author="anna", now=sample.clock().now())
    database.close()
    connection = sqlite3.connect(path)
    for kind, table in PROJECTIONS.items():
        assert connection.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0], f"no {kind} to forge"
        for column in table.columns:
            free = column.name not in _OF_JSON and WORDS not in column.info and not column.primary_key
            if free and str(column.type) == "VARCHAR" and not _holds_ids(connection, table.name, column.name):
                name = f'"{column.name}"'
                connection.execute(f'UPDATE "{table.name}" SET {name} = ? WHERE {name} IS NOT NULL', (EVIL,))
    connection.execute("UPDATE change SET author = ?", (EVIL,))
    for replica, seq, fields in connection.execute("SELECT replica, seq, fields FROM change").fetchall():
        told = {name: EVIL if name in ("title", "name", "note", "why") else value for name, value in fields_of(fields)}
        changed = (json.dumps(told, ensure_ascii=False), replica, seq)
        connection.execute("UPDATE change SET fields = ? WHERE replica = ? AND seq = ?", changed)
    connection.commit()
    connection.close()
    return path


def fields_of(text: str) -> list[tuple[str, object]]:
    return list(json.loads(text).items())


def _holds_ids(connection: sqlite3.Connection, table: str, column: str) -> bool:
    """Whether a column holds ids: what those lead to is there no more once they are forged."""
    found = connection.execute(f'SELECT "{column}" FROM "{table}" WHERE "{column}" <> \'\' LIMIT 1').fetchone()
    return found is not None and re.fullmatch(r"[0-9a-f-]{36}", str(found[0])) is not None


def _one_of_each() -> list[Operation]:
    steps = new_id()
    return [
        Operation(EntityKind.TARGET, new_id(), {"measure": sample.SERIES, "start": "2026-08-01", "scoring": _SCORING}),
        Operation(EntityKind.MEASURE, steps, {"title": "Steps", "key_result": sample.DONE}),
        Operation(EntityKind.MILESTONE, new_id(), {"key_result": sample.DONE, "title": "First"}),
        Operation(EntityKind.INITIATIVE, new_id(), {"title": "Call them", "objective": sample.OKR}),
        Operation(EntityKind.LINK, new_id(), {"driver": sample.OKR, "driven": sample.STRATEGIC, "why": "so"}),
        Operation(
            EntityKind.REMARK,
            new_id(),
            {"kind": "obstacle", "subject_kind": "objective", "subject": sample.OKR, "text": "slow"},
        ),
        Operation(EntityKind.THEME, new_id(), {"key": "growth", "name": "Growth"}),
        Operation(EntityKind.CHECK_SETTING, new_id(), {"check": "no-owner", "enabled": True}),
    ]


def _arguments(command: TyperCommand, folder: Path) -> list[str]:
    """Something for each argument that a command takes."""
    toml = folder / "in.toml"
    toml.write_text('[[objectives]]\ntitle = "New"\n', encoding="utf-8")
    found = []
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            kind = str(parameter.metavar or parameter.name).upper()
            found += [str(toml) if kind == "FILE" else "14" if "VALUE" in kind else sample.REFERENCES]
    return found


@pytest.mark.parametrize(("words", "command"), _TABLE, ids=[" ".join(words) for words, _ in _TABLE])
def test_no_command_lets_out_what_a_terminal_obeys(
    shell: Shell,
    forged: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    command: TyperCommand,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    shell.settings(f'author = "eve"\n[keys]\n"check-in" = "{EVIL!a}"\n'.replace("'", "").replace("\\x", "\\u00"))
    arguments = _arguments(command, tmp_path)
    for options in ((), ("--json",)):
        shell.database.write_bytes(forged.read_bytes())
        for given in ([], arguments) if arguments else ([],):
            said = shell(*options, *words, *given)
            assert not OBEYED.search(said.out), (options, words, given)
            assert not OBEYED.search(said.err), (options, words, given)
            if options and said.out.startswith("{"):
                json.loads(said.out)


@pytest.mark.parametrize("words", [("map", "--format", "mermaid"), ("map", "--format", "dot"), ("--no-color", "log")])
def test_nor_do_the_other_ways_of_showing(shell: Shell, forged: Path, words: tuple[str, ...]) -> None:
    shell.database.write_bytes(forged.read_bytes())
    said = shell(*words)
    assert said.out
    assert not OBEYED.search(said.out + said.err)


def test_json_and_toml_say_the_text_as_it_is_in_codes(shell: Shell, forged: Path, tmp_path: Path) -> None:
    shell.database.write_bytes(forged.read_bytes())
    titles = [item["title"] for item in json.loads(shell("tree", "--json").out)["objectives"]]
    assert EVIL in titles
    file = tmp_path / "out.toml"
    assert shell("export", "-o", str(file)).code == 0
    written = file.read_text(encoding="utf-8")
    assert not OBEYED.search(written)
    assert EVIL in [item["title"] for item in tomllib.loads(written)["objectives"]]


def test_what_is_typed_does_not_come_back_as_it_was(shell: Shell) -> None:
    for words in ((EVIL,), ("tree", f"--{EVIL}"), ("why", EVIL), ("tree", "--cycle", EVIL), ("--db", f"/x/{EVIL}")):
        said = shell(*words)
        assert said.code
        assert said.err
        assert not OBEYED.search(said.out + said.err), words
