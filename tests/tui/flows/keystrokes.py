"""What the README says that a flow takes, held against the keys that the tests press."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.tui.flows.tmux import Tmux

_README = Path(__file__).parents[3] / "README.md"
_COUNTED = re.compile(r'counted\(tmux, "(?P<flow>[^"]+)"\)')
_ROW = re.compile(r"\| (?P<flow>[^|]+) \| (?P<keys>\d+) \| (?P<text>\d+|–) \|")


def figures() -> dict[str, tuple[int, int]]:
    """The flows of the README's table in their order: how many keys each takes, and how many of these are text."""
    text = _README.read_text(encoding="utf-8")
    table = text.split("<!-- the keystrokes -->\n")[1].split("<!-- /the keystrokes -->")[0]
    found = map(_ROW.fullmatch, table.splitlines())
    return {row["flow"]: (int(row["keys"]), int(row["text"].replace("–", "0"))) for row in found if row is not None}


def counted_flows() -> list[str]:
    """The flows that the tests here count."""
    tests = sorted(Path(__file__).parent.glob("test_*.py"))
    return [found["flow"] for test in tests for found in _COUNTED.finditer(test.read_text(encoding="utf-8"))]


@contextmanager
def counted(tmux: Tmux, flow: str) -> Iterator[None]:
    """Hold what is pressed in here against what the README says that this flow takes."""
    keys, text = tmux.keys, tmux.text
    yield
    assert (tmux.keys - keys, tmux.text - text) == figures().get(flow), f"the keys of “{flow}”, and the text among them"
