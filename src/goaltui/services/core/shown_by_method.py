"""Hiding by method: OKR or scorecard parts leave the views, stay in the workspace, and a sentence says so."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from goaltui.model.enums import EntityKind, Method, Status
from goaltui.model.listing import counted, listed
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import replace
from goaltui.model.records import ObjectiveRecord, Records
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.core.rows.scorecard import MeasuredScore, ScorecardObjectiveRow


def strategic(roots: Iterable[ObjectiveRow], scored: Mapping[str, ScorecardObjectiveRow]) -> Iterator[ObjectiveRow]:
    """The objectives as a scorecard lists them, with what they score by their ids: those without a cycle, and those
    with measures, to whichever cycle they belong."""
    for row in roots:
        below = strategic(row.children, scored)
        if row.cycle is None or row.id in scored:
            yield replace(without_okr(row), children=tuple(below), scored=scored.get(row.id), cycle=None)
        else:
            yield from below


def with_scores(roots: Iterable[ObjectiveRow], scores: Mapping[str, MeasuredScore]) -> Iterator[ObjectiveRow]:
    """Yield the objectives under both methods, those with what their measures come to that are in `scores`."""
    for row in roots:
        below = tuple(with_scores(row.children, scores)) if row.children else ()
        yield replace(row, children=below, by_measures=scores.get(row.id))


def without_okr(row: ObjectiveRow) -> ObjectiveRow:
    """Return an objective without its key results, the OKR objectives under it, and every figure that came of those."""
    return replace(
        row,
        key_results=(),
        children=tuple(without_okr(child) for child in row.children if child.cycle is None),
        counting=(),
        progress=None,
        expected=None,
        coverage=None,
        worst=None,
        status=row.status if row.status is Status.CLOSED else Status.PENDING,
        reason=_("the scorecard has its score"),
    )


def in_sight(records: Records) -> Records:
    """Return the records that the workspace's method shows, so that no check complains about hidden ones."""
    method, hidden = Method(records.workspace.method), hidden_ids(records)
    if not method.uses_scorecard:
        return _without(records, hidden)._replace(perspectives=(), measures=(), targets=(), links=())
    if not method.uses_okr:
        left = tuple(item for item in records.objectives if item.id not in hidden)
        return _without(records, hidden)._replace(objectives=left, cycles=(), key_results=(), milestones=())
    return records


def hidden_ids(records: Records) -> frozenset[str]:
    """Return the ids of the goals, cycles and links that the method of a workspace does not show."""
    method = Method(records.workspace.method)
    if not method.uses_scorecard:
        return frozenset({item.id for item in records.measures} | {item.id for item in records.links})
    if not method.uses_okr:
        of_cycles = {item.id for item in _of_cycles(records)}
        key_results = {item.id for item in records.key_results}
        return frozenset(of_cycles | key_results | {item.id for item in records.cycles})
    return frozenset()


def off_screen_test(records: Records) -> Callable[[EntityKind | None, str], bool]:
    """Return what tells whether the method hides a thing of a kind: a goal, its work and notes, or one deleted since.

    The measure that a key result has of its own goes by the key result's id, and is hidden with it.
    """
    method, hidden = Method(records.workspace.method), hidden_ids(records)
    if method is Method.BOTH:
        return lambda _kind, _identity: False
    shown = in_sight(records)
    beside = {item.id for item in records.initiatives} | {item.id for item in records.remarks}
    beside -= {item.id for item in shown.initiatives} | {item.id for item in shown.remarks}
    key_results = {item.id for item in records.key_results}

    def is_hidden(kind: EntityKind | None, identity: str) -> bool:
        half = EntityKind.KEY_RESULT.half if identity in key_results else kind.half if kind else Method.BOTH
        return identity in hidden or identity in beside or not method.shows(half)

    return is_hidden


def _of_cycles(records: Records) -> Iterator[ObjectiveRecord]:
    """Return the objectives that a scorecard has no use for: those of cycles without a measure of their own."""
    measured = {item.objective for item in records.measures}
    return (item for item in records.objectives if item.cycle is not None and item.id not in measured)


def _without(records: Records, hidden: frozenset[str]) -> Records:
    """Without work for hidden things, and without notes on them."""
    return records._replace(
        initiatives=tuple(item for item in records.initiatives if item.serves not in hidden),
        remarks=tuple(item for item in records.remarks if item.subject not in hidden),
    )


def kept(records: Records, method: Method) -> str:
    """Return a sentence on the things that a method hides; empty for none."""
    found = [told for count, told in _hidden(records, method) if count]
    return _("Kept, and not shown under {word}: {listed}.", word=method.word, listed=listed(found)) if found else ""


def off_screen(records: Records, half: Method) -> str:
    """Why what is asked for of a `half` is not on the screen, in a sentence; empty where it is."""
    method = Method(records.workspace.method)
    if method.shows(half):
        return ""
    return _(
        "The workspace is one of {word}, so the screen leaves this out. {kept}",
        word=method.word,
        kept=kept(records, method),
    ).rstrip()


def told_hidden(method: Method) -> str:
    """Return the sentence on a change that the method leaves out of every view but the History."""
    return _("Hidden under {word}.", word=method.word)


def told_off_screen(records: Records, changed: Iterable[tuple[EntityKind | None, str]]) -> str:
    """Return that sentence where the method hides all that was changed; empty elsewhere."""
    method, is_hidden = Method(records.workspace.method), off_screen_test(records)
    return told_hidden(method) if all(is_hidden(kind, identity) for kind, identity in changed) else ""


def half_of(records: Records, kind: EntityKind, identity: str | None) -> Method:
    """Return the method that shows a thing, both where each does."""
    of_cycle = kind is EntityKind.OBJECTIVE and not Method(records.workspace.method).uses_okr
    if of_cycle and identity in hidden_ids(records):
        return Method.OKR
    return kind.half


def _hidden(records: Records, method: Method) -> Iterator[tuple[int, str]]:
    if not method.uses_scorecard:
        measures, links = len(records.measures), len(records.links)
        yield measures, EntityKind.MEASURE.counted(measures)
        yield links, counted(links, "link of the map", "links of the map")
    if not method.uses_okr:
        objectives, key_results = len(list(_of_cycles(records))), len(records.key_results)
        yield objectives, counted(objectives, "objective of a cycle", "objectives of cycles")
        yield key_results, EntityKind.KEY_RESULT.counted(key_results)
