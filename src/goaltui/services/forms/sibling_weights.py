"""The weights of siblings: what a weight typed as a number or as a share is beside them."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from goaltui.model.changes import Value
from goaltui.model.errors import InvalidField
from goaltui.model.listing import counted
from goaltui.model.quick.translation import _
from goaltui.model.records import Records
from goaltui.rules import figures
from goaltui.rules.scoring.weight_groups import Member, WeightGroup, WeightGroups
from goaltui.rules.scoring.weight_shares import Weighed, Weighing, check_share, parts_of_whole
from goaltui.services.core import formatting
from goaltui.services.core.objective_tree import perspectives_of, sound_tree
from goaltui.services.parsing.numbers import plain, read_number

_DIGITS = 12


def beside_objective(
    records: Records, today: date, identity: str | None, parent: str | None, cycle: str | None, perspective: str | None
) -> WeightGroup | None:
    """Return the group in which an objective is weighed: under its parent, else at the top of its cycle, else in its
    perspective; none where it stands in nothing.
    """
    groups = _groups(records, today)
    if any(objective.id == parent for objective in records.objectives):
        return groups.under(parent or "", since=groups.first_day(cycle)).without(identity)
    if cycle is None:
        return _in_perspective(groups, identity, perspective)
    return groups.top(cycle).without(identity)


def beside_key_result(records: Records, today: date, identity: str | None, objective: str) -> WeightGroup:
    """Return the group in which a key result is weighed: the others of its objective and
    the objectives below that count.
    """
    return _groups(records, today).under(objective).without(identity)


def beside_measure(
    records: Records, today: date, identity: str | None, objective: str | None, perspective: str | None
) -> WeightGroup | None:
    """Return the group in which a measure is weighed: the others of its objective, else the members of its perspective;
    none where it stands in neither.
    """
    groups = _groups(records, today)
    if any(item.id == objective for item in records.objectives):
        return groups.of_measures(objective or "").without(identity)
    return _in_perspective(groups, identity, perspective)


def beside_perspective(records: Records, identity: str | None) -> WeightGroup:
    """Return the group in which a perspective is weighed: the others."""
    found = (Member(item.id, item.weight, item.share) for item in records.ordered_perspectives)
    return WeightGroup(tuple(found)).without(identity)


def _groups(records: Records, today: date) -> WeightGroups:
    return WeightGroups(records, today, sound_tree(records).parents)


def _in_perspective(groups: WeightGroups, identity: str | None, perspective: str | None) -> WeightGroup | None:
    known = any(item.id == perspective for item in groups.records.perspectives)
    return groups.inside(perspective or "", perspectives_of(groups.records)).without(identity) if known else None


def shown(item: Weighed | None) -> str:
    """Return a weight as it is typed: `2`, or the share `30 %` where it is fixed."""
    if item is None:
        return "1"
    return figures.typed(item.weight) if item.share is None else formatting.share(item.share)


def read_weight(text: str, beside: WeightGroup | None, read: Callable[[str, str], float] = read_number) -> Weighing:
    """Return the weight typed as `2`, 1 for an empty text, or the share `30 %` to be fixed at; raises InvalidField.
    `read` turns text and name into a number.
    """
    typed = plain(text).strip()
    if not typed:
        return Weighing()
    if not typed.endswith("%"):
        weight = read(typed, "weight")
        if weight < 0:
            raise InvalidField(_("The weight is negative; use 0 for one that does not count."), "weight")
        return Weighing(weight)
    share = round(read(typed[:-1], "weight") / 100, _DIGITS)
    if beside is None:
        raise InvalidField(_("Nothing is weighed against it here, so it has no share; type a number."), "weight")
    if not 0 <= share <= 1:
        raise InvalidField(_("A share is between 0 and 100 %; type another."), "weight")
    try:
        check_share(share, beside.whole)
    except ValueError as error:
        raise InvalidField(
            _("The share {share} cannot be: {error}.", share=formatting.share(share), error=error), "weight"
        ) from error
    return Weighing(share=share)


def fields_of(typed: Weighing) -> dict[str, Value]:
    """Return the fields that a typed weight sets: a share leaves the weight as it was, a number lets go of a share."""
    return {"weight": typed.weight, "share": None} if typed.share is None else {"share": typed.share}


def weight_note(text: str, beside: WeightGroup | None) -> str:
    """Return a note on a weight that is being typed: for a number `= 30 % of 4`, and its later part where something is
    still to come; for a share the rest for the others. It is empty for an ambiguous number: the form decides that as a
    whole.
    """
    if beside is None:
        return ""
    try:
        typed, otherwise = (read_weight(text, beside, partial(read_number, comma=comma)) for comma in (False, True))
    except InvalidField:
        return ""
    if typed != otherwise:
        return ""
    if typed.share is None:
        now = _part_text(typed, beside.now)
        return f"= {_('{now}, later {then}', now=now, then=_part_text(typed, beside.whole)) if beside.coming else now}"
    rest = 1 - typed.share - sum(item.share or 0.0 for item in beside.whole)
    following = sum(1 for item in beside.whole if item.share is None)
    if not following:
        return _("fixed, as all the others are")
    return _(
        "fixed; {share} for {others}",
        share=formatting.share(max(rest, 0.0)),
        others=counted(following, "other", "others"),
    )


def _part_text(typed: Weighing, others: Sequence[Weighed]) -> str:
    part = formatting.finely(parts_of_whole([typed, *others])[0])
    return _("{part} of {count}", part=part, count=len(others) + 1)
