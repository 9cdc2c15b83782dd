"""The notice of a hub whose team has moved."""


def moved_sentence(where: str, to: str) -> str:
    """Return the sentence for those who come to the old place."""
    return (
        f"The team has moved from {where} to {to}; bring what waits here along with goaltui --db {where} hub move {to},"
        f" and name the new place with --db from then on."
    )
