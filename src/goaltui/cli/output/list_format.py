"""Forms of a list other than the table for eyes: fields between tabs for programs, a table in Markdown for papers."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, TypeAlias

from goaltui.cli import declared as typer
from goaltui.cli.output.console import Output, printable
from goaltui.cli.safe_stream import TAB
from goaltui.model.errors import WrongUsage
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import SOURCE, _, speak
from goaltui.model.text import clean_line
from goaltui.rules import dates, figures

Field: TypeAlias = "str | float | date | bool | InWords | None"
_FORMULAS = ("=", "+", "-", "@")
"""Signs at the beginning of a cell that make a spreadsheet take it for a formula."""


class InWords(NamedTuple):
    """A text as programs read it, and as people do."""

    read: str
    shown: str


class ListFormat(StrEnum):
    """The format of a list."""

    TABLE = "table"
    TSV = "tsv"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


class ListColumn(NamedTuple):
    """A column by its heading; for people shares of 1 are percents, and words of the program are in their language."""

    name: str
    is_share: bool = False
    is_word: bool = False


class ListRows(NamedTuple):
    """A list: a row has a field for each column."""

    columns: tuple[ListColumn, ...]
    rows: Sequence[Sequence[Field]]


Form = Annotated[
    str,
    typer.Option("--format", metavar="FORM", help="table, tsv, markdown, html or json, which is --json."),
]
"""The option of a command that lists."""


def list_format(form: str, out: Output) -> ListFormat:
    """Return how a list is asked for, by `--format` or `--json`; raises WrongUsage."""
    if form == ListFormat.TSV:
        # What a program reads never changes with the language of whoever runs it.
        speak(SOURCE)
    if not form:
        return ListFormat.JSON if out.as_json else ListFormat.TABLE
    if form not in set(ListFormat):
        from difflib import get_close_matches

        near = get_close_matches(form, list(ListFormat), 1) if form != "toml" else []
        hint = _("did you mean {near}?", near=near[0]) if near else _("it can be {known}.", known=", ".join(ListFormat))
        raise WrongUsage(_("--format is '{word}'; {hint}", word=clean_line(form), hint=hint))
    if out.as_json and form != ListFormat.JSON:
        raise WrongUsage(_("--json and --format {form} exclude each other; give one of them.", form=form))
    return ListFormat(form)


def written(form: ListFormat, found: ListRows, name: str, workspace: str) -> Iterator[str]:
    """Return the lines of a list as TSV, Markdown or a page of HTML, the headings first; above such a page stand the
    `name` of the list and the `workspace`.
    """
    if form is ListFormat.HTML:
        from goaltui.formats.html import page_of, titled
        from goaltui.formats.markdown import escaped

        text = "\n".join((f"# {escaped(titled(name, workspace))}", "", *_markdown(found)))
        return iter(page_of(text, name, workspace).splitlines())
    return _tsv(found) if form is ListFormat.TSV else _markdown(found)


def _tsv(found: ListRows) -> Iterator[str]:
    yield TAB.join(column.name for column in found.columns)
    for row in found.rows:
        yield TAB.join(_field(value) for value in row)


def _field(value: Field) -> str:
    """Return a field for a program: numbers with all their digits, days as YYYY-MM-DD, empty for an absent one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, InWords):
        return _field(value.read)
    if isinstance(value, str):
        text = printable(value).replace(TAB, " ")
        return f"'{text}" if text.startswith(_FORMULAS) else text
    return figures.exact(value)


def _markdown(found: ListRows) -> Iterator[str]:
    """Yield a table without empty columns."""
    # Imported here because no other form needs what it takes for markup.
    from goaltui.formats.markdown import escaped

    kept = [place for place in range(len(found.columns)) if any(_is_there(row[place]) for row in found.rows)]
    columns = [found.columns[place] for place in kept]
    if not columns:
        return
    yield _row(_(column.name) for column in columns)
    yield _row("---" for _ in columns)
    for row in found.rows:
        yield _row(_cell(row[place], found.columns[place], escaped) for place in kept)


def _is_there(value: Field) -> bool:
    told = value.shown if isinstance(value, InWords) else value
    return told is not None and told != ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: Field, column: ListColumn, escaped: Callable[[str], str]) -> str:
    """Return a field for a person: as the screen writes numbers, days and words, with the year of every day, since a
    paper is read in another one too."""
    if value is None or value == "":
        return ""
    if isinstance(value, InWords):
        return escaped(value.shown)
    if isinstance(value, str):
        return _(value.replace("_", " ")) if column.is_word else escaped(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return dates.moment(value)
    if isinstance(value, date):
        return dates.day(value)
    return figures.percent(value) if column.is_share else figures.number(value)
