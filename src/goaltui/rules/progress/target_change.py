"""The decision that is recorded where a target moves in mid-cycle: its text, and how a remark is recognised as one."""

from goaltui.model.enums import RemarkKind
from goaltui.model.quick.translation import _
from goaltui.model.records import RemarkRecord

_BEGINNINGS = ("Target moved from", "Målvärdet flyttades från")
"""The beginning of the text in each language: it is kept as it was written, whatever the reader speaks."""


def move_told(before: str, after: str, why: str) -> str:
    """Return the text of the decision."""
    return _("Target moved from {before} to {after}: {why}", before=before, after=after, why=why)


def tells_of_a_move(remark: RemarkRecord) -> bool:
    """Return whether a remark is such a decision."""
    return remark.kind == RemarkKind.DECISION and remark.text.startswith(_BEGINNINGS)
