"""The man page: the pages of the manual for a shell, in roff. It is made when the wheel is built."""

import re
from collections.abc import Iterator, Mapping

from goaltui import __version__
from goaltui.manual.blocks import Block, BlockKind, blocks
from goaltui.manual.pages import LANGUAGE, pages
from goaltui.model.quick_dataclass import dataclass

LEFT_OUT = frozenset({"keys", "screen", "speed", "checks", "changes", "guide"})
"""Pages of the screen and of figures; `goaltui help` shows them."""


@dataclass(frozen=True, slots=True)
class _AroundThePages:
    """The parts of a man page around the pages of the manual."""

    kind: str
    name: str
    what: str
    usage: str
    description: str
    screen: str
    also: str
    manual: str


_TOLD: Mapping[str, _AroundThePages] = {
    LANGUAGE: _AroundThePages(
        "User Commands",
        "NAME",
        "objectives and key results and the balanced scorecard, in the terminal",
        "[\\fIOPTIONS\\fR] [\\fICOMMAND\\fR [\\fIARGUMENTS\\fR]]",
        "DESCRIPTION",
        "Without a command the screen opens; F1 there shows this manual and more.",
        "SEE ALSO",
        "\\fBgoaltui help\\fR lists all pages of the manual.",
    ),
    "sv": _AroundThePages(
        "Användarkommandon",
        "NAMN",
        "mål och nyckelresultat och det balanserade styrkortet, i terminalen",
        "[\\fIVÄLJARE\\fR] [\\fIKOMMANDO\\fR [\\fIARGUMENT\\fR]]",
        "BESKRIVNING",
        "Utan kommando öppnas skärmen. F1 där visar den här handboken och mer därtill.",
        "SE ÄVEN",
        "\\fBgoaltui help\\fR visar alla sidor i handboken.",
    ),
}

_BULLET = "\\(bu"
_SPAN = re.compile(r"(`[^`]+`|\*\*[^*]+\*\*|\*[^*\s][^*]*\*)")


def man_page(language: str = LANGUAGE) -> str:
    """Return the man page in a language."""
    return "\n".join(_lines(language)) + "\n"


def _lines(language: str) -> Iterator[str]:
    told = _TOLD[language]
    yield '.\\" -*- coding: utf-8 -*-'
    yield f'.TH GOALTUI 1 "" "goaltui {__version__}" "{told.kind}"'
    yield from (f".SH {told.name}", f"goaltui \\- {told.what}")
    yield from (".SH SYNOPSIS", ".B goaltui", told.usage)
    yield from (f".SH {told.description}", told.screen)
    for page in pages(language):
        if page.topic not in LEFT_OUT:
            for block in blocks(page.text):
                yield from _of_block(block)
    yield from (f".SH {told.also}", told.manual)


def _of_block(block: Block) -> Iterator[str]:
    if block.kind is BlockKind.HEADING:
        title = _escaped(block.text.replace("`", ""))
        yield f".SH {title.upper()}" if block.level == 1 else f".SS {title}"
    elif block.kind is BlockKind.CODE:
        yield from (".PP", ".nf", ".RS 4", *map(_escaped, block.text.splitlines()), ".RE", ".fi")
    elif block.kind is BlockKind.TABLE:
        for first, *others in block.rows[1:]:
            yield from (".TP", _text(first) or "\\&", _text(", ".join(filter(None, others))) or "\\&")
    elif block.kind is BlockKind.ITEM:
        marker = _BULLET if block.marker == "-" else block.marker
        yield from (f".IP {marker} 4", _text(block.text))
    else:
        yield from (".PP", _text(block.text))


def _text(text: str) -> str:
    """Return a line with its code and bold spans in bold."""
    pieces = _SPAN.split(text)
    told = [
        f"\\fB{_inside(piece.strip('`*'))}\\fR" if place % 2 else _inside(piece) for place, piece in enumerate(pieces)
    ]
    return _begun("".join(told))


def _escaped(line: str) -> str:
    return _begun(_inside(line))


def _inside(text: str) -> str:
    return (
        text.replace("\\", "\\e").replace("-", "\\-").replace("^", "\\(ha").replace("~", "\\(ti").replace("`", "\\(ga")
    )


def _begun(line: str) -> str:
    """Return a line that stays text where its beginning looks like a request of roff."""
    return f"\\&{line}" if line.startswith((".", "'")) else line
