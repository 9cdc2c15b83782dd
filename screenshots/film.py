"""The moving picture of the README: the program on its sample company, step after step, in one SVG."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

SIZE = (110, 34)
CAPTION_HEIGHT = 40
_VIEW_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_NAME = "terminal"


@dataclass(frozen=True, slots=True)
class Step:
    """What is pressed and typed, what is written below the picture then, and for how many seconds it stands."""

    keys: tuple[str, ...]
    line: str
    caption: str
    seconds: float


STEPS = (
    Step((), "", "Objectives and key results of the running quarter", 2.5),
    Step((*("down",) * 11, "c"), "2.1", "c   check in: type the value …", 2.0),
    Step((), " @6 new contract text works", "… with a confidence and a note; the line shows what will be", 3.0),
    Step(("enter",), "", "Enter   saved, and everything above it follows", 2.5),
    Step(("w",), "", "w   why a number is what it is", 3.0),
    Step(("escape", "3"), "", "3   the scorecard: four perspectives, scored and weighed", 3.0),
    Step(("4",), "", "4   the strategy map: what drives what", 3.0),
    Step(("2", "u"), "", "u   undo, whatever it was", 2.5),
)


def film(frames: Sequence[str], steps: Sequence[Step] = STEPS) -> str:
    """Put pictures on top of each other, each in sight for its seconds, and begin again after the last."""
    width, height = _size(frames[0])
    length = sum(step.seconds for step in steps)
    begun = 0.0
    styles, groups = [], []
    for number, (frame, step) in enumerate(zip(frames, steps, strict=True)):
        ended = begun + step.seconds
        styles.append(_style(number, begun / length * 100, ended / length * 100, length))
        groups.append(_group(number, frame, step.caption, height))
        begun = ended
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height + CAPTION_HEIGHT:g}">\n'
        f"<style>\n{''.join(styles)}</style>\n{''.join(groups)}</svg>\n"
    )


def _size(frame: str) -> tuple[float, float]:
    box = _VIEW_BOX.search(frame)
    assert box is not None
    return float(box[1]), float(box[2])


def _style(number: int, begun: float, ended: float, length: float) -> str:
    hidden, shown = "{visibility:hidden}", "{visibility:visible}"
    before = f"0%{hidden}" if begun else ""
    after = f"{ended:.3f}%{hidden}" if ended < 99.9 else ""
    return (
        f"@keyframes step{number}{{{before}{begun:.3f}%{shown}{after}100%{hidden if after else shown}}}\n"
        f".step{number}{{visibility:hidden;animation:step{number} {length:g}s step-end infinite}}\n"
    )


def _group(number: int, frame: str, caption: str, height: float) -> str:
    """A picture whose names are its own, with its caption."""
    inside = frame.partition(">")[2].rpartition("</svg>")[0].replace(_NAME, f"{_NAME}{number}")
    # The key stands apart from what it does.
    look = 'xml:space="preserve" font-family="sans-serif" font-size="20" fill="#3d7fd9"'
    text = f'<text x="16" y="{height + 26:g}" {look}>{escape(caption)}</text>'
    return f'<g class="step{number}">\n{inside}\n{text}\n</g>\n'
