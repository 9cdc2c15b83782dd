"""Room of a list beside the item that is read."""

from textual.widget import Widget

_SQUEEZED, _BESIDE = 83, 20
_COMFORTABLE = 102


def is_squeezed(listed: Widget) -> bool:
    """Return whether an item that stands beside a list leaves it less than a window of eighty cells."""
    width = listed.size.width
    return 0 < width < _SQUEEZED and listed.app.size.width - width > _BESIDE


def shares_room(listed: Widget) -> bool:
    """Return whether an item stands beside a list in a window that is not wide."""
    width = listed.size.width
    return 0 < width < _COMFORTABLE and listed.app.size.width - width > _BESIDE
