"""The page for those who work on the program names what is there: every file, function, folder and command of it."""

import ast
import re
from pathlib import Path

import pytest

import goaltui

REPOSITORY = Path(__file__).parents[2]
SOURCE = Path(goaltui.__file__).parent
PAGE = (REPOSITORY / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")

_FILE = re.compile(r"`((?:[\w.]+/)*\w+\.(?:py|md|toml))(?::([\w.]+))?`")
_FOLDER = re.compile(r"`((?:[\w.]+/)+)`")
_MAP = PAGE.split("```")[1]


def place_of(path: str) -> Path:
    """A path of the page: of the repository where it says so, else of the package."""
    outside = path.startswith(("src/", "tests/", "screenshots/")) or ("/" not in path and not path.endswith(".py"))
    return (REPOSITORY if outside else SOURCE) / path


def names_in(body: list[ast.stmt], before: str = "") -> set[str]:
    """What is defined in a module or class, with the methods of its classes."""
    found: set[str] = set()
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(before + node.name)
        if isinstance(node, ast.ClassDef):
            found |= names_in(node.body, f"{node.name}.")
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        found |= {before + target.id for target in targets if isinstance(target, ast.Name)}
    return found


def folders_of_the_map() -> set[str]:
    """The folders that the map draws, as paths below the package."""
    found: set[str] = set()
    above: list[str] = []
    for line in _MAP.splitlines():
        names = re.match(r"( *)((?:\w+/ ?)+)", line)
        if names is None:
            continue
        del above[len(names[1]) // 2 :]
        inside = [name.rstrip("/") for name in names[2].split()]
        found |= {"/".join((*above, name)) for name in inside}
        above.append(inside[-1])
    return found


@pytest.mark.parametrize(("path", "name"), sorted(set(_FILE.findall(PAGE))))
def test_what_the_page_names_is_there(path: str, name: str) -> None:
    assert place_of(path).is_file()
    if name:
        assert name in names_in(ast.parse(place_of(path).read_text(encoding="utf-8")).body)


@pytest.mark.parametrize("path", sorted(set(_FOLDER.findall(PAGE))))
def test_a_folder_that_the_page_names_is_there(path: str) -> None:
    assert place_of(path).is_dir()


def test_the_map_has_every_folder_and_no_other() -> None:
    there = {str(path.parent.relative_to(SOURCE).as_posix()) for path in SOURCE.rglob("*/__init__.py")}
    assert folders_of_the_map() == there


def test_the_commands_on_the_page_can_be_run() -> None:
    modules = set(re.findall(r"-m (tests\.\w+|screenshots\.\w+)", PAGE))
    assert len(modules) >= 4
    for module in modules:
        place = REPOSITORY / module.replace(".", "/")
        assert place.with_suffix(".py").is_file() or (place / "__main__.py").is_file()
    files = re.findall(r"-n 0 (tests/\S+)", PAGE)
    assert files
    assert [path for path in files if not (REPOSITORY / path).exists()] == []
