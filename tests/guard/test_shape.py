"""The shape of the code: rooms that can be looked over, imports without circles, small classes; ratchets, not targets.

A limit below is what stands today: whoever gets below it writes the smaller number down, nobody a larger one.
"""

import ast
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import goaltui
from goaltui.rules.structure.graph import looping

ROOT = Path(goaltui.__file__).parent
MOST_IN_A_FOLDER = 20
MOST_METHODS = 20
# A hint and no wall: past 400 lines a file wants a second look, here is where it has to be taken apart.
LONGEST_FILE = 500
LONGEST_FUNCTION = 50
SHORT = 40
# Short modules that one module alone imports, each with its reason to stand alone.
SHORT_MODULES = {
    "goaltui.cli.errors": "how errors are said, beside the way in",
    "goaltui.config.last_version": "a file of its own in the state folder",
    "goaltui.formats.diff.positions": "the one place that knows sort keys",
    "goaltui.rules.scoring.evenness": "a rule of its own",
    "goaltui.services.forms.concurrent_edit": "saving is long enough",
    "goaltui.services.setup.first_start": "asked before anything else is imported",
    "goaltui.services.transfer.losses": "counts, where the file beside it writes",
    "goaltui.store.file_faults": "read only for the doctor",
    "goaltui.store.file.core": "imported without SQLAlchemy",
    "goaltui.store.restore": "the database is long enough",
    "goaltui.store.statements.projection_queries": "run when the statements are made, never after",
    "goaltui.tui.features.balance.handlers": "handlers have a module in each feature",
    "goaltui.tui.features.manual.handlers": "handlers have a module in each feature",
}
THE_EDGE = ("goaltui.tui.runtime.error_boundary", "surviving")
"""The one place that catches all errors: the screen goes on after any, which it notes and tells."""


def sources() -> Iterator[tuple[Path, str]]:
    for path in sorted(ROOT.rglob("*.py")):
        yield path, path.read_text(encoding="utf-8")


@cache
def modules() -> Mapping[str, ast.Module]:
    """Every module by its full name."""
    return {
        ".".join((ROOT.name, *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__"): ast.parse(text)
        for path, text in sources()
    }


def imported(tree: ast.Module) -> Iterator[str]:
    """What a module imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield f"{node.module}.{alias.name}"
            yield node.module


def circles() -> list[set[str]]:
    """The sets of modules that reach each other, the largest first.

    Imports in functions and for types alone count: who reads one module of a circle has to know them all.
    """
    trees = modules()
    edges = [
        (name, other)
        for name, tree in trees.items()
        for other in set(imported(tree))
        if other in trees and other != name
    ]
    found: list[set[str]] = []
    inside = looping(edges)
    onward: dict[str, set[str]] = {}
    for start, end in inside:
        onward.setdefault(start, set()).add(end)
    left = set(onward)
    while left:
        reached, waiting = set(), [min(left)]
        while waiting:
            name = waiting.pop()
            if name not in reached:
                reached.add(name)
                waiting += onward[name]
        found.append(reached)
        left -= reached
    return sorted(found, key=len, reverse=True)


def test_every_folder_can_be_looked_over() -> None:
    counts = Counter(path.parent for path, _ in sources() if path.name != "__init__.py")
    assert len(counts) > 40
    assert {str(folder): count for folder, count in counts.items() if count > MOST_IN_A_FOLDER} == {}


def test_imports_run_in_no_circle() -> None:
    assert len(modules()) > 300
    assert [sorted(circle) for circle in circles()] == []


def test_no_class_becomes_the_place_where_everything_ends_up() -> None:
    counts = {
        node.name: sum(
            1
            for item in node.body
            if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef) and not item.name.startswith("_")
        )
        for tree in modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    assert {name: count for name, count in counts.items() if count > MOST_METHODS} == {}


def test_no_short_module_stands_alone_without_a_reason() -> None:
    trees = modules()
    lengths = {
        ".".join((ROOT.name, *path.relative_to(ROOT).with_suffix("").parts)): text.count("\n")
        for path, text in sources()
        if not path.name.startswith("__")
    }
    importers = Counter(other for name, tree in trees.items() for other in set(imported(tree)) if other != name)
    alone = {name for name, length in lengths.items() if length < SHORT and importers[name] == 1}
    assert len(lengths) > 300
    assert alone - SHORT_MODULES.keys() == set(), "put it into its importer, or give the reason above"
    assert SHORT_MODULES.keys() - alone == set(), "take out what needs a reason no more"


def test_a_class_name_stands_once() -> None:
    """Classes within a class, such as the messages of a list, go by the name of the outer one and do not count."""
    places: dict[str, list[str]] = {}
    for module, tree in modules().items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name, []).append(module)
    assert len(places) > 300
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_no_file_has_become_the_place_where_everything_ends_up() -> None:
    lengths = {str(path): text.count("\n") for path, text in sources()}
    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_needs_scrolling() -> None:
    long = [
        f"{name}:{node.lineno} {node.name}"
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_no_error_is_made_quiet() -> None:
    broad = [
        f"{name}:{node.lineno}"
        for name, tree in modules().items()
        for node in _outside_the_edge(name, tree)
        if isinstance(node, ast.ExceptHandler) and _catches_all(node)
    ]
    assert broad == []


def _outside_the_edge(module: str, tree: ast.Module) -> Iterator[ast.AST]:
    edge = {
        node
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and (module, function.name) == THE_EDGE
        for node in ast.walk(function)
    }
    return (node for node in ast.walk(tree) if node not in edge)


def _catches_all(handler: ast.ExceptHandler) -> bool:
    return handler.type is None or getattr(handler.type, "id", "") == "Exception"


def test_every_module_says_what_it_is() -> None:
    assert [name for name, tree in modules().items() if not ast.get_docstring(tree)] == []
