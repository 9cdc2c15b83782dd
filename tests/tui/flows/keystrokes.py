"""What the manual says that a flow takes, held against the keys that the tests press."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from goaltui.manual.pages import page
from tests.tui.flows.tmux import Tmux

_COUNTED = re.compile(r'counted\(tmux, "(?P<flow>[^"]+)"\)')
_ROW = re.compile(r"\| (?P<flow>[^|]+) \| (?P<keys>\d+) \| (?P<text>\d+|–) \|")


def figures() -> dict[str, tuple[int, int]]:
    """The flows of the manual's table in their order: how many keys each takes, and how many of these are text."""
    table = page("keys").text.split("<!-- the keystrokes -->\n")[1].split("<!-- /the keystrokes -->")[0]
    found = map(_ROW.fullmatch, table.splitlines())
    return {row["flow"]: (int(row["keys"]), int(row["text"].replace("–", "0"))) for row in found if row is not None}


def counted_flows() -> list[str]:
    """The flows that the tests here count."""
    tests = sorted(Path(__file__).parent.glob("test_*.py"))
    return [found["flow"] for test in tests for found in _COUNTED.finditer(test.read_text(encoding="utf-8"))]


@contextmanager
def counted(tmux: Tmux, flow: str) -> Iterator[None]:
    """Hold what is pressed in here against what the manual says that this flow takes."""
    keys, text = tmux.keys, tmux.text
    yield
    assert (tmux.keys - keys, tmux.text - text) == figures().get(flow), f"the keys of “{flow}”, and the text among them"
