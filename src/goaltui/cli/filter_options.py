"""Filter options of the commands that list goals."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Annotated

from goaltui.cli import declared as typer
from goaltui.model.enums import Audience
from goaltui.model.errors import WrongUsage
from goaltui.model.listing import either
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass, replace
from goaltui.model.text import clean_line, fold
from goaltui.services.core.rows.initiatives import InitiativeRow
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.filters.query import is_named
from goaltui.services.parsing.cycle_words import cycle_meant

if TYPE_CHECKING:
    from goaltui.services.filters.filtered_views import FilterContext

AudienceOption = Annotated[
    str, typer.Option("--audience", metavar="WORD", help="What partners or the public may see, without people.")
]


def audience_of(word: str) -> Audience:
    """Return the audience of a word, all of it for none; raises WrongUsage."""
    if not word:
        return Audience.INTERNAL
    if word not in set(Audience):
        known = either(Audience)
        raise WrongUsage(_("--audience is '{word}'; it can be {known}.", word=clean_line(word), known=known))
    return Audience(word)


@dataclass(frozen=True, slots=True)
class Filter:
    """The filter of a command, empty for everything; `depth` counts levels from the top, 1
    being the top objectives alone.
    """

    cycle: str = ""
    team: str = ""
    owner: str = ""
    depth: int | None = None

    @property
    def asks(self) -> bool:
        """Whether anything is left out."""
        return bool(self.cycle or self.team or self.owner) or self.depth is not None

    def meant(self, asking: "FilterContext") -> "Filter":
        """Return it with the names that its words stand for, as in `--cycle current` and `--owner me`."""
        owner = self.owner.removeprefix("@")
        mine = sorted(filter(None, asking.names)) if owner and asking.is_me(owner) else ()
        cycle = cycle_meant(asking.cycles, self.cycle, asking.today) if self.cycle else None
        return replace(
            self,
            cycle=cycle or _begun(self.cycle, asking.cycles),
            owner=next(iter(mine), _begun(owner, asking.people)),
        )


def filtered(roots: Iterable[ObjectiveRow], wanted: Filter) -> tuple[ObjectiveRow, ...]:
    """Return the rows that match, with the objectives that they stand under."""

    def owned(row: ObjectiveRow | KeyResultRow | InitiativeRow) -> bool:
        return _is(row.owner, wanted.owner)

    rows = tuple(roots)
    if wanted.cycle:
        rows = _matching(rows, lambda row: _is(row.cycle, wanted.cycle), lambda row: _is(row.cycle, wanted.cycle))
    if wanted.team:
        rows = _matching(rows, lambda row: _is(row.team, wanted.team), lambda _: False)
    if wanted.owner:
        rows = _matching(rows, owned, owned, owned)
    return rows if wanted.depth is None else tuple(_cut(row, wanted.depth) for row in rows if wanted.depth > 0)


def _matching(
    rows: tuple[ObjectiveRow, ...],
    objective: Callable[[ObjectiveRow], bool],
    key_result: Callable[[KeyResultRow], bool],
    initiative: Callable[[InitiativeRow], bool] = lambda _: False,
) -> tuple[ObjectiveRow, ...]:
    kept = []
    for row in rows:
        children = _matching(row.children, objective, key_result, initiative)
        if objective(row):
            kept.append(replace(row, children=children))
            continue
        whole = [item if key_result(item) else _with_work(item, initiative) for item in row.key_results]
        key_results = tuple(item for item in whole if key_result(item) or item.initiatives)
        work = tuple(filter(initiative, row.initiatives))
        if children or key_results or work:
            kept.append(replace(row, children=children, key_results=key_results, initiatives=work))
    return tuple(kept)


def _with_work(row: KeyResultRow, initiative: Callable[[InitiativeRow], bool]) -> KeyResultRow:
    return replace(row, initiatives=tuple(filter(initiative, row.initiatives)))


def _cut(row: ObjectiveRow, depth: int) -> ObjectiveRow:
    if depth <= 1:
        return replace(row, children=(), key_results=(), initiatives=())
    if depth == 2:
        row = replace(row, key_results=tuple(replace(item, initiatives=()) for item in row.key_results))
    return replace(row, children=tuple(_cut(child, depth - 1) for child in row.children))


def _begun(typed: str, known: Iterable[str]) -> str:
    """Return the names that are typed, with commas between them; one that nothing has is all those that it begins."""
    names = {fold(name): name for name in known}
    found = []
    for part in typed.split(",") if typed and fold(typed) not in names else ():
        begun = [name for folded, name in names.items() if is_named(folded, fold(part.strip()))]
        found += [part.strip()] if fold(part.strip()) in names or not begun else begun
    return ",".join(found) or typed


def _is(name: str | None, wanted: str) -> bool:
    """Return whether a name is the one wanted, or one of several."""
    return name is not None and (
        fold(name) == fold(wanted) or fold(name) in (fold(part.strip()) for part in wanted.split(","))
    )
