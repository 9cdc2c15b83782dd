"""Another copy taken in as one thing: what it does is known before, and anybody takes it back in every replica."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind
from goaltui.model.errors import Refused
from goaltui.model.refs import new_id
from goaltui.store.database import Database
from goaltui.store.exchange.copies import ImportEffect
from tests.store.support import DAY, later

OBJECTIVE, KEY_RESULT, MEASURE, CHECK_IN = (new_id() for _ in range(4))


def goal() -> list[Operation]:
    return [
        Operation(EntityKind.OBJECTIVE, OBJECTIVE, {"title": "Ship it"}),
        Operation(EntityKind.MEASURE, MEASURE, {"title": "Shipped", "key_result": KEY_RESULT}),
        Operation(EntityKind.KEY_RESULT, KEY_RESULT, {"title": "Shipped", "objective": OBJECTIVE, "measure": MEASURE}),
        Operation(EntityKind.CHECK_IN, CHECK_IN, {"measure": MEASURE, "date": DAY.isoformat(), "value": 3.0}),
    ]


def copies_of_a_goal(folder: Path, number: int) -> list[Database]:
    """Replicas of one workspace that all hold the goal, made by anna in the first."""
    first = Database.open(folder / "0.db", create=True)
    first.apply(goal(), author="anna", now=later(0))
    made = [first]
    for place in range(1, number):
        other = Database.open(folder / f"{place}.db", create=True, workspace=first.uuid)
        other.exchange.merge(first.journal.changes(), now=later(1))
        made.append(other)
    return made


def meet(databases: Sequence[Database], seconds: int) -> None:
    for one in databases:
        for other in databases:
            one.exchange.merge(other.journal.changes(), now=later(seconds))


def titles(database: Database) -> list[str]:
    return sorted(record.title for record in database.records(DAY).objectives)


def set_on(database: Database, at: int, author: str = "bo", **fields: str | bool) -> None:
    database.apply([Operation(EntityKind.OBJECTIVE, OBJECTIVE, fields)], author=author, now=later(at))


def test_what_a_deletion_takes_along_is_counted(tmp_path: Path) -> None:
    ours, copy = copies_of_a_goal(tmp_path, 2)
    set_on(copy, 2, deleted=True)
    one_each = tuple((kind, 1) for kind in (*_CHIEF, EntityKind.CHECK_IN))
    trial = ours.copies.preview(copy.exchange.missing(ours.exchange.holdings()), now=later(3))
    assert trial.effect == ImportEffect(deleted=one_each)
    assert trial.effect.weighs
    assert trial.effect.words == "1 objective, 1 key result, 1 measure and 1 check-in deleted"
    assert titles(ours) == ["Ship it"]
    assert ours.copies.preview(copy.exchange.missing(ours.exchange.holdings()), now=later(3)) == trial


_CHIEF = (EntityKind.OBJECTIVE, EntityKind.KEY_RESULT, EntityKind.MEASURE)


def test_what_only_adds_takes_nothing_away(tmp_path: Path) -> None:
    ours, copy = copies_of_a_goal(tmp_path, 2)
    copy.apply([Operation(EntityKind.OBJECTIVE, new_id(), {"title": "Listen"})], author="bo", now=later(2))
    taken = ours.copies.take(copy.exchange.missing(ours.exchange.holdings()), "copy.db", author="anna", now=later(3))
    assert taken.effect == ImportEffect(made=((EntityKind.OBJECTIVE, 1),))
    assert not taken.effect.weighs
    assert taken.authors == (("bo", 1),)
    assert titles(ours) == ["Listen", "Ship it"]
    again = ours.copies.take(copy.exchange.missing(ours.exchange.holdings()), "copy.db", author="anna", now=later(4))
    assert (again.number, again.effect) == (0, ImportEffect())


def test_everybody_can_take_a_deleting_copy_back_in_every_replica(tmp_path: Path) -> None:
    ours, theirs, copy = copies_of_a_goal(tmp_path, 3)
    set_on(copy, 2, title="Sandbox")
    set_on(copy, 3, deleted=True)
    copy.apply([Operation(EntityKind.OBJECTIVE, new_id(), {"title": "Try"})], author="bo", now=later(4))
    ours.copies.take(copy.exchange.missing(ours.exchange.holdings()), "copy.db", author="a sync tool", now=later(5))
    assert titles(ours) == ["Try"]
    meet((ours, theirs), 6)
    said = theirs.undo(author="carl", now=later(7))
    assert "copy.db: 1 objective, 1 key result, 1 measure and 1 check-in deleted, 1 objective added" in said.described
    assert titles(theirs) == ["Ship it"]
    meet((ours, theirs), 8)
    assert titles(ours) == ["Ship it"]
    with pytest.raises(Refused, match="nothing to undo"):
        ours.undo(author="dora", now=later(9))
    assert theirs.redo(author="carl", now=later(10)).described == said.described
    assert titles(theirs) == ["Try"]
    meet((ours, theirs), 11)
    ours.undo(author="dora", now=later(12))
    meet((ours, theirs), 13)
    assert titles(ours) == titles(theirs) == ["Ship it"]


def test_both_replicas_took_the_same_copy_and_took_it_back(tmp_path: Path) -> None:
    ours, theirs, copy = copies_of_a_goal(tmp_path, 3)
    set_on(copy, 2, deleted=True)
    for database in (ours, theirs):
        missing = copy.exchange.missing(database.exchange.holdings())
        database.copies.take(missing, "copy.db", author="a sync tool", now=later(3))
        database.undo(author="anna", now=later(4))
    meet((ours, theirs), 5)
    assert titles(ours) == titles(theirs) == ["Ship it"]
    for database in (ours, theirs):
        with pytest.raises(Refused):
            database.undo(author="carl", now=later(6))


def test_what_others_did_since_stays(tmp_path: Path) -> None:
    ours, copy = copies_of_a_goal(tmp_path, 2)
    tried, kept = new_id(), new_id()
    set_on(copy, 2, title="Sandbox", why="to try")
    made = [Operation(EntityKind.OBJECTIVE, identity, {"title": "Try"}) for identity in (tried, kept)]
    copy.apply(made, author="bo", now=later(3))
    ours.copies.take(copy.exchange.missing(ours.exchange.holdings()), "copy.db", author="a sync tool", now=later(4))
    set_on(ours, 5, "anna", why="for the customers")
    ours.apply([Operation(EntityKind.OBJECTIVE, kept, {"title": "Try on"})], author="anna", now=later(6))
    batch = next(change.batch for change in ours.journal.changes() if change.entity == "copy")
    said = ours.undo(author="carl", now=later(11), batch=batch)
    assert "1 that others changed since stays" in said.described
    assert titles(ours) == ["Ship it", "Try on"]
    (objective,) = (item for item in ours.records(DAY).objectives if item.id == OBJECTIVE)
    assert objective.why == "for the customers"
    with pytest.raises(Refused, match="undone already"):
        ours.undo(author="carl", now=later(12), batch=batch)


def test_undo_means_the_own_change_where_a_copy_only_brought_something(tmp_path: Path) -> None:
    ours, copy = copies_of_a_goal(tmp_path, 2)
    set_on(ours, 2, "anna", title="Ship it well")
    copy.apply([Operation(EntityKind.OBJECTIVE, new_id(), {"title": "Listen"})], author="bo", now=later(3))
    ours.copies.take(copy.exchange.missing(ours.exchange.holdings()), "copy.db", author="a sync tool", now=later(4))
    ours.undo(author="anna", now=later(5))
    assert titles(ours) == ["Listen", "Ship it"]
    ours.undo(author="nobody here", now=later(6))
    assert titles(ours) == ["Ship it"]


def test_a_forged_record_does_no_harm(tmp_path: Path) -> None:
    ours, theirs = copies_of_a_goal(tmp_path, 2)
    forged = next(iter(theirs.journal.changes()))
    for number, spans in enumerate(("[", '{"x": 1}', '{"x": [[1, 99999999999999999999999]]}', "[1]", "7"), 1):
        change = type(forged)(
            new_id(),
            1,
            forged.hlc + number,
            new_id(),
            "eve",
            later(9),
            "copy",
            new_id(),
            {"spans": spans, "took_in": "\x1b[31mred\n" * 500, "weighs": True},
        )
        ours.exchange.merge([change], now=later(9))
    ours.undo(author="anna", now=later(10))
    assert titles(ours) == []
