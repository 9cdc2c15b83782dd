"""Templates: TOML files with goals and no values, of which a workspace is made; those of the package and one's own.

The first line of a template, a comment, is what it is called, the second what it holds. `this quarter` and its like
stand for the cycle in which it is used, and something that is due `today` is what to begin with.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from goaltui.model.enums import Frequency, Method
from goaltui.model.errors import NotFound, Refused
from goaltui.model.listing import listed
from goaltui.model.quick.translation import SOURCE, _, spoken
from goaltui.model.text import clean_line
from goaltui.rules.progress import periods
from goaltui.rules.progress.fiscal import fiscal_after, fiscal_period
from goaltui.services.core.formatting import quoted
from goaltui.services.core.ownership import persons
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.core.workspace import Workspace
from goaltui.services.setup.without_people import tables_in, without_people
from goaltui.services.transfer.toml_files import export_toml, import_toml

_SHIPPED = Path(__file__).parent / "templates"
_OWNED = ("objectives", "key_results", "measures", "initiatives")
_SPANS = {"quarter": Frequency.QUARTER, "tertial": Frequency.TERTIAL, "year": Frequency.YEAR}
_TODAY = "today"
_LEAST_DAYS = 28
"""A cycle with fewer days left is no place to begin in: the next one is meant."""


@dataclass(frozen=True, slots=True)
class Template:
    """A template: `name` is typed, `title` and `about` are read; `own` is whether the user made it."""

    name: str
    title: str
    about: str
    text: str
    own: bool = False


def templates(folder: Path | None = None) -> tuple[Template, ...]:
    """Return the templates of the package in the reader's language, then those of the user's folder; one of the same
    name replaces ours."""
    return tuple({**dict(_shipped()), **dict(_own(folder))}.values())


def template_named(name: str, folder: Path | None = None) -> Template:
    """Return the template of that name; raises NotFound with the nearest one."""
    known = {template.name: template for template in templates(folder)}
    if name in known:
        return known[name]
    close = get_close_matches(name, known, 1)
    called = quoted(clean_line(name))
    if close:
        raise NotFound(_("No template is called {name}; did you mean {close}?", name=called, close=close[0]))
    raise NotFound(_("No template is called {name}; there are {known}.", name=called, known=listed(known)))


def use_template(workspace: Workspace, template: Template, method: Method | None = None) -> Outcome:
    """Fill an empty workspace from a template, in the cycle of today, the author owning all of it; one undo. With a
    `method` that one instead of its own."""
    workspace.refuse_looking()
    if not workspace.look.is_empty():
        raise Refused(
            _("This workspace holds goals already, so no template was used; make another one with goaltui init.")
        )
    own = next(iter(persons(workspace.look.records(), workspace.author)), None)
    author = (own.key, own.name) if own else (workspace.author, workspace.author)
    data = _read(template)
    # A number that is no month is refused where the file is read.
    own_month = data.get("workspace", {}).get("first_month")
    first_month = own_month if own_month in range(1, 13) else workspace.look.records().workspace.first_month
    filled = _filled(data, workspace.today, first_month, *author)
    if method is not None:
        filled["workspace"] = {**filled.get("workspace", {}), "method": method.value}
    import tomli_w

    outcome = import_toml(workspace, tomli_w.dumps(filled), template.name)
    return replace(outcome, sentence=_("Made from the template {title}; change any word of it.", title=template.title))


def export_template(workspace: Workspace) -> str:
    """Return the workspace as a template: goals and their numbers, without people, values, notes and past cycles."""
    import tomli_w

    data = tomllib.loads(export_toml(workspace))
    kept = without_people(data, workspace.today)
    name = clean_line(workspace.look.records().workspace.name) or _("My template")
    return f"# {name}\n# {_('Made from a workspace.')}\n\n{tomli_w.dumps(kept)}"


def _shipped() -> Iterator[tuple[str, Template]]:
    """Yield the templates of the package by name, in English where the reader's language has none."""
    theirs = _SHIPPED / spoken()
    folder = theirs if theirs.is_dir() else _SHIPPED / SOURCE
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        yield _template(item.name, item.read_text(encoding="utf-8"))


def _own(folder: Path | None) -> Iterator[tuple[str, Template]]:
    if folder is None or not folder.is_dir():
        return
    for path in sorted(folder.glob("*.toml")):
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeError) as error:
            raise Refused(_("{path} cannot be read as a template; fix or remove it.", path=path)) from error
        name, template = _template(path.name, text)
        yield name, replace(template, own=True)


def _template(file: str, text: str) -> tuple[str, Template]:
    name = file.removesuffix(".toml")
    said = [clean_line(line[1:]) for line in text.splitlines()[:2] if line.startswith("#")]
    title, about = (*said, "", "")[:2]
    return name, Template(name, title or name, about, text)


def _read(template: Template) -> dict[str, Any]:
    try:
        return tomllib.loads(template.text)
    except tomllib.TOMLDecodeError as error:
        raise Refused(
            _("The template {name} is not TOML: {error}; fix it.", name=template.name, error=error)
        ) from error


def _filled(data: dict[str, Any], today: date, first_month: int, author: str, name: str) -> dict[str, Any]:
    """Return the tables of a template with cycles of today and an owner for all."""
    cycles = {
        str(table.get("name")): span for table in data.get("cycles", ()) if (span := _span(table, today, first_month))
    }
    for table in data.get("cycles", ()):
        if (span := cycles.get(str(table.get("name")))) is not None:
            table["name"], table["start"], table["end"] = span.label, span.start, span.end
    data["people"] = [*data.get("people", ()), {"key": author, "name": name}]
    for kind, table in tables_in(data):
        span = cycles.get(str(table.get("cycle")))
        if span is not None:
            table["cycle"] = span.label
        if kind in _OWNED:
            table.setdefault("owner", author)
        if table.get("due") == _TODAY:
            table["due"] = today
        for key_result in table.get("key_results", ()):
            if span is not None and span.start < today <= span.end:
                key_result.setdefault("first_day", today)
    return data


def _span(table: Mapping[str, Any], today: date, first_month: int) -> periods.Period | None:
    """Return the period of a cycle such as `this quarter` or `next year`; none for one with days of its own."""
    which, _, length = str(table.get("name", "")).partition(" ")
    frequency = _SPANS.get(length)
    if frequency is None or which not in ("this", "next"):
        return None
    span = fiscal_period(today, frequency, first_month)
    late = (span.end - today).days < _LEAST_DAYS
    for _ in range((which == "next") + late):
        span = fiscal_after(span, frequency, first_month)
    return span
