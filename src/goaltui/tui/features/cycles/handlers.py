"""Handlers of the cycles: the list, and the commands on one of them."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from goaltui.model.errors import GoaltuiError
from goaltui.model.quick.translation import N_p, _, _p
from goaltui.tui.commands.view import View
from goaltui.tui.context import Context, Handler
from goaltui.tui.features.charts.handlers import chart_cycle
from goaltui.tui.features.close_cycle.handlers import close_cycle
from goaltui.tui.features.plan_cycle.handlers import next_cycle, plan_cycle
from goaltui.tui.features.refresh import renewing

if TYPE_CHECKING:
    from goaltui.services.views.cycles import CycleRow
    from goaltui.tui.features.cycles.screen import CycleKey

Doing: TypeAlias = "Callable[[Context, CycleRow | None, Back], Awaitable[None]]"
"""The action of a key of the screen on the cycle under the cursor; it calls `Back` with the sentence to say,
and raises what the workspace refuses."""

Back: TypeAlias = "Callable[[str], Awaitable[None]]"
"""Shows the cycles as they stand now, and a sentence where it is not empty."""


async def cycles(app: Context) -> None:
    """Show every cycle; the chosen ones are shown in the tree."""
    from goaltui.services.views.cycles import cycles_carried_out
    from goaltui.tui.features.cycles.screen import CyclesFlow

    view = await app.ask(cycles_carried_out)
    if view is None:
        return

    async def back(sentence: str) -> None:
        found = await app.ask(cycles_carried_out)
        app.main.mark_stale()
        if found is not None:
            flow.show(found)
        flow.note(sentence)

    flow: CyclesFlow = CyclesFlow(view, tuple(_keys(app, back)), app.main.glyphs)
    renewing(app, flow, cycles_carried_out, flow.show)
    await app.open_dialog(flow, lambda query: _narrow(app, query))


def _keys(app: Context, back: "Back") -> "list[CycleKey]":
    from goaltui.tui.features.cycles.screen import CycleKey

    def run(do: "Doing") -> "Callable[[CycleRow | None], Awaitable[None]]":
        async def done(row: "CycleRow | None") -> None:
            try:
                await do(app, row, back)
            except GoaltuiError as error:
                await back(str(error))

        return done

    return [CycleKey(key, _p("cycle", label), run(do)) for key, (label, do) in ON_CYCLES.items()]


async def _narrow(app: Context, query: str) -> None:
    from goaltui.services.filters.query import parse_query

    app.main.narrow(parse_query(query))
    await app.main.show_view(View.OBJECTIVES)
    app.say(_("Showing only {query}. Esc clears the filter.", query=query))


async def undo(app: Context, row: "CycleRow | None", back: "Back") -> None:
    """Take the latest change back without leaving the cycles."""
    undone = await app.gateway.run(lambda workspace: workspace.undo())
    await back(undone.sentence)


ON_CYCLES: "Mapping[str, tuple[str, Doing]]" = {
    "p": (N_p("cycle", "plan"), plan_cycle),
    "x": (N_p("cycle", "close"), close_cycle),
    "n": (N_p("cycle", "next one"), next_cycle),
    "v": (N_p("cycle", "charts"), chart_cycle),
    "u": (N_p("cycle", "undo"), undo),
}
"""The keys of the screen, each with its label and what it does."""


async def close_from_menu(app: Context) -> None:
    """Close the cycle that ended last and is open, else the one that runs; the list says which others there are."""
    from goaltui.tui.features.cycles.screen import CyclesFlow

    await cycles(app)
    if isinstance(app.screen, CyclesFlow):
        await app.screen.press("x")


HANDLERS: Mapping[str, Handler] = {"cycles": cycles, "close_cycle": close_from_menu}
