"""Quick dataclasses do what the standard ones do."""

import copy
import dataclasses
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from goaltui.model import quick_dataclass


def declared(module: Any) -> dict[str, Any]:
    """The same classes made by the standard library or by ours."""

    @module.dataclass(frozen=True, slots=True)
    class Frozen:
        a: int
        b: str = "b"
        kind: ClassVar[str] = "kept"

        @property
        def both(self) -> str:
            return f"{self.a}{self.b}"

    @module.dataclass(frozen=True, slots=True)
    class Longer(Frozen):
        c: tuple[int, ...] = module.field(default=(1,))

    @module.dataclass(slots=True)
    class Changing:
        found: list[int] = module.field(default_factory=list)
        hidden: int = module.field(default=0, repr=False)

    @module.dataclass(frozen=True)
    class Open:
        a: int = 1

    @module.dataclass(frozen=True, slots=True, order=True)
    class Ordered:
        a: int

    return {kind.__name__: kind for kind in (Frozen, Longer, Changing, Open, Ordered)}


STANDARD, QUICK = declared(dataclasses), declared(quick_dataclass)
Kinds = dict[str, Any]


def error_of(work: Callable[[], object]) -> str:
    """The type of the error that something raises."""
    with pytest.raises((TypeError, AttributeError)) as caught:
        work()
    return type(caught.value).__name__


ASKED: dict[str, Callable[[Kinds], object]] = {
    "repr": lambda of: [repr(of["Frozen"](1)), repr(of["Longer"](1, c=(2,))), repr(of["Changing"]())],
    "equal": lambda of: [of["Frozen"](1) == of["Frozen"](1, "b"), of["Frozen"](1) == of["Frozen"](2)],
    "another class": lambda of: of["Frozen"](1) == of["Longer"](1),
    "hash": lambda of: [hash(of["Frozen"](1)) == hash((1, "b")), hash(of["Ordered"](3)) == hash((3,))],
    "hash of what changes": lambda of: of["Changing"].__hash__,
    "property": lambda of: of["Longer"](1).both,
    "class variable": lambda of: of["Longer"].kind,
    "own list": lambda of: of["Changing"]().found is of["Changing"]().found,
    "order": lambda of: min([of["Ordered"](2), of["Ordered"](1)]).a,
    "default on the class": lambda of: of["Open"].a,
    "fields": lambda of: [(it.name, it.default, it.type) for it in dataclasses.fields(of["Longer"])],
    "asdict": lambda of: dataclasses.asdict(of["Longer"](1)),
    "replace": lambda of: dataclasses.replace(of["Longer"](1), b="x").both,
    "copies": lambda of: [copy.deepcopy(of["Frozen"](1)).both, copy.copy(of["Changing"]([2])).found],
    "match": lambda of: of["Longer"].__match_args__,
    "slots": lambda of: hasattr(of["Longer"](1), "__dict__"),
    "missing": lambda of: error_of(lambda: of["Frozen"]()),
    "unknown": lambda of: error_of(lambda: of["Frozen"](1, z=2)),
    "setting": lambda of: error_of(lambda: setattr(of["Frozen"](1), "a", 2)),
    "deleting": lambda of: error_of(lambda: delattr(of["Open"](1), "a")),
}


@pytest.mark.parametrize("asked", ASKED)
def test_a_quick_dataclass_is_as_a_standard_one(asked: str) -> None:
    assert ASKED[asked](QUICK) == ASKED[asked](STANDARD)


@quick_dataclass.dataclass(frozen=True, slots=True)
class Sent:
    """Something that is pickled."""

    a: int


def test_it_can_be_pickled() -> None:
    assert pickle.loads(pickle.dumps(Sent(1))) == Sent(1)


def test_replace_checks_names_and_keeps_the_rest() -> None:
    longer = QUICK["Longer"](1)
    assert quick_dataclass.replace(longer, a=2) == QUICK["Longer"](2)
    with pytest.raises(TypeError):
        quick_dataclass.replace(longer, z=2)


def test_it_does_without_the_standard_module() -> None:
    code = """
import sys
from goaltui.model.quick_dataclass import dataclass, replace
@dataclass(frozen=True, slots=True)
class A:
    a: int
assert replace(A(1), a=2).a == 2
print("dataclasses" in sys.modules, "inspect" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["False", "False"]
