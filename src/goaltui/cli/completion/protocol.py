"""The protocol of completions: the questions of the scripts for bash, zsh and fish, and the answers that each takes."""

from collections.abc import Mapping, Sequence

from goaltui.cli.completion.unfinished import unfinished
from goaltui.cli.safe_stream import TAB
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.text import clean_line

VARIABLE = "_GOALTUI_COMPLETE"
_LINE = "_GOALTUI_LINE"
_SHELLS = ("bash", "zsh", "fish")
_BREAKS = ":=@"
"""Signs at which bash breaks a word, so that it takes only the rest as the word to complete."""

_AMID = ":="
"""Those of them that stand within a word."""

_LISTS = "63"
"""What bash calls a Tab that shows the candidates and types nothing: the code of a question mark."""

_FEW = 20
"""As many candidates as bash is told the meaning of, each on a line of its own; more stand side by side without."""

_TOLD = 60
_HARMLESS = frozenset("_-.,/%+@")
"""Signs that mean nothing to a shell, beside letters and digits."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A completion of a word, with its meaning."""

    value: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class CompletionRequest:
    """The words before the one that is typed, without the program, and what of it is typed.

    `front` is an option in front of its value in one word, `kept` the part of the word that bash leaves alone, `quote`
    the quotation mark that is open. `checks` is whether fish only asks if there is anything, `lists` whether bash only
    shows what there is.
    """

    shell: str
    words: tuple[str, ...]
    typed: str
    front: str = ""
    kept: str = ""
    quote: str = ""
    checks: bool = False
    lists: bool = False


def asked(environment: Mapping[str, str]) -> CompletionRequest | None:
    """Return what a shell asks; None where it asks for something else, as its script."""
    shell = environment.get(VARIABLE, "").removeprefix("complete_")
    if shell not in _SHELLS or not environment[VARIABLE].startswith("complete_"):
        return None
    bash = shell == "bash"
    text = _line_of_bash(environment) if bash else environment.get("_TYPER_COMPLETE_ARGS", "")
    breaks = environment.get("COMP_WORDBREAKS", _BREAKS) if bash else ""
    line = unfinished(text, breaks="".join(set(breaks) & set(_BREAKS)), fish=shell == "fish")
    words, typed, front = line.words[1:], line.typed, ""
    if typed.startswith("--") and "=" in typed:
        option, _, typed = typed.partition("=")
        words, front = (*words, option), f"{option}="
    return CompletionRequest(
        shell,
        words,
        typed,
        front,
        kept=line.typed[: line.broken],
        quote=line.quote,
        checks=shell == "fish" and environment.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args",
        lists=bash and environment.get("COMP_TYPE") == _LISTS,
    )


def answered(question: CompletionRequest, found: Sequence[Candidate]) -> str:
    """Return the text that a shell takes for these candidates."""
    if question.shell == "bash":
        return "\n".join(_for_bash(question, found))
    if question.shell == "fish":
        return "\n".join(f"{question.front}{item.value}{_told(TAB, item)}" for item in found)
    return _for_zsh(question, found) if found else "_files"


def _line_of_bash(environment: Mapping[str, str]) -> str:
    """Return the line up to the cursor; of the pieces in which an earlier script sends it, as far as they tell."""
    if _LINE in environment:
        return environment[_LINE]
    place = environment.get("COMP_CWORD", "")
    pieces = environment.get("COMP_WORDS", "").split("\n")
    number = int(place) if place.isdigit() else len(pieces)
    text = ""
    for piece in [*pieces, ""][: number + 1]:
        glued = piece and (text.endswith(tuple(_BREAKS)) or not piece.strip(_AMID))
        text += piece if glued or not text else f" {piece}"
    return text


def _for_bash(question: CompletionRequest, found: Sequence[Candidate]) -> list[str]:
    number, kept = len(question.kept), question.kept.casefold()
    whole = [Candidate(f"{question.front}{item.value}", item.help) for item in found]
    fitting = [Candidate(item.value[number:], item.help) for item in whole if item.value[:number].casefold() == kept]
    if question.lists and 1 < len(fitting) <= _FEW:
        wide = min(_TOLD, max(len(item.value) for item in fitting))
        return [f"{item.value:{wide}}{_told('  -- ', item)}" for item in fitting]
    return [_quoted(item.value, question.quote) for item in fitting]


def _quoted(value: str, quote: str) -> str:
    """Return a word as bash reads it where it stands: bare, or behind a quotation mark that is open."""
    if quote == "'":
        return value.replace("'", "'\\''")
    if quote == '"':
        escaped = "".join(f"\\{sign}" if sign in '$`"\\' else sign for sign in value)
        # Nothing but leaving the quotation keeps bash from looking into its history.
        return escaped.replace("!", '"\\!"')
    return "".join(sign if _is_harmless(sign) or sign in _AMID else f"\\{sign}" for sign in value)


def _for_zsh(question: CompletionRequest, found: Sequence[Candidate]) -> str:
    """Return the commands that zsh runs to be told; nothing that a user wrote stands in them as it is.

    Zsh takes what begins with the typed word by itself. What does not, such as a ref for a word of a title, replaces
    the word: the only one at once, several as a menu.
    """
    begun = all(item.value.startswith(question.typed) for item in found)
    lines = ["local -a goaltui_found;"]
    for ends, options in ((False, ""), (True, " -S ''")):
        group = [item for item in found if item.value.endswith("=") is ends]
        if group:
            lines.append(f"goaltui_found=({' '.join(_described(question, item) for item in group)});")
            lines.append(f"_describe goaltui goaltui_found{'' if begun else ' -U'}{options};")
    if not begun and len(found) > 1:
        lines.append("compstate[insert]=menu;")
    return " ".join(lines)


def _described(question: CompletionRequest, item: Candidate) -> str:
    value = f"{question.front}{item.value}".replace("\\", "\\\\").replace(":", "\\:")
    text = f"{value}{_told(':', item)}"
    signs = (sign if _is_harmless(sign) else f"\\x{ord(sign):02x}" for sign in text)
    return f"$'{''.join(signs)}'"


def _is_harmless(sign: str) -> bool:
    return not sign.isascii() or sign.isalnum() or sign in _HARMLESS


def _told(between: str, item: Candidate) -> str:
    """Return what a candidate means, behind a sign; nothing where it needs no words."""
    if not item.help:
        return ""
    text = item.help if len(item.help) <= _TOLD else f"{item.help[: _TOLD - 1].rstrip()}…"
    return f"{between}{clean_line(text)}"
