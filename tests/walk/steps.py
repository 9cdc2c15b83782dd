"""What a random walk does: keys, texts, pastes, clicks and other sizes, the same for the same seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

_LETTERS = "123456789oaecCnKEmJIyLd/fSpsxrbvwhtiT!RuU?jkgG@^+-~[]=0,.lMNPWDHB"
"""All but q, which leaves."""
_NAMED = (
    *("enter", "escape", "tab", "shift+tab", "up", "down", "left", "right", "pageup", "pagedown", "home", "end"),
    *("space", "ctrl+p", "f1", "f2", "f3", "backspace", "delete", "ctrl+a", "ctrl+e", "ctrl+k", "ctrl+u", "ctrl+w"),
    *("shift+left", "shift+right", "ctrl+left", "ctrl+right", "ctrl+home", "ctrl+end"),
)
_OFTEN = ("enter", "escape", "down", "up", "tab", "1", "2", "3", "4", "5")
_TEXTS = (
    *(
        "12 went well",
        "42 @7 a note",
        "7",
        "-3",
        "1e308",
        "-1e308",
        "1,5",
        "50%",
        "nan",
        "inf",
        "@9",
        "!risk",
        "~x",
        "~",
    ),
    *("0001-01-01", "9999-12-31", "2026-02-30", "^monday", "^9999-12-31 5", "^0001-01-01 5", "in 9 weeks"),
    *("anna", "[red]", "[/", "[@click=app.bell]x", "日本語", "👨‍👩‍👧", "⚠️", "שלום", "/", "..", "/proc/x", "t" * 300),
    *("owner:anna", "status:risk", "name = is:mine", "title:", "@", "is:", "goal 1 red_flag 3", "a, b, c", "0", "O1"),
)
_PASTES = (
    *("one\ntwo\nthree", "12 went well\nbut Acme leaves in May\n", "a\x1b[31mb", "\x1b", "\n", "", "\t\t", "x" * 5000),
    *("a\r\nb", "\u2028", "\ud800".encode("utf-8", "replace").decode(), "0\x000", "[/]\n[/]"),
)
_SIZES = tuple(
    (width, height) for width in (1, 2, 10, 30, 49, 50, 60, 80, 100, 140, 200) for height in (1, 3, 14, 15, 24, 36, 50)
)


@dataclass(frozen=True, slots=True)
class Key:
    """A key by Textual's name, or a letter."""

    name: str


@dataclass(frozen=True, slots=True)
class Paste:
    """A text that comes at once."""

    text: str


@dataclass(frozen=True, slots=True)
class Click:
    """A press of the mouse, as parts of the width and the height, and how often; or the wheel turned."""

    across: float
    down: float
    times: int
    wheel: int


@dataclass(frozen=True, slots=True)
class Size:
    """Another size of the terminal."""

    columns: int
    lines: int


Step = Key | Paste | Click | Size


def steps(seed: int) -> Iterator[Step]:
    """Steps without end."""
    rng = random.Random(seed)
    while True:
        luck = rng.random()
        if luck < 0.02:
            yield Size(*rng.choice(_SIZES))
            if rng.random() < 0.7:
                # Most of the time on a size that shows something.
                yield Key(rng.choice(_OFTEN))
                yield Size(rng.choice((80, 100, 120, 160)), rng.choice((24, 30, 40)))
        elif luck < 0.04:
            yield Paste(rng.choice(_PASTES))
        elif luck < 0.10:
            yield Click(rng.random(), rng.random(), rng.choice((1, 1, 2, 3)), rng.choice((0, 0, 1, -1)))
        elif luck < 0.16:
            yield from map(Key, rng.choice(_TEXTS).replace("q", "k"))
        elif luck < 0.40:
            yield Key(rng.choice(_OFTEN))
        elif luck < 0.60:
            yield Key(rng.choice(_NAMED))
        else:
            yield Key(rng.choice(_LETTERS))
