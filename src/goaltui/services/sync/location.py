"""Location of a database for the front ends, without anything that works on it."""

from goaltui.sharing.location import Location, locate
from goaltui.sharing.places import Mode

__all__ = ["Location", "Mode", "locate"]
