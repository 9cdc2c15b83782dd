"""What every command writes under --json, over a small workspace, the sample company and an empty one."""

import io
import json
import os
import shlex
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from goaltui.cli.entry import run
from goaltui.services.core.clock import SystemClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.demo.sample import load_sample
from tests.cli import sample

READING = (
    *("due", "tree", "scorecard", "balance", "people", "cycles", "records", "review", "why", "check", "log", "map"),
    *(
        "strategy",
        "status",
        "config",
        "doctor",
        "backup --list",
        "round",
        "export",
        "guide",
        "library churn",
        "guide --answers bbaaaaac",
    ),
    *("help", "help shell", "help tree", "help weighted", "schema"),
)
OVER_THE_SAMPLE = (
    *(
        "why Churn",
        "chart Churn",
        "chart 2026-Q3",
        "thread 'Customers stay'",
        "show 'Customers stay'",
        "show unthinkable",
        "show Every",
        "show Revenue",
    ),
    *("show workspace", "show person:anna", "show cycle:2026-Q3", "find churn", "find nothing-like-it"),
    "close 2026-Q3 --dry-run",
)
OVER_THE_COMPANY = tuple(f"{name} 'Flaky tests'" for name in ("chart", "show", "why", "thread", "find"))
_FULL = "set 'Flaky tests' stretch=3 'phases=tomorrow 20'"
"""What the sample company leaves empty of a key result."""
WRITING = (
    *("add objective Grow --cycle 2026-Q3", "add kr Sales --under Grow --start 0 --target 9", "add cycle 2027-Q1"),
    *("add measure Margin --perspective financial", "add initiative Call --under Sales", "add team sales"),
    *("add kr Steps --under Grow --condition milestones", "add milestone Draft --under Steps", "add person cleo"),
    *("add note Learnt --on Grow --kind learning", "add perspective Society", "add theme Trust"),
    "add target Churn --scoring 'goal 1 red_flag 4'",
    *("add objective Drive --perspective customer", "checkin Sales 3 --yes", "set Grow owner=bo", "move Drive --top"),
    *(
        "checkin - --atomic",
        "tick Steps Draft --yes",
        "done Call",
        "undo",
        "redo",
        "delete Drive --yes",
        "close 2026-Q3 --yes",
        "backup",
    ),
    *("diff {FILE}", "import {FILE} --yes", "apply {FILE} --yes --delete", "check {FILE}", "add objective Last"),
    *("backup {HOME}/copy.db", "merge {HOME}/copy.db --yes", "sync --exchange", "init --db {HOME}/new.db"),
    *("add link Grow Last", "set Last", "edit Last --yes", "init --template ?"),
    "config --init",
    *("backup --restore {HOME}/copy.db", "doctor {HOME}", "doctor --rebuild", "version"),
    "hub move {HOME}/moved.db --exchange",
)
_EDITOR = """
import sys
from pathlib import Path
path = Path(sys.argv[1])
path.write_text(path.read_text(encoding="utf-8").replace('"Last"', '"Last of all"'), encoding="utf-8")
"""


def written(*, quickly: bool = False) -> Mapping[str, list[Any]]:
    """Return what was written, by the name of the command; `quickly` over the small workspace alone."""
    found: defaultdict[str, list[Any]] = defaultdict(list)
    small = (_small, (*READING, *OVER_THE_SAMPLE, *WRITING))
    more = ((_company, (_FULL, *READING, *OVER_THE_COMPANY)), (_empty, READING))
    for make, commands in (small,) if quickly else (small, *more):
        with home() as folder:
            make(folder / "data" / "goaltui.db")
            file = folder / "goals.toml"
            output("export", "-o", str(file), as_json=False)
            for line in commands:
                add(found, line.replace("{FILE}", str(file)).replace("{HOME}", str(folder)))
    return found


def add(found: defaultdict[str, list[Any]], line: str) -> None:
    """Run a command and keep what it wrote."""
    words = shlex.split(line)
    name = " ".join(words[:2]) if words[0] in ("add", "hub") else words[0]
    out = output(*words)
    if out:
        try:
            found[name].append(json.loads(out))
        except ValueError:
            print(f"no JSON: {line}: {out[:80]}", file=sys.stderr)
    else:
        print(f"nothing: {line}", file=sys.stderr)


def output(*words: str, as_json: bool = True) -> str:
    """What a command writes to stdout, in this process."""
    before, data = sys.stdout, io.BytesIO()
    sys.stdout = wrapper = io.TextIOWrapper(data, encoding="utf-8")
    try:
        run((*words, *(("--json",) if as_json else ()), "--as", "anna"))
        sys.stdout.flush()
    finally:
        sys.stdout = before
    wrapper.flush()
    return data.getvalue().decode()


@contextmanager
def home() -> Iterator[Path]:
    """A home of its own for the program."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as name:
        before = os.environ.copy()
        editor = Path(name) / "editor.py"
        editor.write_text(_EDITOR, encoding="utf-8")
        os.environ |= {"GOALTUI_HOME": name, "VISUAL": shlex.join((sys.executable, str(editor)))}
        (Path(name) / "data").mkdir()
        try:
            yield Path(name)
        finally:
            os.environ.clear()
            os.environ.update(before)


def _small(path: Path) -> None:
    sample.make(path)


def _company(path: Path) -> None:
    workspace = Workspace.open(path, author="anna", clock=SystemClock(), create=True)
    load_sample(workspace)
    workspace.close()


def _empty(path: Path) -> None:
    Workspace.open(path, author="anna", clock=SystemClock(), create=True).close()
