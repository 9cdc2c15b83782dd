"""The line that is being typed: its words as the shell would take them, of which the last may lack its end."""

from goaltui.model.quick_dataclass import dataclass

_BARE = ""
_SINGLE = "'"
_DOUBLE = '"'
_ESCAPED_IN: dict[bool, dict[str, str]] = {
    False: {_DOUBLE: '$`"\\', _SINGLE: ""},
    True: {_DOUBLE: '$"\\', _SINGLE: "'\\"},
}
"""The signs that a backslash escapes between quotation marks; first those of bash and zsh, then those of fish."""

_BEFORE = "@"
"""Where bash breaks a word before the sign, not after it."""


@dataclass(frozen=True, slots=True)
class UnfinishedLine:
    """The whole words of a line, what is typed of the next one, and the quotation mark that is open in it.

    `broken` is where the part of the typed word begins that bash completes: behind a sign at which it breaks words.
    """

    words: tuple[str, ...]
    typed: str
    quote: str
    broken: int


def unfinished(text: str, *, breaks: str = "", fish: bool = False) -> UnfinishedLine:
    """Return a line without its quotation marks and backslashes."""
    words: list[str] = []
    word: str | None = None
    quote, signs, broken = _BARE, iter(text), 0
    for sign in signs:
        if quote:
            if sign == quote:
                quote = _BARE
            elif sign == "\\":
                word = (word or "") + _escaped(next(signs, ""), _ESCAPED_IN[fish][quote])
            else:
                word = (word or "") + sign
        elif sign in (_SINGLE, _DOUBLE):
            quote, word = sign, word or ""
        elif sign == "\\":
            word = (word or "") + next(signs, "")
        elif sign.isspace():
            words += [] if word is None else [word]
            word, broken = None, 0
        else:
            word = (word or "") + sign
            if sign in breaks:
                broken = len(word) - (sign in _BEFORE)
    return UnfinishedLine(tuple(words), word or "", quote, broken)


def _escaped(sign: str, escapable: str) -> str:
    return sign if sign and sign in escapable else f"\\{sign}"
