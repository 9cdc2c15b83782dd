"""Opening the screen from the command line."""

from goaltui.cli.session import Session


def open_screen(session: Session, *, demo: bool) -> int:
    """Show the workspace, or with `demo` a sample that is thrown away, until the user leaves; the exit code."""
    # Imported here because Textual takes a tenth of a second that no other command needs.
    from goaltui.tui.start import run

    options = session.options
    return run(
        None if demo else session.location,
        author=session.author,
        clock=session.clock,
        as_of=options.as_of,
        known_at=options.known_at,
    )
