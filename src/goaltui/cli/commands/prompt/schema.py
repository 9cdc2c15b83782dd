"""The published shapes of JSON: a JSON Schema for what each command writes under --json."""

from pathlib import Path
from typing import Annotated

from goaltui.cli import declared as typer
from goaltui.cli.session import Session
from goaltui.model.errors import NotFound
from goaltui.model.quick.translation import _
from goaltui.model.text import clean_line

_FOLDER = Path(__file__).parents[2] / "schemas"
_FORMAT = 1
_END = ".json"
_WITHOUT = ("demo",)


def schema(
    ctx: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(metavar="[COMMAND]", help="Else the list of commands.")] = None,
) -> None:
    """Show the JSON Schema of what a command writes under --json; the last one is that of an error.

    A shape gains fields and never loses one, so leave fields alone that you do not know.
    """
    import json

    session: Session = ctx.obj
    names = schema_names()
    known = [item.replace(" ", "-") for item in names]
    name = "-".join(words or ())
    if not name:
        if session.out.as_json:
            session.out.json({"format": _FORMAT, "commands": names})
        else:
            session.out.lines(names)
        return
    if name in _WITHOUT:
        raise NotFound(_("goaltui {name} opens the screen, which writes no JSON.", name=name))
    if name not in known:
        from difflib import get_close_matches

        near = get_close_matches(name, known, 1)
        hint = (
            _("did you mean '{known}'?", known=near[0].replace("-", " ")) if near else _("goaltui schema lists them.")
        )
        raise NotFound(_("There is no schema of '{word}'; {hint}", word=clean_line(" ".join(words or ())), hint=hint))
    text = (_FOLDER / f"{name}{_END}").read_text(encoding="utf-8")
    session.out.raw(json.dumps(json.loads(text), indent=2) + "\n")


def schema_names() -> list[str]:
    """Return what has a schema: commands, with the words of one below another, and `error`."""
    found = sorted(item.name for item in _FOLDER.iterdir() if item.name.endswith(_END))
    return [name.removesuffix(_END).replace("-", " ") for name in found]
