"""The shape of the code: small files, small functions, no broad except; a ratchet, not a target."""

import ast
from collections.abc import Iterator
from pathlib import Path

import goaltui

ROOT = Path(goaltui.__file__).parent
LONGEST_FILE = 400
LONGEST_APP = 250
LONGEST_FUNCTION = 50


def sources() -> Iterator[tuple[Path, str]]:
    for path in sorted(ROOT.rglob("*.py")):
        yield path, path.read_text(encoding="utf-8")


def test_no_file_has_become_the_place_where_everything_ends_up() -> None:
    lengths = {path: text.count("\n") for path, text in sources()}
    assert len(lengths) > 100
    limits = {
        path: LONGEST_APP if path.name == "app.py" and path.parent.name == "tui" else LONGEST_FILE for path in lengths
    }
    assert [str(path) for path, length in lengths.items() if length > limits[path]] == []


def test_no_function_needs_scrolling() -> None:
    long = [
        f"{path.name}:{node.lineno} {node.name}"
        for path, text in sources()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_no_error_is_made_quiet() -> None:
    broad = [
        f"{path.name}:{node.lineno}"
        for path, text in sources()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ExceptHandler) and (node.type is None or getattr(node.type, "id", "") == "Exception")
    ]
    assert broad == []


def test_every_module_says_what_it_is() -> None:
    assert [str(path) for path, text in sources() if not ast.get_docstring(ast.parse(text))] == []
