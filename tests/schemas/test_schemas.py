"""What a command writes under --json is of the shape that is published for it."""

import json
from importlib import resources
from typing import Any

import pytest

from tests.cli.conftest import Shell, empty, sample_file, shell
from tests.schemas.outputs import READING, WRITING, written

__all__ = ["empty", "sample_file", "shell"]

jsonschema = pytest.importorskip("jsonschema")
_FOLDER = resources.files("goaltui.cli") / "schemas"


def published(name: str) -> Any:
    return json.loads((_FOLDER / f"{name.replace(' ', '-')}.json").read_text(encoding="utf-8"))


def test_every_output_is_of_its_published_shape_and_every_field_is_in_it() -> None:
    found = written(quickly=True)
    assert len(found) > 45
    for name, samples in found.items():
        validator = jsonschema.Draft202012Validator(published(name))
        for sample in samples:
            assert [(name, error.json_path, error.message[:200]) for error in validator.iter_errors(sample)] == []
            known = set(published(name)["properties"])
            assert set(sample) <= known, f"python -m tests.schemas publishes {set(sample) - known} of {name}"


def test_no_field_is_published_as_always_empty() -> None:
    for path in _FOLDER.iterdir():
        assert ':{"type":"null"}' not in path.read_text(encoding="utf-8"), path.name
    theme = published("tree")["$defs"]["goal"]["properties"]["theme"]
    assert set(theme["type"]) == {"null", "string"}


def test_a_command_without_a_shape_says_why(shell: Shell) -> None:
    assert "writes no JSON" in shell("schema", "demo").err
    error = json.loads(shell("demo", "--json").err)
    jsonschema.validate(error, published("error"))
    assert error["error"]["kind"] == "wrong_usage"
    assert json.loads(shell("--version", "--json").out)["version"]


def test_fields_that_scripts_wait_for_are_there() -> None:
    goal = published("tree")["$defs"]["goal"]
    assert {"coverage", "theme", "initiatives", "key_results", "why"} <= set(goal["required"])
    bet = goal["properties"]["key_results"]["items"]
    assert {"coverage", "first_target", "initiatives", "owner", "id"} <= set(bet["required"])


def test_the_schemas_are_listed_shown_and_looked_for(shell: Shell) -> None:
    names = shell("schema").out.splitlines()
    assert {"tree", "due", "add objective", "error", "status"} <= set(names)
    assert {line.split()[0] for line in (*READING, *WRITING)} <= {name.split()[0] for name in names}
    assert json.loads(shell("schema", "add", "objective").out) == published("add objective")
    assert "did you mean 'tree'" in shell("schema", "tre").err
    error = json.loads(shell("show", "nothing like it", "--json").err)
    jsonschema.validate(error, published("error"))
