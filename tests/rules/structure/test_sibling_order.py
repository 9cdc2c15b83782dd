"""The order among siblings: one write a move, whatever was moved before, and the same order in every copy."""

from hypothesis import given
from hypothesis import strategies as st

from goaltui.rules.structure.sibling_order import LONGEST, arranged, between, key_of, moved

KEYS = st.from_regex(r"[0-9a-f]{0,20}[1-9a-f]", fullmatch=True)
CLOCKS = st.integers(0, 2**63 - 1)


@given(KEYS, KEYS)
def test_between_two_keys_there_is_always_one_more(one: str, other: str) -> None:
    low, high = min(one, other), max(one, other)
    if low == high:
        low = ""
    key = between(low, high)
    assert low < key < high
    assert not key.endswith("0")


@given(CLOCKS, CLOCKS)
def test_what_was_never_moved_stands_in_the_order_in_which_it_was_made(one: int, other: int) -> None:
    assert (key_of(None, one) < key_of(None, other)) == (one < other)


@given(st.lists(CLOCKS, min_size=2, max_size=12, unique=True), st.data())
def test_moves_do_to_the_keys_what_they_do_to_the_list(clocks: list[int], data: st.DataObject) -> None:
    keys = {key_of(None, clock): name for name, clock in enumerate(clocks)}
    order = [keys[key] for key in sorted(keys)]
    named = {name: key for key, name in keys.items()}
    for _ in range(data.draw(st.integers(1, 30))):
        origin = data.draw(st.integers(0, len(order) - 1))
        place = data.draw(st.integers(0, len(order) - 1))
        found = moved([named[name] for name in order], origin, place)
        assert len(found) <= 1
        named |= {order[index]: key for index, key in found.items()}
        order.insert(place, order.pop(origin))
        assert sorted(order, key=named.__getitem__) == order


def test_two_that_change_places_for_ever_keep_short_keys() -> None:
    keys = [key_of(None, clock << 40) for clock in (1_000_001, 1_000_002, 1_000_003, 1_000_004)]
    wrote = 0
    for _ in range(2_000):
        found = moved(keys, 1, 2)
        wrote += len(found)
        fresh = [found.get(index, key) for index, key in enumerate(keys)]
        keys = [fresh[0], fresh[2], fresh[1], fresh[3]]
        assert keys == sorted(keys)
    assert max(map(len, keys)) <= LONGEST
    assert wrote < 2_100


def test_what_is_made_after_a_move_to_the_end_comes_last() -> None:
    keys = [key_of(None, clock) for clock in (5, 6, 7)]
    found = moved(keys, 0, 2)
    assert keys[2] < found[0] < key_of(None, 8)


@given(st.lists(KEYS, min_size=2, max_size=6), st.data())
def test_equal_keys_part_when_something_is_put_between_them(keys: list[str], data: st.DataObject) -> None:
    doubled = sorted([*keys, *keys])
    origin = data.draw(st.integers(0, len(doubled) - 1))
    place = data.draw(st.integers(0, len(doubled) - 1))
    found = moved(doubled, origin, place)
    after = [found.get(index, key) for index, key in enumerate(doubled)]
    after.insert(place, after.pop(origin))
    assert after == sorted(after)
    if origin != place:
        around = after[max(place - 1, 0) : place + 2]
        assert len(set(around)) == len(around)


def _distinct(item: object) -> object:
    return object() if item is None else item


@given(
    st.lists(st.one_of(st.none(), st.tuples(KEYS, CLOCKS, st.text("ab", min_size=3))), max_size=12, unique_by=_distinct)
)
def test_a_list_is_put_in_its_order(wanted: list[tuple[str, int, str] | None]) -> None:
    found = arranged(wanted)
    after = [(found[index], 0, "") if index in found else item for index, item in enumerate(wanted)]
    known = [item for item in after if item is not None]
    assert len(known) == len(after)
    assert [item[0] for item in known] == sorted(item[0] for item in known)
    again = arranged(after)
    assert not again


@given(st.lists(st.tuples(KEYS, CLOCKS, st.text("ab", min_size=3)), max_size=12, unique=True), st.integers(0, 3))
def test_what_stands_in_order_and_what_comes_last_need_no_key(known: list[tuple[str, int, str]], more: int) -> None:
    wanted = [*sorted(known), *([None] * more)]
    assert arranged(wanted, range(len(known), len(wanted))) == {}
