"""The notice of a hub whose team has moved."""

from goaltui.model.errors import HubMoved
from goaltui.model.quick.translation import _


def hub_moved(where: str, to: str) -> HubMoved:
    """Return the error for those who come to the old place."""
    sentence = _(
        "The team has moved from {where} to {to}; bring what waits here along with goaltui --db {where} hub move {to},"
        " and name the new place with --db from then on.",
        where=where,
        to=to,
    )
    return HubMoved(sentence, to)
