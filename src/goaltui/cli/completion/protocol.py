"""The protocol of completions: the questions and answers of Typer's scripts for bash, zsh and fish."""

import shlex
from collections.abc import Mapping, Sequence

from goaltui.cli.safe_stream import TAB
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.text import clean_line

VARIABLE = "_GOALTUI_COMPLETE"
_SHELLS = ("bash", "zsh", "fish")
_BREAKS = (":", "=")
"""Signs at which bash breaks a word, so that it takes only the rest as the word to complete."""

_TOLD = 60
_HARMLESS = frozenset(" .,%-/+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A completion of a word, with its meaning."""

    value: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class CompletionRequest:
    """The words before the one that is typed, without the program, and what of it is typed; `quoted` where it began
    with a quotation mark; `checks` where fish only asks whether there is anything."""

    shell: str
    words: tuple[str, ...]
    typed: str
    quoted: bool = False
    checks: bool = False


def asked(environment: Mapping[str, str]) -> CompletionRequest | None:
    """Return what a shell asks; None where it asks for something else, as its script."""
    shell = environment.get(VARIABLE, "").removeprefix("complete_")
    if shell not in _SHELLS or not environment[VARIABLE].startswith("complete_"):
        return None
    if shell == "bash":
        return _by_bash(environment)
    text = environment.get("_TYPER_COMPLETE_ARGS", "")
    words = _split(text)[1:]
    typed = "" if text.endswith(" ") or not words else words.pop()
    quoted = text.rstrip().split(" ")[-1][:1] in ("'", '"')
    checks = shell == "fish" and environment.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args"
    return CompletionRequest(shell, tuple(words), typed, quoted, checks)


def answered(question: CompletionRequest, found: Sequence[Candidate]) -> str:
    """Return the text that a shell takes for these candidates."""
    if question.shell == "bash":
        return "\n".join(_for_bash(question, item) for item in found)
    if question.shell == "fish":
        return "\n".join(f"{item.value}{TAB}{_line(item.help)}" if item.help else item.value for item in found)
    if not found:
        return "_files"
    told = "\n".join(_for_zsh(item) for item in found if _is_harmless(item.value))
    return f"_arguments '*: :(({told}))'"


def _by_bash(environment: Mapping[str, str]) -> CompletionRequest:
    raw = _split(environment.get("COMP_WORDS", ""))
    place = environment.get("COMP_CWORD", "")
    number = int(place) if place.isdigit() else len(raw)
    words = raw[1 : number + 1] + ([""] if number >= len(raw) else [])
    joined: list[str] = []
    for word in words:
        glued = joined and (word in _BREAKS or joined[-1].endswith(_BREAKS)) and not joined[-1].startswith("--")
        if glued:
            joined[-1] += word
        elif word == "=" and joined:
            # An option and its value are two words to everybody else.
            continue
        else:
            joined.append(word)
    typed = joined.pop() if joined else ""
    last = environment.get("COMP_WORDS", "").split("\n")
    quoted = number < len(last) and last[number][:1] in ("'", '"')
    return CompletionRequest("bash", tuple(joined), typed, quoted)


def _split(text: str) -> list[str]:
    """Return the words of a line that is not finished: a quotation mark may be open, a backslash the last sign."""
    lexer = shlex.shlex(text, posix=True)
    lexer.whitespace_split = True
    lexer.commenters = ""
    found: list[str] = []
    try:
        found.extend(lexer)
    except ValueError:
        found.append(lexer.token)
    return found


def _for_bash(question: CompletionRequest, item: Candidate) -> str:
    typed = question.typed
    cut = max((typed.rfind(sign) for sign in _BREAKS), default=-1) + 1
    value = item.value[cut:] if item.value.casefold().startswith(typed[:cut].casefold()) else item.value
    return value if question.quoted else _escaped(value)


def _escaped(value: str) -> str:
    """Return a word as bash reads it; letters and digits of any script need nothing."""
    return "".join(sign if sign.isalnum() or sign in "-_.,:=@%/+" else f"\\{sign}" for sign in value)


def _for_zsh(item: Candidate) -> str:
    value = item.value.replace(":", "\\\\:")
    told = "".join(sign for sign in _line(item.help) if _is_harmless(sign)).strip()
    return f'"{value}":"{told}"' if told else f'"{value}"'


def _is_harmless(text: str) -> bool:
    """Return whether nothing of a text means anything to a shell that evaluates it."""
    return all(sign.isalnum() or sign in _HARMLESS or sign in "_:=@" for sign in text)


def _line(text: str) -> str:
    return clean_line(text[:_TOLD])
