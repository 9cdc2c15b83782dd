"""What hangs on a thing before it is deleted."""

from goaltui.model.records import Records
from goaltui.services.outline import Outline
from goaltui.services.words import counted


def effects(records: Records, tree: Outline, identity: str) -> tuple[str, ...]:
    """A sentence for each kind of thing that a deletion leaves without its place."""
    found: list[str] = []
    objective = tree.objectives.get(identity)
    if objective is not None:
        if objective.children:
            found.append(f"{counted(len(objective.children), 'objective')} under it will stand at the top.")
        if objective.key_results:
            found.append(f"{counted(len(objective.key_results), 'key result')} will no longer be shown.")
        measures = sum(1 for record in records.measures if record.objective == identity)
        if measures:
            found.append(f"{counted(measures, 'measure')} will stand under no objective.")
    bound = sum(1 for row in tree.key_results.values() if row.measure == identity)
    if bound:
        found.append(f"{counted(bound, 'key result')} that reads it will have no value.")
    links = sum(1 for link in records.links if identity in (link.driver, link.driven))
    if links:
        found.append(f"{counted(links, 'link')} of the strategy map will no longer be shown.")
    initiatives = sum(1 for item in records.initiatives if identity in (item.objective, item.key_result))
    if initiatives:
        found.append(f"{counted(initiatives, 'initiative')} will stand under nothing.")
    return tuple(found)
