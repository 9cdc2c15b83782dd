"""The manual in the shell: a page, or the options of a command."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Annotated

from goaltui.cli import declared as typer
from goaltui.cli.command_table import COMMANDS, GROUPS
from goaltui.cli.help_texts import kept_help
from goaltui.cli.output import table
from goaltui.cli.output.console import FORMAT, Output
from goaltui.cli.output.manual_text import page_lines
from goaltui.cli.output.status_cells import StyledText
from goaltui.cli.output.table import Column
from goaltui.cli.session import Session
from goaltui.manual.pages import TOPICS, Page, page, pages, topic_of
from goaltui.manual.search import Hit, nearest, search
from goaltui.model.errors import WrongUsage
from goaltui.model.quick.translation import N_, _, spoken

_COLUMNS = (Column(N_("topic")), Column(N_("about"), gives_way=True))
_FOUND = (Column(N_("topic")), Column(N_("heading")), Column(N_("passage"), gives_way=True))
_PAGER = ("less", "-FRX")
_LONGEST = 60


def show_help(
    ctx: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(metavar="[TOPIC|COMMAND]", help="Default: all topics.")] = None,
) -> None:
    """Show a page of the manual, the options of a command, or where words are: goaltui help check-in."""
    session: Session = ctx.obj
    if not words:
        _list_topics(session.out)
    elif _is_command(words) and "-".join(words) not in TOPICS:
        _show_options(words, session.out)
    elif topic := topic_of(" ".join(words), spoken()):
        _show(page(topic, spoken()), session.out, also=_is_command(words))
    elif found := search(pages(spoken()), " ".join(words)):
        _list_found(found, session.out)
    elif found := nearest(pages(spoken()), " ".join(words)):
        session.out.say(_("No passage has all of these words; these have most of them."))
        _list_found(found, session.out)
    else:
        raise WrongUsage(_unknown(" ".join(words)[:_LONGEST]))


def _list_topics(out: Output) -> None:
    if out.as_json:
        listed = [{"topic": read.topic, "title": read.title, "summary": read.summary} for read in pages(spoken())]
        out.json({"format": FORMAT, "topics": listed})
        return
    rows = [[StyledText(read.topic, "bold"), StyledText(read.summary.replace("`", ""))] for read in pages(spoken())]
    for line in table.lines(_COLUMNS, rows, out):
        out.line(line)
    out.say(
        _("goaltui help TOPIC shows a page, goaltui help COMMAND the options of a command; F1 shows all on the screen.")
    )


def _list_found(found: Sequence[Hit], out: Output) -> None:
    """Say in which pages words stand that are no topic."""
    if out.as_json:
        listed = [{"topic": hit.topic, "heading": hit.heading, "line": hit.line or None} for hit in found]
        out.json({"format": FORMAT, "found": listed})
        return
    rows = [[StyledText(hit.topic, "bold"), StyledText(hit.heading), StyledText(hit.line)] for hit in found]
    for line in table.lines(_FOUND, rows, out):
        out.line(line)


def _show_options(words: Sequence[str], out: Output) -> None:
    text = kept_help((*words, "--help")) or _by_typer(words)
    if out.as_json:
        out.json({"format": FORMAT, "command": " ".join(("goaltui", *words)), "text": text})
        return
    out.lines(text.splitlines())


def _by_typer(words: Sequence[str]) -> str:
    """Return the help of a command in lines for a narrow terminal."""
    from goaltui.cli.app import help_of

    return help_of(words)


def _show(shown: Page, out: Output, *, also: bool) -> None:
    if out.as_json:
        out.json({"format": FORMAT, "topic": shown.topic, "title": shown.title, "text": shown.text})
        return
    lines = list(page_lines(shown.text, out))
    if also:
        lines += ["", _("goaltui {topic} --help lists the options of the command.", topic=shown.topic)]
    if not _paged(lines, out):
        for line in lines:
            out.line(line)


def _paged(lines: Sequence[str], out: Output) -> bool:
    """Show the lines in a pager, on a terminal that they do not fit; return whether that was done."""
    if out.columns is None or not out.color or len(lines) < shutil.get_terminal_size().lines:
        return False
    wanted = shlex.split(os.environ.get("PAGER", "")) or list(_PAGER)
    if shutil.which(wanted[0]) is None:
        return False
    out.data.flush()
    text = "".join(f"{out.data.painted(line)}\n" for line in lines)
    environment = {**os.environ, "LESS": os.environ.get("LESS", "FRX"), "LESSCHARSET": "utf-8"}
    subprocess.run(wanted, input=text.encode(), env=environment, check=False)
    return True


def _is_command(words: Sequence[str]) -> bool:
    """Return whether a command or a group of commands is typed with these words."""
    match words:
        case [name]:
            return name in COMMANDS or name in GROUPS
        case [group, name]:
            return name in GROUPS.get(group, ())
    return False


def _unknown(words: str) -> str:
    near = get_close_matches(words, [*TOPICS, *COMMANDS, *GROUPS], 1)
    hint = _("did you mean '{near}'?", near=near[0]) if near else _("goaltui help lists the topics.")
    return _("There is no topic or command '{words}'; {hint}", words=words, hint=hint)
