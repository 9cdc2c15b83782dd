"""Warning about this computer's clock, compared with the hub's and those of other copies."""

from typing import TYPE_CHECKING

from goaltui.model.quick.translation import _
from goaltui.rules import dates
from goaltui.services.checkin.clock_ahead import OFF, span
from goaltui.services.sync.hub_clock import against_the_hub

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace


def clock_doubt(workspace: "Workspace") -> str:
    """Return the reason to doubt the clock, in a sentence; empty where nothing is known against it.

    Where a visit measured it against the hub's that alone decides, for of two copies that differ either may be wrong.
    """
    ahead, now = workspace.sharing.ahead if workspace.sharing is not None else None, workspace.clock.now()
    if ahead is not None:
        return against_the_hub(ahead)
    change = workspace.database.journal.latest_elsewhere(now + OFF)
    if change is None or change.at <= now + OFF:
        return ""
    return _(
        "This computer's clock is {span} behind the clock with which {author} wrote on"
        " {moment}; one of the two is wrong, so check yours.",
        span=span(change.at - now),
        author=change.author,
        moment=dates.moment(change.at),
    )
