"""Measure and print: `python -m tests.bench [--large] [--team] [--rounds N] [--python PATH] [--write]`.

Ratios are medians of pairs in the same round. `--python` measures the install of that interpreter, such as a plain one
without what is only for developers. `--team` measures visits to a hub instead.
"""

import argparse
import compileall
import json
import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import goaltui
from goaltui.services.demo.sample import load_sample
from goaltui.services.transfer.toml_files import export_toml
from goaltui.store.database import Database
from goaltui.store.time_travel import known_at
from tests.bench.large import generate
from tests.bench.terminal import Program
from tests.bench.written import HEAD, Figure, told, write

DOWN = b"\x1b[B"
IDLE_SECONDS = 3
PRESSES = 25
_ROOT = Path(__file__).parents[2]
_INSTALL = """
import platform
from pathlib import Path
import goaltui
plain = "site-packages" in Path(goaltui.__file__).parts
print(f"goaltui {goaltui.__version__}, {'a plain install' if plain else 'the working tree, compiled'}, "
      f"Python {platform.python_version()}")
"""


class Bench:
    """The measurements, each with a home of its own."""

    def __init__(self, folder: Path, rounds: int, python: str = sys.executable) -> None:
        self._folder = folder
        self._python = python
        self._program = (python, "-m", "goaltui")
        self._bare = (python, str(_ROOT / "tests" / "bench" / "bare.py"))
        self._rounds = rounds
        self._home = {**os.environ, "GOALTUI_HOME": str(folder / "home")}
        self._figures: list[Figure] = []

    def run(self, *, large: bool) -> list[Figure]:
        """All figures."""
        small = self._folder / "small.db"
        self._shell(small, "import", str(self._sample()))
        self._starts(small)
        self._shell_check_in(small)
        self._commands(small)
        self._rest_and_exit(small)
        self._keys(100)
        self._keys(20_000)
        self._memory()
        if large:
            self._large(small)
        return self._figures

    def _sample(self) -> Path:
        """The sample company as TOML."""
        from goaltui.services.core.clock import SystemClock
        from goaltui.services.core.workspace import Workspace

        workspace = Workspace.open(self._folder / "demo.db", author="anna", clock=SystemClock(), create=True)
        load_sample(workspace)
        target = self._folder / f"sample-{datetime.now(UTC):%H%M%S}.toml"
        target.write_text(export_toml(workspace), encoding="utf-8")
        workspace.close()
        return target

    def _starts(self, database: Path) -> None:
        self._screen(database, "saved here")
        command = (*self._program, "--db", str(database))
        self._pairs(
            "first frame with remembered rows ÷ empty Textual app",
            1.3,
            self._until(command, "Grow recurring"),
            self._until((*self._bare, "empty"), "READY"),
        )
        self._pairs(
            "fresh rows ÷ empty app that also imports sqlmodel",
            1.35,
            self._until(command, "saved here"),
            self._until((*self._bare, "sqlmodel"), "READY"),
        )

    def _shell_check_in(self, database: Path) -> None:
        ours = (*self._program, "--db", str(database), "checkin", "Flaky tests", "30")
        bare = (*self._bare, "commit", str(self._folder / "bare.db"))
        self._pairs(
            "check-in from the shell ÷ bare script that commits one row", 1.4, self._seconds(ours), self._seconds(bare)
        )

    def _commands(self, database: Path) -> None:
        """Whole commands against Python that does nothing."""
        bare = self._seconds((self._python, "-c", "pass"))
        for words in (("due",), ("tree",), ("log",), ("show", "Flaky tests"), ("checkin", "Flaky tests", "30")):
            self._command(database, words)
        self._pairs("goaltui --help ÷ python -c pass", 5.0, self._seconds((*self._program, "--help")), bare)
        self._pairs("completing a command ÷ python -c pass", 5.0, self._completing(database, "tr"), bare)
        status = self._seconds((*self._program, "--db", str(database), "status"))
        self._more("goaltui status, more than python -c pass", 40.0, status, bare)
        self._more(
            "completing a title, more than nothing", 150.0, self._completing(database, "show", "Flak"), lambda: 0.0
        )

    def _rest_and_exit(self, database: Path) -> None:
        program = Program.start((*self._program, "--db", str(database)), self._home)
        program.wait_for("saved here")
        program.settle(1.5)
        spent, written = program.cpu_seconds(), len(program.output)
        time.sleep(IDLE_SECONDS)
        program.settle(0.01)
        share = (program.cpu_seconds() - spent) / IDLE_SECONDS * 100
        self._figures.append(Figure("processor time at rest", share, 0.5, "%"))
        self._figures.append(Figure("written at rest", len(program.output) - written, 0, "bytes"))
        program.kill()
        self._pairs(
            "leaving ÷ leaving an empty Textual app",
            1.0,
            self._leaving((*self._program, "--db", str(database)), "saved here"),
            self._leaving((*self._bare, "empty"), "READY"),
        )

    def _keys(self, rows: int) -> None:
        database = self._folder / f"rows-{rows}.db"
        generate(database, rows, 1, 4, flat=True)
        ours = Program.start((*self._program, "--db", str(database)), self._home)
        ours.wait_for("saved here")
        bare = Program.start((*self._bare, "list", str(rows)), self._home)
        bare.wait_for("READY")
        for program in (ours, bare):
            program.settle(0.8)
        times: list[tuple[float, float]] = []
        sizes: list[int] = []
        items: list[tuple[float, int]] = []
        for _ in range(PRESSES):
            mine, size = ours.press(DOWN)
            items.append(ours.follows())
            times.append((mine, bare.press(DOWN)[0]))
            sizes.append(size)
        ours.kill()
        bare.kill()
        ratio = statistics.median(a for a, _ in times) / statistics.median(b for _, b in times)
        self._figures += [
            Figure(f"cursor down, {rows:,} rows ÷ bare list", ratio, 1.4),
            Figure(f"written for it, {rows:,} rows", statistics.median(sizes), 2048, "bytes"),
            Figure(f"the item beside, after it, {rows:,} rows", _median(items, 0) * 1000, 150, "ms"),
            Figure(f"written for the item, {rows:,} rows", _median(items, 1), 2048, "bytes"),
        ]

    def _large(self, small: Path) -> None:
        many = self._folder / "check-ins.db"
        generate(many, 50, 200, 1_000_000)
        self._reading(many, small, "with 1,000,000 check-ins on 200 key results")
        many.unlink()
        large = self._folder / "large.db"
        generate(large, 10_000, 40_000, 1_000_000)
        self._screen(large, "saved here")
        first, second = (self._until((*self._program, "--db", str(path)), "saved here") for path in (large, small))
        self._pairs("fresh rows, 10,000 objectives and 1,000,000 check-ins ÷ sample", 3.0, first, second)
        lines = ((large, "Key result 000007"), (small, "Flaky tests"))
        ours, theirs = (self._command_of(path, "checkin", what, "31") for path, what in lines)
        self._pairs("check-in there ÷ check-in in the sample", 2.0, ours, theirs)
        self._reading(large, small, "there")
        self._pairs("what was known 10,000 changes ago there ÷ bare copy into memory", 2.0, *self._known(large))
        program = Program.start((*self._program, "--db", str(large)), self._home)
        program.wait_for("saved here")
        program.settle(1)
        self._figures.append(Figure("memory there", program.peak_mebibytes(), 250, "MiB"))
        program.kill()
        self._undo()

    def _reading(self, large: Path, small: Path, where: str) -> None:
        """The commands that read, against the same in the sample."""
        for words in (("due",), ("tree",), ("log",), ("show", "Key result 000007")):
            there = self._command_of(large, *words)
            here = self._command_of(small, *words[:1], *(("Flaky tests",) if words[1:] else ()))
            if words == ("tree",):
                # What is kept of it is right until the file changes; `there` without that is told beside it.
                self._pairs(
                    f"goaltui tree {where}, the file just written ÷ in the sample",
                    3.0,
                    self._after_a_write(large, there),
                    here,
                )
            self._pairs(f"goaltui {words[0]} {where} ÷ in the sample", 3.0, there, here)

    def _after_a_write(self, database: Path, measure: Callable[[], float]) -> Callable[[], float]:
        """A measurement on a file that looks as if it was written a moment ago."""

        def measured() -> float:
            database.touch()
            return measure()

        return measured

    def _undo(self) -> None:
        command = (sys.executable, "-m", "tests.bench.undoing", str(self._folder / "undo.db"), "100000")
        told = subprocess.run(command, env=self._home, check=True, capture_output=True, timeout=300)
        ratio, more = json.loads(told.stdout)
        self._figures.append(Figure("undoing an import of 100,000 check-ins ÷ that import", ratio, 0.8))
        self._figures.append(Figure("memory more for it", more, 100, "MiB"))

    def _known(self, path: Path) -> tuple[Callable[[], float], Callable[[], float]]:
        """Seconds to rewind a copy, and to make one."""

        def rewound() -> float:
            database = Database.open(path)
            began = time.perf_counter()
            past = known_at(database, datetime.now(UTC), until)
            taken = time.perf_counter() - began
            past.close()
            database.close()
            return taken

        def copied() -> float:
            began = time.perf_counter()
            with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(":memory:")) as target:
                source.backup(target)
                return time.perf_counter() - began

        with closing(sqlite3.connect(path)) as source:
            (until,) = source.execute("SELECT hlc FROM change ORDER BY hlc DESC LIMIT 1 OFFSET 10000").fetchone()
        return rewound, copied

    def _pairs(self, what: str, goal: float, ours: Callable[[], float], bare: Callable[[], float]) -> None:
        ours(), bare()
        ratio = statistics.median(ours() / bare() for _ in range(self._rounds))
        self._figures.append(Figure(what, ratio, goal))

    def _command(self, database: Path, words: Sequence[str]) -> None:
        """A command against Python that does nothing, by the clock and by what the processor spent."""
        lines = ((*self._program, "--db", str(database), *words), (self._python, "-c", "pass"))
        ours, bare = map(self._both, lines)
        ours(), bare()
        rounds = [(ours(), bare()) for _ in range(self._rounds)]
        for place, unit in enumerate(("", ", processor time")):
            ratio = statistics.median(mine[place] / theirs[place] for mine, theirs in rounds)
            self._figures.append(Figure(f"goaltui {words[0]} ÷ python -c pass{unit}", ratio, 8.0))

    def _both(self, command: Sequence[str]) -> Callable[[], tuple[float, float]]:
        """Seconds that a command takes, and of the processor."""
        seconds = self._seconds(command)

        def measure() -> tuple[float, float]:
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            taken = seconds()
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            return taken, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

        return measure

    def _memory(self) -> None:
        """What the screen takes with many objectives, and a value each."""
        path = self._folder / "many.db"
        generate(path, 10_000, 10_000, 10_000)
        program = Program.start((*self._program, "--db", str(path)), self._home)
        program.wait_for("saved here")
        program.settle(1)
        self._figures.append(Figure("memory with 10,000 objectives", program.peak_mebibytes(), 120, "MiB"))
        program.kill()

    def _more(self, what: str, goal: float, ours: Callable[[], float], bare: Callable[[], float]) -> None:
        ours(), bare()
        more = statistics.median(ours() - bare() for _ in range(self._rounds))
        self._figures.append(Figure(what, more * 1000, goal, "ms"))

    def _completing(self, database: Path, *words: str) -> Callable[[], float]:
        """Seconds until a shell knows what the last of these words may become."""
        line = ("goaltui", "--db", str(database), *words)
        asked = {"COMP_WORDS": "\n".join(line), "COMP_CWORD": str(len(line) - 1)}
        return self._seconds(self._program, {"_GOALTUI_COMPLETE": "complete_bash", **asked})

    def _until(self, command: Sequence[str], text: str) -> Callable[[], float]:
        def measure() -> float:
            program = Program.start(command, self._home)
            taken = program.wait_for(text)
            program.settle(0.2)
            program.ends(b"q")
            return taken

        return measure

    def _leaving(self, command: Sequence[str], text: str) -> Callable[[], float]:
        def measure() -> float:
            program = Program.start(command, self._home)
            program.wait_for(text)
            program.settle(0.5)
            return program.ends(b"q")

        return measure

    def _seconds(self, command: Sequence[str], more: Mapping[str, str] | None = None) -> Callable[[], float]:
        environment = {**self._home, **(more or {})}

        def measure() -> float:
            began = time.perf_counter()
            subprocess.run(command, env=environment, check=True, capture_output=True, timeout=60)
            return time.perf_counter() - began

        return measure

    def _command_of(self, database: Path, *words: str) -> Callable[[], float]:
        return self._seconds((*self._program, "--db", str(database), *words))

    def _screen(self, database: Path, text: str) -> None:
        self._until((*self._program, "--db", str(database)), text)()

    def _shell(self, database: Path, *arguments: str) -> None:
        command = (*self._program, "--db", str(database), *arguments)
        subprocess.run(command, env=self._home, check=True, capture_output=True, timeout=120)


