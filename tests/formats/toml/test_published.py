"""Goals and scorecards that organisations have published, with the gaps and oddities of real life."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from goaltui.services.transfer.toml_files import diff_toml, export_toml, import_toml
from tests.formats.support import published_files, whole_of
from tests.goals import imported

files = pytest.mark.parametrize("file", published_files())


def _measures(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from document.get("measures", ())
    for objective in document.get("objectives", ()):
        yield from objective.get("measures", ())


def _key_results(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for objective in document.get("objectives", ()):
        yield from objective.get("key_results", ())


def _values(table: Mapping[str, Any]) -> int:
    return len(table.get("check_ins", ())) + len(table.get("values", ())) + ("value" in table)


def _names(document: Mapping[str, Any], section: str, field: str) -> set[str]:
    listed = {item.get("key", item["name"]).casefold() for item in document.get(section, ())}
    return listed | {str(item[field]).casefold() for item in _with(document, field)}


def _with(document: Mapping[str, Any], field: str) -> Iterator[Mapping[str, Any]]:
    every = (*document.get("objectives", ()), *_measures(document), *_key_results(document))
    yield from (item for item in (*every, *document.get("initiatives", ())) if field in item)


@files
def test_everything_in_a_file_arrives(file: Path, tmp_path: Path) -> None:
    text = file.read_text(encoding="utf-8")
    document = tomllib.loads(text)
    records, check_ins = whole_of(imported(tmp_path / "a.db", text).database)
    assert records.workspace.name == document["workspace"]["name"]
    assert len(records.cycles) == len(document.get("cycles", ()))
    assert [item.title for item in records.objectives] == [item["title"] for item in document["objectives"]]
    assert [item.title for item in records.key_results] == [item["title"] for item in _key_results(document)]
    assert len(records.measures) == len(list(_measures(document)))
    assert len(records.initiatives) == len(document.get("initiatives", ()))
    assert len(records.links) == len({(item["from"], item["to"]) for item in document.get("links", ())})
    assert {item.key.casefold() for item in records.people} == _names(document, "people", "owner")
    assert {item.key.casefold() for item in records.teams} == _names(document, "teams", "team")
    tables = (*_measures(document), *_key_results(document))
    assert len(check_ins) == sum(map(_values, tables))
    assert sum(1 for item in records.measures if item.scoring) == sum("scoring" in item for item in tables)


@files
def test_the_export_of_a_file_imports_to_the_same_bytes(file: Path, tmp_path: Path) -> None:
    first = export_toml(imported(tmp_path / "a.db", file.read_text(encoding="utf-8")))
    assert export_toml(imported(tmp_path / "b.db", first)).encode() == first.encode()


@files
def test_a_file_taken_in_twice_brings_nothing_new(file: Path, tmp_path: Path) -> None:
    text = file.read_text(encoding="utf-8")
    workspace = imported(tmp_path / "a.db", text)
    before = export_toml(workspace)
    assert import_toml(workspace, text, file.name).touched == frozenset()
    assert export_toml(workspace) == before


@files
def test_an_export_differs_in_nothing_from_its_workspace(file: Path, tmp_path: Path) -> None:
    workspace = imported(tmp_path / "a.db", file.read_text(encoding="utf-8"))
    assert diff_toml(workspace, export_toml(workspace), "export") == ()
    for objective in whole_of(workspace.database).records.objectives[:5]:
        assert diff_toml(workspace, export_toml(workspace, objective.id), "export", only=objective.id) == ()
