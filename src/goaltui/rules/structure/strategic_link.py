"""The strategic link of an objective: a way up to a strategic one, by parents and by what it or they contribute to."""

from collections.abc import Iterable, Mapping

from goaltui.model.id_lists import ids_of
from goaltui.model.records import ObjectiveRecord
from goaltui.rules.structure.ties import reachable


def serves_strategic(
    identity: str, objectives: Mapping[str, ObjectiveRecord], parents: Mapping[str, str | None]
) -> bool:
    """Return whether a way leads from an objective to one without a cycle."""

    def served(start: str) -> Iterable[str]:
        record = objectives.get(start)
        return (parents.get(start) or "", *ids_of(record.contributes)) if record is not None else ()

    found = (objectives.get(item) for item in reachable([identity], served))
    return any(record is not None and record.cycle is None for record in found)
