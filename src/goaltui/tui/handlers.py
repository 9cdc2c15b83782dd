"""The handlers of all commands, by the command's id. A handler asks the screen for the place
and the workspace for the rest.

The dialogs are imported by the handlers that open them: the first frame needs none.
"""

from collections.abc import Mapping

from goaltui.tui.context import Handler
from goaltui.tui.features import application
from goaltui.tui.features.balance import handlers as balance
from goaltui.tui.features.charts import handlers as charts
from goaltui.tui.features.checkin_round import handlers as rounds
from goaltui.tui.features.checks import handlers as health
from goaltui.tui.features.cycles import handlers as cycles
from goaltui.tui.features.editing import clipboard, items, library, links, marking, placing
from goaltui.tui.features.guide import handlers as guide
from goaltui.tui.features.manual import handlers as manual
from goaltui.tui.features.menu import handlers as menu
from goaltui.tui.features.navigation import filtering, history, legend, time_travel, views
from goaltui.tui.features.notes import handlers as records
from goaltui.tui.features.people import handlers as people
from goaltui.tui.features.review import handlers as review
from goaltui.tui.features.strategy import handlers as strategy
from goaltui.tui.features.structure import handlers as structure
from goaltui.tui.features.transfer import handlers as transfer
from goaltui.tui.features.welcome import handlers as welcome

_MODULES = (
    views,
    items,
    placing,
    clipboard,
    library,
    links,
    marking,
    structure,
    application,
    health,
    filtering,
    rounds,
    time_travel,
    history,
    legend,
    people,
    balance,
    cycles,
    records,
    review,
    charts,
    guide,
    manual,
    menu,
    strategy,
    transfer,
    welcome,
)

HANDLERS: Mapping[str, Handler] = {name: handler for module in _MODULES for name, handler in module.HANDLERS.items()}
