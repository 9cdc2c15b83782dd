"""Large sets as if they ran today, and what a user is to see of one on every screen."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from goaltui.model.enums import Condition, Method
from goaltui.services.core.clock import SystemClock
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.scorecard import MeasureRow
from goaltui.services.core.workspace import Workspace
from goaltui.services.views.strategy_map import strategy_map
from goaltui.tui.appearance.text import steady

HOSTILE = r"[/] [@click=app.quit]x \u001b[31m 日本語 👨\u200d👩\u200d👧 שלום [bold"
"""A title as TOML has it: markup that does something, a colour for the terminal, wide characters, joined ones, and
those that are read from the right."""

_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_TITLE = re.compile(r'(?m)^title = "(?P<title>.*)"$')
_READ = 8
"""Characters of a title that every column has room for."""


def today() -> date:
    """The day on which the program says it is."""
    return SystemClock().today()


def as_if_now(text: str) -> str:
    """The same goals so much later that the last day they name is today, which leaves their last cycle running."""
    later = today() - max(map(date.fromisoformat, _DAY.findall(text)))
    return _DAY.sub(lambda found: (date.fromisoformat(found[0]) + later).isoformat(), text)


def hostile(text: str) -> str:
    """The same goals with a hostile beginning of every title."""
    return _TITLE.sub(lambda found: f'title = "{HOSTILE} {found["title"]}"', text)


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands in a set: its method, the beginning of the first objective's title and a word of it, the ref and the
    beginning of the title of something to check in on, a perspective, a strategic objective and a team."""

    method: Method
    objective: str
    word: str
    ref: str
    item: str
    perspective: str
    strategic: str
    team: str


def seen(path: Path) -> Seen:
    """What stands in the set in this file."""
    workspace = Workspace.open(path, author="anna", clock=SystemClock())
    tree, scorecard, refs = workspace.look.tree(), workspace.look.scorecard(), workspace.refs()
    records = workspace.look.records()
    rows = [row for root in tree.roots for row in (root, *root.children)]
    bets = [bet for row in rows for bet in row.key_results if bet.condition is Condition.REACH]
    measures = [item for lane in scorecard.perspectives for row in lane.objectives for item in row.measures]
    item: KeyResultRow | MeasureRow = bets[0] if bets else measures[0]
    lanes = strategy_map(workspace.look).lanes
    found = Seen(
        method=Method(records.workspace.method),
        objective=_begin(tree.roots[0].title),
        word=max(re.findall(r"\w+", tree.roots[0].title), key=len),
        ref=refs.of(item.id),
        item=_begin(item.title),
        perspective=scorecard.perspectives[0].name,
        strategic=next((_begin(node.title) for lane in lanes for node in lane.nodes), ""),
        team=_begin(min((item.name for item in records.teams), key=str.casefold, default="")),
    )
    workspace.close()
    return found


def _begin(title: str) -> str:
    return steady(title)[:_READ].strip()
