"""The decision that is recorded where a target moves in mid-cycle: its text, and how a remark is recognised as one."""

import re
from functools import partial

from goaltui.model.enums import RemarkKind
from goaltui.model.quick.translation import N_, _, in_every_language
from goaltui.model.records import RemarkRecord

_MOVE = N_("Target moved from {before} to {after}: {why}")


def move_told(before: str, after: str, why: str) -> str:
    """Return the text of the decision."""
    return _(_MOVE, before=before, after=after, why=why)


def tells_of_a_move(remark: RemarkRecord) -> bool:
    """Return whether a remark is such a decision: its text is kept as it was written, whatever the reader speaks."""
    return remark.kind == RemarkKind.DECISION and any(map(partial(_is_told_as, remark.text), in_every_language(_MOVE)))


def _is_told_as(text: str, message: str) -> bool:
    words = (re.escape(piece) for piece in re.split(r"\{\w+\}", message))
    return re.fullmatch(".+".join(words).removesuffix(".+") + ".*", text, re.DOTALL) is not None
