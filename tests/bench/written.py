"""The rows of the bench in the manual and in the README, between two comments."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import goaltui
from tests.manual.swedish import figures as in_swedish

HEAD = "| what | measured | goal |\n|---|---|---|\n"
_BEGIN, _END = "<!-- the figures -->\n", "<!-- /the figures -->"
_MANUAL = Path(goaltui.__file__).parent / "manual"
_README = Path(__file__).parents[2] / "README.md"
_IN_README = (
    "first frame with remembered rows",
    "goaltui due ÷",
    "goaltui checkin ÷",
    "cursor down, 20,000 rows",
    "memory there",
)
"""How the rows begin that the README shows too."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, the ratio or number, and what it should not exceed."""

    what: str
    value: float
    goal: float
    unit: str = "×"

    def row(self) -> str:
        """A row of the table."""
        value = f"{self.value:.0f}" if self.unit == "bytes" else f"{self.value:.2f}"
        return f"| {self.what} | {value} {self.unit} | ≤ {self.goal:g} {self.unit} |"


def told(install: str, rounds: int) -> str:
    """Return what was measured and how, in a sentence."""
    cores, load = os.cpu_count() or 1, os.getloadavg()[0]
    return f"Measured: {install}. Medians of {rounds} rounds on {cores} cores with a load of {load:.1f}.\n"


def write(figures: Sequence[Figure], sentence: str) -> None:
    """Put the rows into the manual in both languages, and some of them into the README."""
    rows = f"{sentence}\n{_table(figures)}"
    _replace(_MANUAL / "en" / "speed.md", rows)
    _replace(_MANUAL / "sv" / "speed.md", in_swedish(rows))
    _replace(_README, f"{sentence}\n{_table(one for one in figures if one.what.startswith(_IN_README))}")


def _table(figures: Iterable[Figure]) -> str:
    return HEAD + "".join(f"{figure.row()}\n" for figure in figures)


def _replace(path: Path, text: str) -> None:
    before, begin, rest = path.read_text(encoding="utf-8").partition(_BEGIN)
    _, end, after = rest.partition(_END)
    path.write_text(f"{before}{begin}{text}{end}{after}", encoding="utf-8")
