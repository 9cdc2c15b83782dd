"""The man page: the pages of the manual for a shell, in roff. It is made when the wheel is built."""

import re
from collections.abc import Iterator

from goaltui import __version__
from goaltui.manual.blocks import Block, Kind, blocks
from goaltui.manual.pages import pages

LEFT_OUT = frozenset({"keys", "screen", "speed", "checks", "changes", "guide"})
"""Pages of the screen and of figures; `goaltui help` shows them."""

_BULLET = "\\(bu"
_SPAN = re.compile(r"(`[^`]+`|\*\*[^*]+\*\*|\*[^*\s][^*]*\*)")


def man_page() -> str:
    """Return the man page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield '.\\" -*- coding: utf-8 -*-'
    yield f'.TH GOALTUI 1 "" "goaltui {__version__}" "User Commands"'
    yield from (".SH NAME", "goaltui \\- objectives and key results and the balanced scorecard, in the terminal")
    yield from (".SH SYNOPSIS", ".B goaltui", "[\\fIOPTIONS\\fR] [\\fICOMMAND\\fR [\\fIARGUMENTS\\fR]]")
    yield from (".SH DESCRIPTION", "Without a command the screen opens; F1 there shows this manual and more.")
    for page in pages():
        if page.topic not in LEFT_OUT:
            for block in blocks(page.text):
                yield from _of_block(block)
    yield from (".SH SEE ALSO", "\\fBgoaltui help\\fR lists all pages of the manual.")


def _of_block(block: Block) -> Iterator[str]:
    if block.kind is Kind.HEADING:
        title = _escaped(block.text.replace("`", ""))
        yield f".SH {title.upper()}" if block.level == 1 else f".SS {title}"
    elif block.kind is Kind.CODE:
        yield from (".PP", ".nf", ".RS 4", *map(_escaped, block.text.splitlines()), ".RE", ".fi")
    elif block.kind is Kind.TABLE:
        for first, *others in block.rows[1:]:
            yield from (".TP", _text(first) or "\\&", _text(", ".join(filter(None, others))) or "\\&")
    elif block.kind is Kind.ITEM:
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
