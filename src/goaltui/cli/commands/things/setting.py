"""Setting fields of things: the fields that the forms of the screen have, by the same words."""

import re
import shlex
from collections.abc import Callable, Collection, Sequence
from typing import Annotated

from goaltui.cli import declared as typer
from goaltui.cli.commands.checkin import report
from goaltui.cli.form_options import asked_for, filled, renamed
from goaltui.cli.output.console import FORMAT, Output, printable
from goaltui.cli.session import Session
from goaltui.model.errors import InvalidField, Refused, WrongUsage
from goaltui.model.quick.translation import SOURCE, _, speak
from goaltui.model.text import clean_line
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.forms.form import Form

_ASSIGNED = re.compile(r"([A-Za-z][A-Za-z_ -]*)=(.*)", re.DOTALL)
_COLON = re.compile(r"([a-z_-]+):(.+)", re.DOTALL)
_NAME = re.compile(r"[a-z_-]+")
_NUMBER = re.compile(r"[-+~]?[0-9][0-9.,]*%?")
_PAIR = 2
_MOVED = "moved"
"""The field that says why a target or the numbers of a measure move."""


def set_fields(
    ctx: typer.Context,
    words: Annotated[
        list[str], typer.Argument(metavar="REF… FIELD=VALUE…", help="What to change, then its new values.")
    ],
) -> None:
    """Change fields of one thing or of several, all of it one undo.

    The fields are those of the forms; without FIELD=VALUE they are listed with what stands in them. 'workspace' is the
    workspace itself; a person, team, cycle or perspective is named by its name. FIELD= alone empties a field.
    """
    session: Session = ctx.obj
    refs, values = _parted(words)
    if not values:
        _refuse_without_equals(words)
    with session.reading(saves=bool(values)) as workspace:
        from goaltui.services.editing.any_thing import form_of, meant, save_all

        things = dict.fromkeys(meant(workspace, ref, to_write=bool(values)) for ref in refs)
        if not values and session.out.columns is None and len(things) == 1:
            # What a program reads never changes with the language of whoever runs it.
            speak(SOURCE)
        forms = [form_of(workspace, thing) for thing in things]
        if values:
            done = _saved(lambda: save_all(workspace, [filled(form, renamed(form, values)) for form in forms]), values)
            report(session, done, workspace.refs().of)
        else:
            _list(session.out, forms, [workspace.refs().of(thing.id) for thing in things])


def _saved(save: Callable[[], Outcome], values: Collection[str]) -> Outcome:
    """Return the outcome of saving; where it asks for a reason, the error names the option for one."""
    try:
        return save()
    except InvalidField as error:
        if error.field != _MOVED or _MOVED in values:
            raise
        raise InvalidField(_("{error} Here that is {field}=WHY.", error=error, field=_MOVED), _MOVED) from error


def _parted(words: Sequence[str]) -> tuple[Sequence[str], dict[str, str]]:
    """Return the refs and the values by field; raises WrongUsage for values without a
    ref, and for words behind them.
    """
    found = [_ASSIGNED.fullmatch(word) for word in words]
    first = next((place for place, assigned in enumerate(found) if assigned), len(words))
    values: dict[str, str] = {}
    for word, assigned in zip(words[first:], found[first:], strict=True):
        if assigned is None:
            raise WrongUsage(
                _(
                    "'{word}' sets nothing; write FIELD=VALUE, with quotes around spaces.",
                    word=clean_line(word)[:60],
                )
            )
        name, value = assigned[1].strip(), assigned[2]
        if name in values:
            raise WrongUsage(_("{field} is set twice; leave one out.", field=name))
        values[name] = value
    refs = words[:first]
    if not refs or not all(ref.strip() for ref in refs):
        raise WrongUsage(_("The ref is missing; write what to change before FIELD=VALUE."))
    return refs, values


def _refuse_without_equals(words: Sequence[str]) -> None:
    """Raise WrongUsage for a field and its value in another program's words: `REF field value`, `REF field:value`."""
    ref, *rest = (word for word in words if word not in ("=", ":"))
    if len(rest) == 1 and _NUMBER.fullmatch(rest[0]):
        raise WrongUsage(
            _(
                "Nothing was set; a value comes with a check-in, as in goaltui checkin {ref} {value}.",
                ref=shlex.quote(clean_line(ref)),
                value=rest[0],
            )
        )
    pairs = [_COLON.fullmatch(rest[0])] if len(rest) == 1 else []
    field, value = (pairs[0][1], pairs[0][2]) if pairs and pairs[0] else (rest if len(rest) == _PAIR else ("", ""))
    if value and _NAME.fullmatch(field):
        raise WrongUsage(
            _(
                "Nothing was set; a field and its value are one word with =, as in goaltui set {ref} {field}={value}.",
                ref=shlex.quote(clean_line(ref)),
                field=field,
                value=shlex.quote(clean_line(value)),
            )
        )


def _list(out: Output, forms: Sequence[Form], refs: Sequence[str]) -> None:
    if out.as_json:
        shown = [
            {"ref": ref, "id": form.id, "kind": form.kind.value, "fields": asked_for(form)}
            for ref, form in zip(refs, forms, strict=True)
        ]
        out.json({"format": FORMAT, "things": shown})
        return
    if len(forms) > 1:
        raise Refused(_("Say what to change, as FIELD=VALUE; with one ref alone its fields are listed."))
    for form in forms:
        for field in form.fields:
            if form.asks(field.name):
                hint = " | ".join(choice or "''" for choice in field.choices[:8]) or field.hint
                line = f"{field.name}={printable(field.value)}"
                out.line(f"{line}  {out.styled(printable(hint), 'dim')}" if hint and out.columns else line)
