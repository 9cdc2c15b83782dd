"""The status for a prompt: read from the small file that every write and every start renews, no database opened."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, cast

from goaltui.cli import declared as typer
from goaltui.cli.session import Session
from goaltui.config.remembered import recall
from goaltui.model.errors import Refused, WrongUsage
from goaltui.model.quick.translation import _, _n
from goaltui.rules.dates import day
from goaltui.rules.figures import NONE, percent
from goaltui.services.prompt.status import PromptFigures, PromptStatus, figures, status_of
from goaltui.services.prompt.status_path import status_file

if TYPE_CHECKING:
    from goaltui.cli.output.console import Json
    from goaltui.model.records import Records

_FORMAT = 1
_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([^{}]*)\}")
_Word = Callable[[PromptFigures, date], str]
_WORDS: Mapping[str, _Word] = {
    "due": lambda found, _: str(found.due),
    "late": lambda found, _: str(found.late),
    "risk": lambda found, _: str(found.at_risk),
    "red": lambda found, _: str(found.red),
    "cycle": lambda found, _: found.cycle.name if found.cycle else "",
    "progress": lambda found, _: _percent(found.cycle.progress if found.cycle else None),
    "expected": lambda found, _: _percent(found.cycle.expected if found.cycle else None),
    "left": lambda found, today: str((found.cycle.end - today).days) if found.cycle else "",
    "workspace": lambda found, _: found.workspace,
    "as_of": lambda found, _: found.as_of.isoformat(),
}


def status(
    ctx: typer.Context,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="TEXT",
            help="With {due} {late} {risk} {red} {progress} {expected} {cycle} {left} {workspace} {as_of}.",
        ),
    ] = "",
    mine: Annotated[bool, typer.Option("--mine", help="Only what I own; --as says who I am.")] = False,
    team: Annotated[bool, typer.Option("--team", help="Only what I and my teams own.")] = False,
) -> None:
    """Show in a line what is due, late and at risk, at once, for a prompt.

    The database is not opened: the figures are those of the last write or start of the program, what is due and late
    counts on by the day. With nothing to tell it writes no line.
    """
    session: Session = ctx.obj
    if session.options.as_of or session.options.known_at:
        raise WrongUsage(_("status is about now; leave --as-of and --known-at out, or ask due, which takes them."))
    if mine and team:
        raise WrongUsage(_("--mine and --team exclude each other; give one of them."))
    _refuse_unknown(form)
    kept = status_of(recall(status_file(session.folders.state, session.location.file)))
    if kept is None:
        session.refuse_nothing()
        raise Refused(_("Nothing is known of {database} yet; goaltui due reads it.", database=session.database))
    today = session.clock.today()
    found = figures(kept, today, _asked(kept, session.author, mine=mine, team=team))
    if session.out.as_json:
        session.out.json(_as_json(found, today))
    elif text := _filled(form, found, today) if form else _usual(found, today):
        session.out.line(text)


def _refuse_unknown(form: str) -> None:
    """Raise WrongUsage where a placeholder or a brace means nothing."""
    for place in _PLACEHOLDER.finditer(form):
        name = place[1]
        if name is not None and name not in _WORDS:
            from difflib import get_close_matches

            near = get_close_matches(name, _WORDS, 1)
            known = ", ".join(_WORDS)
            hint = (
                _("did you mean {{{near}}}?", near=near[0])
                if near
                else _("it can be {known}; {{{{ is a brace.", known=known)
            )
            raise WrongUsage(_("--format has no {{{name}}}; {hint}", name=name, hint=hint))


def _asked(kept: PromptStatus, author: str, *, mine: bool, team: bool) -> Callable[[str | None], bool]:
    """Return a function that tells whether things of an owner are asked for."""
    if not (mine or team):
        return lambda _owner: True
    # Imported here because whoever asks for everything need not wait for it.
    from goaltui.services.core.ownership import Reach, scope_of

    # People and teams are kept as they stand among the records.
    return scope_of(cast("Records", kept), author, Reach.TEAM if team else Reach.MINE).holds


def _usual(found: PromptFigures, today: date) -> str:
    """Return the figures worth a look, and the cycle."""
    counts = (
        (found.due, _n("{count} due", "{count} due", found.due)),
        (found.late, _n("{count} late", "{count} late", found.late)),
        (found.at_risk, _n("{count} at risk", "{count} at risk", found.at_risk)),
        (found.red, _n("{count} red", "{count} red", found.red)),
    )
    parts = [words for number, words in counts if number]
    cycle = found.cycle
    if cycle is not None:
        parts.append(f"{cycle.name} {_percent(cycle.progress)}")
    if parts and found.as_of != today:
        parts.append(_("as of {day}", day=day(found.as_of, today)))
    return ", ".join(parts)


def _filled(form: str, found: PromptFigures, today: date) -> str:
    def word(place: re.Match[str]) -> str:
        return _WORDS[place[1]](found, today) if place[1] is not None else place[0][0]

    return _PLACEHOLDER.sub(word, form)


def _as_json(found: PromptFigures, today: date) -> "Json":
    cycle = found.cycle
    return {
        "format": _FORMAT,
        "as_of": found.as_of.isoformat(),
        "workspace": found.workspace,
        "due": found.due,
        "late": found.late,
        "at_risk": found.at_risk,
        "red": found.red,
        "cycle": None
        if cycle is None
        else {
            "name": cycle.name,
            "start": cycle.start.isoformat(),
            "end": cycle.end.isoformat(),
            "left": (cycle.end - today).days,
            "progress": cycle.progress,
            "expected": cycle.expected,
        },
    }


def _percent(share: float | None) -> str:
    return NONE if share is None else percent(share)
