"""The queries on the journal at every start, for the log and for every write, as SQLAlchemy writes them."""

from collections.abc import Iterator
from itertools import product
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Executable,
    Integer,
    Select,
    bindparam,
    case,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from goaltui.model.enums import EntityKind
from goaltui.store.journal import BATCH, BESIDE, COPY
from goaltui.store.tables import CHANGE, REPLICA, projection

_NEWEST_FIRST = (CHANGE.c.hlc.desc(), CHANGE.c.replica.desc(), CHANGE.c.seq.desc())
_MODULUS = 2_147_483_647
_CONDITIONS = ("since", "author", "about")


def queries() -> Iterator[tuple[str, Executable]]:
    """Yield every query with its name; the words after the first name the conditions that it has."""
    yield "replica", select(REPLICA.c.id, REPLICA.c.workspace, REPLICA.c.home, REPLICA.c.seq, REPLICA.c.hlc)
    counted = ("id", "home", "seq", "hlc")
    yield "count", update(REPLICA).values({name: bindparam(f"new_{name}") for name in counted})
    yield "append", insert(CHANGE)
    yield "new_replica", insert(REPLICA)
    yield "batch_at", _of_replica(select(CHANGE.c.batch, CHANGE.c.author), CHANGE.c.seq == bindparam("seq"))
    yield from _briefs()
    yield from _copies()
    yield "changes_about", select(CHANGE).where(CHANGE.c.entity_id.in_(bindparam("ids", expanding=True)))
    yield from _of_replicas()
    yield "changes", select(CHANGE).order_by(CHANGE.c.replica, CHANGE.c.seq)
    yield from _about_batches()
    newest = select(CHANGE).where(CHANGE.c.hlc > bindparam("after"), CHANGE.c.replica != bindparam("replica"))
    yield "elsewhere", newest.order_by(*_NEWEST_FIRST).limit(1)
    yield "tops", select(CHANGE.c.replica, func.max(CHANGE.c.seq)).group_by(CHANGE.c.replica)
    yield "replicas", select(CHANGE.c.replica).distinct()
    yield from _of_clocks()
    yield "beyond", _of_replica(select(CHANGE), CHANGE.c.seq > bindparam("seq")).where(CHANGE.c.entity.not_in(BESIDE))
    for told in product((False, True), repeat=len(_CONDITIONS)):
        words = [name for name, is_told in zip(_CONDITIONS, told, strict=True) if is_told]
        yield " ".join(("recorded", *words)), _recorded(words)
    yield "about", _about()


def _briefs() -> Iterator[tuple[str, Executable]]:
    """Yield the queries for changes without their fields, which only a mark and a record of a copy have here."""
    names = ("replica", "seq", "hlc", "batch", "author", "at", "entity", "entity_id")
    fields = case((CHANGE.c.entity.in_(BESIDE), CHANGE.c.fields), else_=literal("{}")).label("fields")
    brief = select(*(CHANGE.c[name] for name in names), fields)
    until = _of_replica(brief, CHANGE.c.seq <= bindparam("until"))
    yield "briefs until", until.order_by(CHANGE.c.seq.desc()).limit(bindparam("limit", type_=Integer))
    yield "briefs of", brief.where(CHANGE.c.batch == bindparam("batch")).order_by(CHANGE.c.replica, CHANGE.c.seq)
    marks = select(CHANGE).where(CHANGE.c.batch == bindparam("batch"), CHANGE.c.entity == BATCH)
    yield "marks of", marks


def _copies() -> Iterator[tuple[str, Executable]]:
    """Yield the queries for the records of copies, and for what came in with one."""
    records = select(CHANGE).where(CHANGE.c.entity == COPY)
    yield "copies", records.order_by(CHANGE.c.hlc)
    yield "copies after", records.where(CHANGE.c.hlc > bindparam("after")).order_by(CHANGE.c.hlc.desc())
    within = CHANGE.c.seq.between(bindparam("first"), bindparam("last"))
    about = _of_replica(select(CHANGE.c.entity, CHANGE.c.entity_id), within)
    yield "entities between", about.where(CHANGE.c.entity.not_in(BESIDE))
    for kind in (EntityKind.KEY_RESULT, EntityKind.MEASURE):
        table = projection(kind)
        yield f"title {kind.value}", select(table.c.title).where(table.c.id == bindparam("id"))


