"""Deletions by an import: the things of a workspace that the file does not have."""

from collections.abc import Mapping
from typing import Any

from goaltui.formats.toml.reader import Incoming
from goaltui.model.enums import EntityKind
from goaltui.rules.progress.target_change import tells_of_a_move

_ALWAYS = frozenset({EntityKind.OBJECTIVE, EntityKind.KEY_RESULT, EntityKind.MEASURE})
_SECTIONS: Mapping[EntityKind, str] = {
    EntityKind.CYCLE: "cycles",
    EntityKind.THEME: "themes",
    EntityKind.TEAM: "teams",
    EntityKind.PERSON: "people",
    EntityKind.INITIATIVE: "initiatives",
    EntityKind.LINK: "links",
    EntityKind.CHECK_SETTING: "checks",
}
_ABOVE: Mapping[EntityKind, str] = {EntityKind.TARGET: "measure", EntityKind.MILESTONE: "key_result"}


class Deletions:
    """The ids of the things that an import deletes, since the file does not have them.

    A list that is not in the file at all says nothing: notes, targets and milestones then stay as check-ins do. A file
    written by hand, which does not say what it `knows`, deletes no note, and of the things beside the goals only those
    whose list it has.
    """

    def __init__(self, known: Mapping[str, tuple[EntityKind, Any]], incoming: Incoming, *, knows: bool) -> None:
        self._known = known
        self._incoming = incoming
        self._knows = knows
        self._named = {draft.entity_id for draft in incoming.drafts} | incoming.mentioned

    def __contains__(self, identity: object) -> bool:
        if not isinstance(identity, str) or identity not in self._known or identity in self._named:
            return False
        return self._is_told_of(*self._known[identity])

    def _is_told_of(self, kind: EntityKind, record: Any) -> bool:
        """Return whether the file has the list in which a thing would stand."""
        if kind in _ALWAYS:
            return True
        if kind is EntityKind.PERSPECTIVE:
            return self._incoming.all_perspectives
        if kind is EntityKind.REMARK:
            return self._knows and "remarks" in self._incoming.sections and not self._tells_of_a_move(record)
        if kind in _ABOVE:
            above = getattr(record, _ABOVE[kind])
            gone = above not in self._named
            return gone or (kind, above) in self._incoming.lists
        section = _SECTIONS.get(kind)
        return section is not None and (self._knows or section in self._incoming.sections)

    def _tells_of_a_move(self, record: Any) -> bool:
        """Return whether a remark gives the reason why a target moved that still has its first one;
        both stay where a file is silent.
        """
        standing = self._known.get(record.subject)
        moved = standing is not None and getattr(standing[1], "first_target", None) is not None
        return moved and tells_of_a_move(record)
