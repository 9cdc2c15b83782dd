"""The start of the screen from the command line."""

from goaltui.cli.session import Session
from goaltui.model.enums import Method
from goaltui.model.errors import WrongUsage
from goaltui.model.quick.translation import _


def open_screen(session: Session, *, demo: Method | None = None, tour: bool = False) -> int:
    """Show the workspace, or with the method of a `demo` a sample that is thrown away, until the user leaves; the exit
    code."""
    if session.options.json:
        raise WrongUsage(_("The screen writes no JSON; leave --json out, or name a command such as goaltui tree."))
    # Imported here because Textual takes a tenth of a second that no other command needs.
    from goaltui.tui.launch import run

    options = session.options
    return run(
        session.location if demo is None else None,
        # A sample is looked at as one of its people.
        author=session.author if demo is None else options.author,
        clock=session.clock,
        as_of=options.as_of,
        known_at=options.known_at,
        only_looking=session.only_looking if demo is None else "",
        method=demo or Method.BOTH,
        tour=tour,
        query=session.project_query() if demo is None else None,
    )
