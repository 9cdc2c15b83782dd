"""The notice of a hub whose team has moved."""

from goaltui.model.quick.translation import _


def moved_sentence(where: str, to: str) -> str:
    """Return the sentence for those who come to the old place."""
    return _(
        "The team has moved from {where} to {to}; bring what waits here along with goaltui --db {where} hub move {to},"
        " and name the new place with --db from then on.",
        where=where,
        to=to,
    )