def _about_batches() -> Iterator[tuple[str, Executable]]:
    at = CHANGE.c.seq == bindparam("seq")
    last = _of_replica(select(CHANGE.c.batch), at).scalar_subquery()
    yield "last_batch", select(CHANGE).where(CHANGE.c.batch == last).order_by(CHANGE.c.seq)
    batch: BindParameter[str] = bindparam("batch")
    yield "change_at", select(CHANGE).where(CHANGE.c.batch == batch, CHANGE.c.hlc == bindparam("hlc"))
    others = select(CHANGE.c.seq).where(CHANGE.c.batch != batch)
    yield "next_beside", _of_replica(others, CHANGE.c.seq > bindparam("seq")).order_by(CHANGE.c.seq).limit(1)
    yield "last_beside", _of_replica(others, CHANGE.c.seq < bindparam("seq")).order_by(CHANGE.c.seq.desc()).limit(1)
    yield "top", select(func.max(CHANGE.c.seq)).where(CHANGE.c.replica == bindparam("replica"))
    yield "clock_at", _of_replica(select(CHANGE.c.hlc), at)


def _of_replicas() -> Iterator[tuple[str, Executable]]:
    total = func.sum(CHANGE.c.hlc % _MODULUS)
    summed = select(CHANGE.c.replica, func.count(), func.max(CHANGE.c.seq), total)
    yield "holdings", summed.group_by(CHANGE.c.replica)
    yield "holdings until", _of_replica(summed, CHANGE.c.seq <= bindparam("seq")).group_by(CHANGE.c.replica)
    later = CHANGE.c.seq > bindparam("seq")
    yield "after", _of_replica(select(CHANGE), later).order_by(CHANGE.c.seq)
    yield "first_after", _of_replica(select(func.min(CHANGE.c.at)), later)
    yield "authors_after", _of_replica(select(CHANGE.c.author, func.count()), later).group_by(CHANGE.c.author)


def _of_clocks() -> Iterator[tuple[str, Executable]]:
    latest: BindParameter[int] = bindparam("limit", type_=Integer)
    ahead = select(CHANGE).where(CHANGE.c.hlc > bindparam("until"))
    yield "ahead", ahead.order_by(*_NEWEST_FIRST).limit(latest)
    yield "next_replica", select(func.min(CHANGE.c.replica)).where(CHANGE.c.replica > bindparam("after"))
    yield "numbered", _of_replica(select(CHANGE), CHANGE.c.seq == bindparam("seq"))
    later = CHANGE.c.seq > bindparam("seq")
    numbers = _of_replica(select(CHANGE.c.seq, CHANGE.c.hlc), later)
    yield "clocks", numbers.order_by(CHANGE.c.seq.desc()).limit(latest)
    earlier = _of_replica(select(CHANGE.c.hlc), CHANGE.c.seq < bindparam("seq"))
    believable = earlier.where(CHANGE.c.hlc <= bindparam("until"))
    yield "clock_before", believable.order_by(CHANGE.c.seq.desc()).limit(1)


def _of_replica(query: Select[Any], which: ColumnElement[bool]) -> Select[Any]:
    return query.where(CHANGE.c.replica == bindparam("replica"), which)


def _recorded(words: list[str]) -> Executable:
    query = select(CHANGE).where(CHANGE.c.entity != BATCH)
    if "since" in words:
        query = query.where(CHANGE.c.hlc >= bindparam("since"))
    if "author" in words:
        lowered = func.lower(CHANGE.c.author) == bindparam("lowered")
        query = query.where(or_(CHANGE.c.author == bindparam("author"), lowered))
    if "about" in words:
        query = query.where(CHANGE.c.entity_id.in_(_about()))
    return query.order_by(*_NEWEST_FIRST).limit(bindparam("limit", type_=Integer))


def _about() -> CompoundSelect[Any]:
    """Return the ids of a thing and of the check-ins on it."""
    check_in = projection(EntityKind.CHECK_IN)
    identity: BindParameter[str] = bindparam("about")
    within = select(check_in.c.id).where(or_(check_in.c.key_result == identity, check_in.c.measure == identity))
    return within.union_all(select(identity))