def _median(rows: Sequence[tuple[float, int]], column: int) -> float:
    return statistics.median(row[column] for row in rows)


def _print_team() -> None:
    import pytest

    from tests.bench.team import HEAD, visits

    print(HEAD)
    with TemporaryDirectory() as folder:
        try:
            for figures in visits(Path(folder)):
                print(figures.row(), flush=True)
        except pytest.skip.Exception as reason:
            print(f"\nThe server was left out: {reason}")


def _install(python: str) -> str:
    """Which install is measured, in words."""
    asked = subprocess.run((python, "-c", _INSTALL), check=True, capture_output=True, text=True)
    return asked.stdout.strip()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="also a workspace with a million check-ins")
    parser.add_argument("--team", action="store_true", help="instead what visits cost, with 500 people on a hub")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--python", default=sys.executable, help="the interpreter whose install is measured")
    parser.add_argument("--write", action="store_true", help="put the rows into manual and README")
    chosen = parser.parse_args()
    if chosen.write and not chosen.large:
        parser.error("--write needs --large, so that all rows are of one run")
    # As in a plain install, which is compiled once.
    compileall.compile_dir(Path(goaltui.__file__).parent, quiet=1)
    if chosen.team:
        _print_team()
        return
    with TemporaryDirectory() as folder:
        figures = Bench(Path(folder), chosen.rounds, chosen.python).run(large=chosen.large)
    sentence = told(_install(chosen.python), chosen.rounds)
    print(f"{sentence}\n{HEAD}" + "\n".join(figure.row() for figure in figures))
    if chosen.write:
        write(figures, sentence)


if __name__ == "__main__":
    main()
