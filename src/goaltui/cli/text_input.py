"""Text input from files, pipes and editors: read as UTF-8 or refused, and confirmed where it deletes."""

import codecs
import sys
from collections.abc import Callable
from pathlib import Path

from goaltui.cli.output.console import Output
from goaltui.config.small_files import read_given, read_whole
from goaltui.config.typed_paths import typed_path
from goaltui.model.errors import Doubtful, Refused, WouldDelete, WouldRejudge
from goaltui.model.quick.os_reasons import reason_of
from goaltui.model.quick.translation import N_, _
from goaltui.services.core.rows.outcome import Outcome

_TOML = N_("a TOML file")
_SHEETS = (".csv", ".tsv", ".xls", ".xlsx", ".ods")
_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def utf_8(content: bytes, name: str) -> str:
    """Return the text; raises Refused for bytes that are no UTF-8, which are never repaired."""
    if content.startswith(_MARKS):
        raise Refused(
            _("{name} is not UTF-8 text but UTF-16 or UTF-32; save it as UTF-8. Nothing was written.", name=name)
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Refused(
            _(
                "{name}:{line}: this is not UTF-8 text (byte {start}); save it as UTF-8. Nothing was written.",
                name=name,
                line=line,
                start=error.start + 1,
            )
        ) from error


def read_text(file: str, seconds: float, what: str = _TOML) -> tuple[str, str]:
    """Return the text with its name, of a pipe where it begins within so many seconds; raises Refused."""
    path = Path("stdin") if file == "-" else typed_path(file)
    try:
        content = read_whole(sys.stdin.buffer, path) if file == "-" else read_given(path, seconds)
    except OSError as error:
        raise Refused(
            _("{path} cannot be read ({reason}); name {what}.", path=path, reason=reason_of(error), what=_(what))
        ) from error
    if path.suffix.casefold() in _SHEETS and what == _TOML:
        raise Refused(
            _(
                "{path} is a spreadsheet, not TOML; values come in by goaltui checkin --file FILE, a line each with a "
                "ref, a tab and the value.",
                path=path,
            )
        )
    return utf_8(content, str(path)), str(path)


def insisted(
    write: Callable[[bool, bool, bool], Outcome],
    out: Output,
    *,
    delete: bool,
    yes: bool,
    surprising: bool | None = None,
) -> Outcome:
    """Return the outcome of writing a text, which is told whether to `delete`, whether to judge anew, and whether
    `surprising` values are meant. What no option says is asked at a terminal; raises Refused where it is not confirmed.
    """
    surprising = yes if surprising is None else surprising
    try:
        return write(delete, yes, surprising)
    except WouldDelete as error:
        if delete or not asked(str(error), _("Delete it? [y/N] "), out, otherwise=False):
            raise Refused(_("{error} --delete deletes it.", error=error)) from error
        return insisted(write, out, delete=True, yes=yes, surprising=surprising)
    except WouldRejudge as error:
        if yes or not asked(str(error), _("Re-score it? [y/N] "), out, otherwise=False):
            raise Refused(_("{error} --yes allows it.", error=error)) from error
        return insisted(write, out, delete=delete, yes=True, surprising=surprising)
    except Doubtful as error:
        if surprising or not asked(str(error), _("Write them anyway? [y/N] "), out, otherwise=False):
            raise Refused(_("{error} --yes allows it.", error=error)) from error
        return insisted(write, out, delete=delete, yes=yes, surprising=True)


def asked(sentence: str, question: str, out: Output, *, otherwise: bool) -> bool:
    """Return the answer given at a terminal, or `otherwise`; False where there is nobody to ask."""
    if not sys.stdin.isatty():
        return False
    out.say(sentence)
    out.words.write(question)
    out.words.flush()
    answer = sys.stdin.readline()
    said = answer.strip().casefold()
    return bool(answer) and (otherwise if not said else said in ("y", "yes", "j", "ja"))
