"""ASCII for signs that a terminal may lack, the same on the screen and in the shell."""

_SAME_WIDTH = {
    "-": "–—−─━╌┄┅┈┉═╴╶╸╺▔",
    "|": "│┃║╎┆┊▌▎▏▕▐█▊",
    "+": "╭╮╰╯┌┐└┘├┤┬┴┼╞╡╪┏┓┗┛",
    " ": "▁▂▃▄▅▆▇",
    "<": "‹",
    ">": "›▸",
    "^": "↑▲",
    "v": "↓▾▼",
    "*": "●•★",
    "~": "…◐≈",
    "o": "○",
    "?": "◌",
    "#": "■",
    "x": "×✓",
    ".": "·",
    "2": "²",
    "3": "³",
    '"': "“”«»",
    "'": "‘’",
}
CELL_FOR_CELL = {ord(sign): plain for plain, signs in _SAME_WIDTH.items() for sign in signs}
"""Signs whose place one character takes."""

LONGER = {"≥": ">=", "≤": "<=", "→": "->", "←": "<-", "±": "+-", "⅓": "1/3", "⅔": "2/3", "∞": "inf"}
"""Signs of one cell that nothing of one cell stands for without meaning something else."""

_ALL = CELL_FOR_CELL | {ord(sign): plain for sign, plain in LONGER.items()}


def plain(text: str) -> str:
    """Return a text with ASCII in place of the signs that the program writes; letters stay what they are."""
    return text if text.isascii() else text.translate(_ALL)
