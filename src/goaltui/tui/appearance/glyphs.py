"""The marks that stand beside words, all one cell wide, in a set for every terminal and one of ASCII alone."""

from collections.abc import Mapping

from goaltui.model.enums import Band, Status
from goaltui.model.plain_signs import CELL_FOR_CELL
from goaltui.model.quick_dataclass import dataclass
from goaltui.services.core.status_symbols import BAND_MARK, BAND_MARK_ASCII, STATUS_MARK, STATUS_MARK_ASCII


@dataclass(frozen=True, slots=True)
class Glyphs:
    """`spark` runs from the lowest to the highest level; `filled`, `half` and `unfilled` make a bar."""

    status: Mapping[Status, str]
    band: Mapping[Band, str]
    nothing: str
    opened: str
    closed: str
    filled: str
    half: str
    unfilled: str
    today: str
    target: str
    dot: str
    up: str
    level: str
    down: str
    spark: str
    cursor: str
    block: str
    prompt: str
    tick: str
    marked: str
    key: str
    spelling: Mapping[int, str] | None = None
    """Stand-ins for the signs of frames, cell for cell; signs within words may take more."""


UNICODE = Glyphs(
    status=STATUS_MARK,
    band=BAND_MARK,
    nothing="–",
    opened="▾",
    closed="▸",
    filled="━",
    half="╸",
    unfilled="─",
    today="┃",
    target="│",
    dot="·",
    up="▲",
    level="▸",
    down="▼",
    spark="▁▂▃▄▅▆▇█",
    cursor="▌",
    block="■",
    prompt="›",
    tick="✓",
    marked="◆",
    key="★",
)

ASCII = Glyphs(
    status=STATUS_MARK_ASCII,
    band=BAND_MARK_ASCII,
    nothing="-",
    opened="v",
    closed=">",
    filled="=",
    half="=",
    unfilled="-",
    today="|",
    target=":",
    dot=".",
    up="^",
    level=">",
    down="v",
    spark="_.-=*#",
    cursor=">",
    block="#",
    prompt=">",
    tick="x",
    marked="+",
    key="*",
    spelling=CELL_FOR_CELL,
)
