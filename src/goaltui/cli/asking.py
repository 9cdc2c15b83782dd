"""Questions in a terminal: asked on stderr; no answer means no."""

import sys

from goaltui.model.quick.translation import _


def confirmed(question: str) -> bool:
    """Return whether the user says yes to a question."""
    print(f"{question} {_('[y/N]')} ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in ("y", "yes", "j", "ja")
