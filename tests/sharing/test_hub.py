"""Two journals brought together: nothing is lost, nothing is sent twice, and equal ones cost two queries."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from goaltui.model.refs import new_id
from goaltui.sharing.hub import Visit, give, lost_by, take_in
from goaltui.store.database import Database
from tests.store.support import check_in, heard, later, make, objective, state, write

SOON = 60.0


def swap(replica: Database, hub: Database) -> tuple[Visit, int]:
    """One visit without a drive in between."""
    deadline = time.monotonic() + SOON
    visit = take_in(replica, hub.exchange, now=later(500), deadline=deadline)
    sent = give(replica, hub.exchange, now=later(500), deadline=deadline)
    replica.exchange.acknowledge(hub.exchange.holdings())
    return visit, sent


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Database, Database]]:
    """A hub and an empty replica of it."""
    hub = make(tmp_path / "hub.db")
    write(hub, objective(title="Ship"), author="ben")
    replica = Database.open(tmp_path / "replica.db", create=True, workspace=hub.uuid)
    yield replica, hub
    replica.close()
    hub.close()


def test_both_hold_everything_afterwards(pair: tuple[Database, Database]) -> None:
    replica, hub = pair
    assert replica.uuid == hub.uuid
    write(replica, check_in(new_id(), 3), check_in(new_id(), 4))
    assert replica.exchange.waiting().number == 2
    assert replica.exchange.waiting().since == later(0)
    visit, sent = swap(replica, hub)
    assert (visit.received, visit.authors, sent) == (1, (("ben", 1),), 2)
    assert state(replica.path) == state(hub.path)
    assert (replica.exchange.waiting().number, replica.exchange.waiting().since) == (0, None)
    assert swap(replica, hub) == (Visit(), 0)


def test_what_others_deleted_is_counted(pair: tuple[Database, Database]) -> None:
    replica, hub = pair
    known, own, brief = new_id(), new_id(), new_id()
    write(hub, objective(known, title="Known"), objective(own, title="Own"))
    swap(replica, hub)
    write(hub, objective(known, deleted=True), author="ben", minutes=1)
    write(hub, objective(brief, title="Here and gone"), author="ben", minutes=2)
    write(hub, objective(brief, deleted=True), author="ben", minutes=3)
    visit, _ = swap(replica, hub)
    assert visit.problems == ("By others: 1 objective deleted; goaltui log says by whom.",)
    write(hub, objective(own, deleted=True), author="ben", minutes=3)
    write(hub, objective(own, deleted=False), author="ben", minutes=3)
    assert swap(replica, hub)[0].problems == ()
    write(replica, objective(own, deleted=True), minutes=4)
    assert swap(replica, hub)[0].problems == ()
    # To those who begin here it is no news.
    new = make(replica.path.with_name("new.db"))
    assert take_in(new, hub.exchange, now=later(9), deadline=time.monotonic() + SOON).problems == ()


def test_what_the_hub_lost_waits_and_goes_back(pair: tuple[Database, Database]) -> None:
    replica, hub = pair
    swap(replica, hub)
    write(replica, check_in(new_id(), 3), minutes=5)
    early = hub.path.read_bytes()
    swap(replica, hub)
    hub.close()
    hub.path.write_bytes(early)
    rolled_back = Database.open(hub.path)
    assert lost_by(rolled_back.exchange.holdings(), replica.exchange.acknowledged()) == 1
    assert swap(replica, rolled_back)[1] == 1
    assert state(replica.path) == state(hub.path)
    rolled_back.close()


def test_two_changes_under_one_number_are_both_kept(tmp_path: Path) -> None:
    hub = make(tmp_path / "hub.db")
    replica = Database.open(tmp_path / "replica.db", create=True, workspace=hub.uuid)
    write(replica, check_in(new_id(), 1, note="first"))
    early = replica.path.read_bytes()
    write(replica, check_in(new_id(), 2, note="went out"), minutes=1)
    swap(replica, hub)
    # The disk of this machine was restored: the same file, the same identity, an earlier state.
    with replica.path.open("rb+") as file:
        file.truncate()
        file.write(early)
    replica.close()
    replica = Database.open(replica.path)
    write(replica, check_in(new_id(), 3, note="written again"), minutes=2)
    for _ in range(3):
        swap(replica, hub)
    notes = {"first", "went out", "written again"}
    assert {item.note for item in replica.series.all_check_ins()} == notes
    assert {item.note for item in hub.series.all_check_ins()} == notes
    assert {name: item.number for name, item in replica.exchange.holdings().items()} == {
        name: item.number for name, item in hub.exchange.holdings().items()
    }
    replica.close()
    hub.close()


def test_equal_journals_cost_two_queries_and_a_visit_reads_only_what_is_missing(
    pair: tuple[Database, Database],
) -> None:
    replica, hub = pair
    write(replica, *(check_in(new_id(), number) for number in range(300)))
    swap(replica, hub)
    with heard(replica, hub) as statements:
        deadline = time.monotonic() + SOON
        take_in(replica, hub.exchange, now=later(1), deadline=deadline)
        give(replica, hub.exchange, now=later(1), deadline=deadline)
        assert [text.split()[0] for text in statements] == ["SELECT"] * 4
        statements.clear()
        write(hub, check_in(new_id(), 7), author="ben", minutes=3)
        write(replica, check_in(new_id(), 8), minutes=3)
        statements.clear()
        assert swap(replica, hub)[1] == 1
        assert len(statements) < 60
        assert not any("JOIN" in text for text in statements)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(some.tuples(some.integers(0, 2), some.integers(0, 2), some.integers(-60, 60)), max_size=25))
def test_in_whatever_order_they_visit_all_end_alike(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("three")
    hub = make(folder / "hub.db")
    goal = objective(title="Ship")
    write(hub, goal)
    replicas = [Database.open(folder / f"{name}.db", create=True, workspace=hub.uuid) for name in "abc"]
    written = 0
    for who, what, minutes in steps:
        if what == 0:
            swap(replicas[who], hub)
        elif what == 1:
            write(replicas[who], objective(goal.entity_id, title=f"{who} at {minutes}"), minutes=minutes)
        else:
            write(replicas[who], check_in(new_id(), minutes), minutes=minutes)
            written += 1
    for replica in [*replicas, *replicas]:
        swap(replica, hub)
    assert len(list(hub.series.all_check_ins())) == written
    for replica in replicas:
        assert state(replica.path) == state(hub.path)
        assert replica.exchange.waiting().number == 0
        replica.close()
    hub.close()
