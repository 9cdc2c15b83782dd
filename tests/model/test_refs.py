"""Ids and refs."""

from uuid import RFC_4122, UUID, uuid5

import pytest

from goaltui.model.refs import WORKSPACE_ID, Refs, encode, id_range, named_id, natural_id, new_id


def test_a_new_id_is_a_random_uuid() -> None:
    ids = {new_id() for _ in range(100)}
    assert len(ids) == 100
    for identity in ids:
        found = UUID(identity)
        assert (found.version, found.variant, str(found)) == (4, RFC_4122, identity)


def test_the_id_of_the_workspace_is_its_natural_one() -> None:
    assert natural_id("workspace") == WORKSPACE_ID


def test_a_name_has_one_id() -> None:
    namespace = UUID(new_id())
    assert named_id(str(namespace), "måndag") == str(uuid5(namespace, "måndag"))


def test_a_ref_is_as_long_as_it_has_to_be() -> None:
    first = "00000000-0000-4000-8000-000000000000"
    refs = Refs([first, "00000001-0000-4000-8000-000000000000", "ffffffff-0000-4000-8000-000000000000", "damaged"])
    assert refs.of(first) == encode(first, 7)
    assert refs.of("ffffffff-0000-4000-8000-000000000000") == "zzzz"
    assert refs.of("damaged") == "????"


def test_a_ref_leads_to_the_ids_that_begin_so() -> None:
    identity = new_id()
    found = id_range(encode(identity, 6))
    assert found is not None
    assert found[0] <= identity <= found[1]
    assert {str(UUID(one)) for one in found} == set(found)


@pytest.mark.parametrize("text", ["", "abc", "0" * 31, "g" * 32, "00000000-0000-0000-0000-00000000000x"])
def test_what_is_no_id_has_no_ref(text: str) -> None:
    assert encode(text, 4) == "????"
