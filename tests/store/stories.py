"""Generated stories of copies that write, take in what others wrote, undo, and meet strangers."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

from goaltui.model.changes import Change, Operation, Value
from goaltui.model.enums import EntityKind
from goaltui.model.errors import Refused
from goaltui.model.refs import new_id
from goaltui.store.causality import digest
from goaltui.store.database import Database
from tests.store.support import check_in, later, make, objective, write

OBJECTIVES = [new_id() for _ in range(3)]
MEASURE = new_id()
_WISH = new_id()
_LATE_CHECK_IN = new_id()
_STRANGERS = [new_id(), new_id()]
_YEAR = 365 * 24 * 60.0
SKEWS = st.sampled_from([-20 * _YEAR, -60.0, -0.0001, 0.0, 0.0001, 60.0, _YEAR])
"""By how many minutes a clock is wrong."""

_FORGED_CLOCKS = st.one_of(st.none(), st.sampled_from([0, 2**63 - 1]), st.integers(0, 2**63 - 1))


@dataclass(frozen=True)
class Write:
    """One batch written in one copy."""

    copy: int
    minutes: float
    drafts: Sequence[Operation]


@dataclass(frozen=True)
class Meet:
    """One copy takes in what another one has."""

    copy: int
    other: int


@dataclass(frozen=True)
class Undo:
    """One copy takes back what it wrote last, or does it again."""

    copy: int
    again: bool


@dataclass(frozen=True)
class Stranger:
    """A change from a version that nobody here knows, or from somebody with bad intentions."""

    copy: int
    who: int
    minutes: float
    entity: str
    entity_id: str
    fields: dict[str, Value | list[int]]
    clock: int | None
    follows: int


_DRAFT = st.one_of(
    st.builds(
        lambda identity, title: objective(identity, title=title), st.sampled_from(OBJECTIVES), st.sampled_from("abc")
    ),
    st.builds(
        lambda identity, weight: objective(identity, title="w", weight=weight),
        st.sampled_from(OBJECTIVES),
        st.integers(0, 5),
    ),
    st.builds(
        lambda identity, gone: objective(identity, title="d", deleted=gone),
        st.sampled_from(OBJECTIVES),
        st.booleans(),
    ),
    st.builds(
        lambda identity, parent: objective(identity, title="p", parent=parent), *[st.sampled_from(OBJECTIVES)] * 2
    ),
    st.builds(lambda value, day: check_in(MEASURE, value, day), st.integers(0, 9), st.integers(1, 28)),
    st.builds(
        lambda value: Operation(
            EntityKind.CHECK_IN, _LATE_CHECK_IN, {"measure": MEASURE, "date": "2026-09-03", "value": value}
        ),
        st.integers(0, 9),
    ),
)
_COPY = st.integers(0, 3)
_STRANGE: st.SearchStrategy[tuple[str, str, dict[str, Value | list[int]]]] = st.one_of(
    st.tuples(st.just("wish"), st.just(_WISH), st.just({"title": "from the future"})),
    st.tuples(
        st.just("objective"),
        st.sampled_from(OBJECTIVES),
        st.sampled_from(
            [
                {"colour": "red"},
                {"title": 5},
                {"title": "x" * 2_000, "why": "kept"},
                {"title": "known", "tags": [1, 2]},
                {"weight": "heavy"},
                {"weight": -1},
                {"parent": "nobody"},
                {"title": None},
                {"deleted": "perhaps"},
            ]
        ),
    ),
    st.tuples(
        st.just("check_in"),
        st.just(_LATE_CHECK_IN),
        st.sampled_from([{"value": 3}, {"measure": MEASURE}, {"date": "2026-09-09"}, {"date": "soon"}]),
    ),
)
STEP = st.one_of(
    st.builds(Write, _COPY, st.floats(0, 120), st.lists(_DRAFT, min_size=1, max_size=3)),
    st.builds(Write, _COPY, st.floats(0, 120), st.lists(_DRAFT, min_size=1, max_size=3)),
    st.builds(Meet, _COPY, _COPY),
    st.builds(Undo, _COPY, st.booleans()),
    st.builds(
        lambda copy, who, minutes, told, clock, follows: Stranger(
            copy, who, minutes, told[0], told[1], told[2], clock, follows
        ),
        _COPY,
        st.integers(0, 1),
        st.floats(0, 120),
        _STRANGE,
        _FORGED_CLOCKS,
        st.integers(-1, 3),
    ),
)


class Said:
    """What must not be lost."""

    def __init__(self) -> None:
        self.check_ins: set[str] = set()
        self.strangers: list[Change] = []


def take(
    copies: list[Database], skews: list[float], said: Said, step: Write | Meet | Undo | Stranger, number: int
) -> None:
    """One step of a story; an undo that is refused is none."""
    here = step.copy % len(copies)
    now = later(number * 3)
    if isinstance(step, Meet):
        copies[here].exchange.merge(copies[step.other % len(copies)].journal.changes(), now=now)
    elif isinstance(step, Undo):
        with suppress(Refused):
            (copies[here].redo if step.again else copies[here].undo)(author=f"author {here}", now=now)
    elif isinstance(step, Stranger):
        change = _strange(step, number, list(copies[here].journal.changes()))
        said.strangers.append(change)
        copies[here].exchange.merge([change], now=now)
    else:
        moment = later(step.minutes + skews[here])
        applied = copies[here].apply(step.drafts, author=f"author {here}", now=moment)
        ids = {draft.entity_id for draft in step.drafts if draft.entity == EntityKind.CHECK_IN}
        said.check_ins |= ids & applied.touched


def _strange(step: Stranger, number: int, known: Sequence[Change]) -> Change:
    """A change by hand: it follows nothing, what nobody wrote, or some of what is known, of whatever it is."""
    seen = [digest(change) for change in known[:: max(1, len(known) // max(1, step.follows))]]
    moment = later(step.minutes)
    return Change(
        replica=_STRANGERS[step.who],
        seq=number + 1,
        hlc=int(moment.timestamp() * 1000) << 16 if step.clock is None else step.clock,
        batch=new_id(),
        author="stranger",
        at=moment,
        entity=step.entity,
        entity_id=step.entity_id,
        fields=step.fields,  # type: ignore[arg-type]
        follows=tuple(seen) if step.follows > 0 else ("0" * 32,) * -min(0, step.follows),
    )


def whole(change: Change) -> tuple[object, ...]:
    """All of a change, to compare."""
    return (
        change.replica,
        change.seq,
        change.hlc,
        change.batch,
        change.author,
        change.at,
        change.entity,
        change.entity_id,
        json.dumps(change.fields, sort_keys=True),
        change.follows,
    )


def diverged(folder: Path, count: int) -> list[Database]:
    """Copies of one workspace."""
    first = make(folder / "0.goaltui")
    write(first, Operation(EntityKind.MEASURE, MEASURE, {"title": "m"}), objective(OBJECTIVES[0], title="base"))
    content = first.path.read_bytes()
    others = [folder / f"{number}.goaltui" for number in range(1, count)]
    for path in others:
        path.write_bytes(content)
    return [first, *map(Database.open, others)]
