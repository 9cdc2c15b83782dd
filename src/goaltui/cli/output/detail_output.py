"""One thing as lines of text and as JSON."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING

from goaltui.cli.output.console import Json, Output, Ref, printable
from goaltui.model.enums import EntityKind
from goaltui.model.quick.lazy_module import lazy_module
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.refs import encode
from goaltui.services.core import formatting
from goaltui.services.core.rows.detail import CheckInRow, Detail

if TYPE_CHECKING:
    from goaltui.cli.output import json_output
    from goaltui.services.forms.structure_rows import StructureRow
else:
    # Lines for eyes need nothing of JSON.
    json_output = lazy_module("goaltui.cli.output.json_output")

_INDENT = "  "


@dataclass(frozen=True, slots=True)
class Shown:
    """A thing to be shown: its detail, its fields as (label, name, text, words) as forms have them, where words are
    the text in the reader's language; its parts, and its row where a view has one.
    """

    detail: Detail
    fields: tuple[tuple[str, str, str, str], ...]
    parts: "tuple[StructureRow, ...]"
    row: "json_output.Row | None"


def lines(shown: Shown, today: date, out: Output, ref: Ref) -> Iterator[str]:
    """Yield the thing in paragraphs: its title, facts, reasons, values and parts."""
    detail = shown.detail
    yield out.styled(printable(detail.title), "bold")
    yield out.styled(printable(f"{ref(detail.id)} · {detail.subtitle}"), "dim")
    facts = [(fact.label, fact.text) for fact in detail.facts] or [
        (label, words) for label, _name, _text, words in shown.fields
    ]
    for label, text in facts:
        yield f"{_INDENT}{printable(label)}: {printable(' '.join(text.split())) or formatting.NOTHING}"
    if detail.why:
        yield out.styled(_("Why"), "bold")
        yield from (
            f"{_INDENT * (line.depth + 1)}{printable(line.label)}: {printable(line.text)}" for line in detail.why
        )
    if detail.check_ins:
        yield out.styled(_("Check-ins"), "bold")
        refs = [_short(part.id, ref) for part in shown.parts if part.kind is EntityKind.CHECK_IN]
        for row, short in zip_longest(detail.check_ins, refs[: len(detail.check_ins)], fillvalue=""):
            if isinstance(row, CheckInRow):
                yield f"{_INDENT}{out.styled(short, 'dim')}  {_check_in(row, detail.unit, today)}"
    others = [part for part in shown.parts if part.kind is not EntityKind.CHECK_IN]
    if others:
        yield out.styled(_("What belongs to it"), "bold")
        yield from (_INDENT + _part(part, ref, out) for part in others)


def _check_in(row: CheckInRow, unit: str, today: date) -> str:
    value = formatting.NOTHING if row.value is None else formatting.number(row.value, unit)
    sure = f"@{row.confidence}" if row.confidence is not None else ""
    marks = (
        f"{'~' if row.estimate else ''}{value}",
        sure,
        f"!{row.status}" if row.status else "",
        row.author,
        row.note,
    )
    day = formatting.day(row.date, today)
    return "  ".join(printable(" ".join(piece.split())) for piece in (day, *marks) if piece)


def _part(part: "StructureRow", ref: Ref, out: Output) -> str:
    context = f"  {printable(part.context)}" if part.context else ""
    return f"{out.styled(_short(part.id, ref), 'dim')}  {part.kind.word}  {printable(part.title)}{context}"


def _short(identity: str, ref: Ref) -> str:
    """Return a ref long enough for a part; parts are many more than the things that they hang on."""
    return max(encode(identity, 8), ref(identity), key=len)


def as_json(shown: Shown, as_of: date, forecasts: Mapping[str, float], ref: Ref) -> Json:
    """Return the thing as data: `fields` as goaltui set takes them, `item` as the tree or the scorecard has it."""
    detail = shown.detail
    return {
        **json_output.headed(detail, as_of, ref),
        "subtitle": detail.subtitle,
        "fields": {name: text for _label, name, text, _words in shown.fields},
        "facts": [{"label": line.label, "text": line.text} for line in detail.facts],
        "why": json_output.explained(detail),
        "check_ins": [
            {
                "date": row.date.isoformat(),
                "value": row.value,
                "estimate": row.estimate,
                "confidence": row.confidence,
                "status": row.status,
                "note": row.note,
                "author": row.author,
            }
            for row in detail.check_ins
        ],
        "parts": [
            {
                "ref": _short(part.id, ref),
                "id": part.id,
                "kind": part.kind.value,
                "title": part.title,
                "context": part.context,
            }
            for part in shown.parts
        ],
        "item": None if shown.row is None else json_output.row(shown.row, forecasts, ref),
    }
