"""The manual in the shell: a page, or the options of a command."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Annotated, Any

import typer

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
    elif (command := _command(ctx, words)) is not None and "-".join(words) not in TOPICS:
        _show_options(command, session.out)
    elif topic := topic_of(" ".join(words), spoken()):
        _show(page(topic, spoken()), session.out, also=command is not None)
    elif found := search(pages(spoken()), " ".join(words)):
        _list_found(found, session.out)
    elif found := nearest(pages(spoken()), " ".join(words)):
        session.out.say(_("No passage has all of these words; these have most of them."))
        _list_found(found, session.out)
    else:
        raise WrongUsage(_unknown(ctx, " ".join(words)[:_LONGEST]))


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


def _show_options(command: typer.Context, out: Output) -> None:
    if out.as_json:
        out.json({"format": FORMAT, "command": command.command_path, "text": command.get_help()})
        return
    kept = kept_help((*command.command_path.split()[1:], "--help"))
    for line in (kept or command.get_help()).splitlines():
        out.line(line)


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


def _command(ctx: typer.Context, words: Sequence[str]) -> Any:
    """Return the context of a command by the words that it is typed with; None where there is none."""
    found: Any = ctx.parent
    for word in words:
        group = found.command
        command = getattr(group, "commands", {}).get(word)
        if command is None:
            return None
        found = type(found)(command, parent=found, info_name=word)
    return found


def _unknown(ctx: typer.Context, words: str) -> str:
    commands = getattr(ctx.parent and ctx.parent.command, "commands", {})
    near = get_close_matches(words, [*TOPICS, *commands], 1)
    hint = _("did you mean '{near}'?", near=near[0]) if near else _("goaltui help lists the topics.")
    return _("There is no topic or command '{words}'; {hint}", words=words, hint=hint)
