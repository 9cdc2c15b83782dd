"""No sentence is shown in English alone: what the source says to a person is looked up in the catalogue."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "goaltui"
LOOKED_UP = frozenset({"_", "N_", "_n", "_p", "N_p", "counted"})
NOT_SHOWN = frozenset(
    {"AssertionError", "TypeError", "lazy", "compile", "cast", "execute", "TypeVar", "query", "query_one"}
)
# What stands there is typed, or says its sentences in each language beside each other.
LEFT_OUT = frozenset(
    {
        "cli/examples.py",
        "manual/man_page.py",
        "model/quick/quick_tuple.py",
        "model/quick_dataclass.py",
        "rules/checks/lexicon.py",
        "rules/progress/cycle.py",
        "rules/progress/target_change.py",
        "sharing/postgres/connection.py",
        "tui/runtime/window_state.py",
    }
)
SENTENCE = re.compile(r"^\s*(?:[A-Z][a-z]*|\{\}) (?:\S+ )*[a-z]{2,} (?:\S+ )*?\S*[a-z}][.!?:…]?\s*$")
STATEMENT = re.compile(
    r"^\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|WITH|ALTER|DROP|REPLACE|\{\} (?:WHERE|IS|ORDER BY))\b"
)


def outside(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the lines and texts that read as sentences and are neither docstrings nor looked up."""
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        text = _text(node)
        if text is None or isinstance(parents[node], ast.Expr | ast.JoinedStr):
            continue
        if SENTENCE.match(text) and not STATEMENT.match(text) and not _is_known(node, parents):
            assert isinstance(node, ast.expr)
            yield node.lineno, text


def _text(node: ast.AST) -> str | None:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _is_known(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    while node in parents and not isinstance(node, ast.stmt):
        child, node = node, parents[node]
        if isinstance(node, ast.Call) and _name(node.func) in LOOKED_UP | NOT_SHOWN:
            return True
        if isinstance(node, ast.Compare) or (isinstance(node, ast.keyword) and node.arg == "help"):
            return True
        if isinstance(node, ast.AnnAssign) and child is node.annotation:
            return True
    return False


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def test_every_sentence_is_looked_up() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{line}: {text}"
        for path in sorted(SOURCE.rglob("*.py"))
        if str(path.relative_to(SOURCE)) not in LEFT_OUT and "store/statements" not in str(path)
        for line, text in outside(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_a_sentence_outside_would_be_found() -> None:
    code = 'def said(name):\n    return f"No goal is called {name}."\n\n\nTOLD = _("No goal is called that.")\n'
    assert list(outside(ast.parse(code))) == [(2, "No goal is called {}.")]


def test_what_is_quoted_stands_in_one_kind_of_quotation_marks() -> None:
    catalogues = [*SOURCE.rglob("*.po"), *SOURCE.glob("manual/*/*.md"), *SOURCE.glob("services/forms/library/*.toml")]
    quoted = re.compile("[“”„«]")
    found = [
        f"{path.name}: {line}" for path in catalogues for line in path.read_text().split("\n") if quoted.search(line)
    ]
    assert catalogues and not found, "write 'so':\n" + "\n".join(found)
