"""The garbage collector walks through everything only while nobody types."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from goaltui.tui.runtime.idle_gc import Collector


class Ring:
    """Garbage that holds itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def garbage() -> Iterator[weakref.ref[Ring]]:
    """A ring that has grown old, and then enough that is new for a collection to pay."""
    # What the tests before left behind is not walked through again and again.
    gc.collect()
    gc.freeze()
    ring = Ring()
    found = weakref.ref(ring)
    gc.collect()
    del ring
    for _ in range(250):
        gc.collect(1)
    yield found
    gc.unfreeze()
    gc.collect()
    assert found() is None


@pytest.mark.parametrize("alone", [True, False])
def test_it_collects_at_rest(garbage: weakref.ref[Ring], alone: bool) -> None:
    frozen = gc.get_freeze_count()
    Collector(0.0).rest(alone=alone)
    assert garbage() is None
    assert (gc.get_freeze_count() > frozen) is alone
    gc.unfreeze()


def test_it_waits_while_somebody_types(garbage: weakref.ref[Ring]) -> None:
    collector = Collector(60.0)
    collector.typed()
    collector.rest(alone=True)
    assert garbage() is not None


def test_it_leaves_the_process_as_it_was() -> None:
    before = gc.get_threshold()
    end = Collector().begin()
    assert gc.get_threshold()[2] > before[2]
    assert gc.get_freeze_count() > 1000
    end()
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0
