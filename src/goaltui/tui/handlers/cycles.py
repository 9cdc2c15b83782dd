"""The cycles: seen, and what can be done with one."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from goaltui.tui.commands import View
from goaltui.tui.handlers.answered import answered
from goaltui.tui.handlers.charts import chart_cycle
from goaltui.tui.handlers.closing import close_cycle
from goaltui.tui.handlers.handler import Handler
from goaltui.tui.handlers.planning import next_cycle, plan_cycle
from goaltui.tui.handlers.renewing import renewing

if TYPE_CHECKING:
    from goaltui.services.cycles import CycleRow
    from goaltui.tui.app import GoaltuiApp
    from goaltui.tui.screens.cycles import CycleKey

Doing: TypeAlias = "Callable[[GoaltuiApp, CycleRow | None, Back], Awaitable[None]]"
"""What a key of the screen does with the cycle under the cursor; it calls `Back` with what there is to say."""

Back: TypeAlias = "Callable[[str], Awaitable[None]]"
"""Shows the cycles as they stand now, and a sentence where it is not empty."""


async def cycles(app: "GoaltuiApp") -> None:
    """Every cycle; those that are chosen are shown in the tree."""
    from goaltui.services.cycles import cycles_view
    from goaltui.tui.screens.cycles import CyclesFlow

    view = await app.ask(cycles_view)
    if view is None:
        return

    async def back(sentence: str) -> None:
        found = await app.ask(cycles_view)
        app.main.mark_stale()
        if found is not None:
            flow.show(found)
        flow.note(sentence)

    flow: CyclesFlow = CyclesFlow(view, tuple(_keys(app, back)), app.main.glyphs)
    renewing(app, flow, cycles_view, flow.show)
    await app.open_dialog(flow, lambda query: _narrow(app, query))


def _keys(app: "GoaltuiApp", back: "Back") -> "list[CycleKey]":
    from goaltui.tui.screens.cycles import CycleKey

    def run(do: "Doing") -> "Callable[[CycleRow | None], Awaitable[None]]":
        return lambda row: do(app, row, back)

    return [CycleKey(key, label, run(do)) for key, (label, do) in ON_CYCLES.items()]


async def _narrow(app: "GoaltuiApp", query: str) -> None:
    from goaltui.services.query import parse_query

    app.main.narrow(parse_query(query))
    await app.main.show_view(View.OBJECTIVES)
    app.say(f"Only {query}; f and Enter on nothing shows everything again.")


async def undo(app: "GoaltuiApp", row: "CycleRow | None", back: "Back") -> None:
    """Take the latest change back without leaving the cycles."""
    undone = await answered(app, lambda workspace: workspace.undo())
    await back(undone if isinstance(undone, str) else undone.sentence)


ON_CYCLES: "Mapping[str, tuple[str, Doing]]" = {
    "p": ("plan", plan_cycle),
    "x": ("close", close_cycle),
    "n": ("next one", next_cycle),
    "v": ("charts", chart_cycle),
    "u": ("undo", undo),
}
"""The keys of the screen, each with its label and what it does."""


async def close_from_palette(app: "GoaltuiApp") -> None:
    """Close the cycle that ended last and is open, else the one that runs; the list says which others there are."""
    from goaltui.tui.screens.cycles import CyclesFlow

    await cycles(app)
    if isinstance(app.screen, CyclesFlow):
        await app.screen.press("x")


HANDLERS: Mapping[str, Handler] = {"cycles": cycles, "close_cycle": close_from_palette}
