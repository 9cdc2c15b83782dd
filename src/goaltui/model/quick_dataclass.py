"""Dataclasses that cost a start almost nothing. The standard ones compile five methods for every class, used or not.

Here a class gets shared methods, and an `__init__` of its own once some objects were made. The standard library's
`fields`, `asdict`, `replace` and `is_dataclass` work: what they ask for is made when they ask.
"""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, TypeVar, cast, dataclass_transform

from goaltui.model.quick.quick_tuple import annotations_of

T = TypeVar("T")
_NOTHING: Any = object()
_OWN = "__quick_fields__"
_SLOWLY = 12
"""So many objects of a class are made sooner than a method of its own is compiled."""


class _Field:
    """A declared field with its default, or its default factory."""

    __slots__ = ("default", "factory", "shown")

    def __init__(self, default: Any, factory: Any, shown: bool = True) -> None:
        self.default = default
        self.factory = factory
        self.shown = shown


def field(*, default: Any = _NOTHING, default_factory: Callable[[], Any] = _NOTHING, repr: bool = True) -> Any:
    """Return a field with a default, or with a function that makes one for each object."""
    return _Field(default, default_factory, repr)


@dataclass_transform(field_specifiers=(field,))
def dataclass(*, frozen: bool = False, slots: bool = False, order: bool = False) -> Callable[[type[T]], type[T]]:
    """Return a decorator that does to a class what the standard one of this name does, without compiling anything."""

    def made(cls: type[T]) -> type[T]:
        fields = _inherited(cls)
        own = [name for name, kind in annotations_of(cls.__dict__).items() if "ClassVar" not in str(kind)]
        for name in own:
            given = cls.__dict__.get(name, _NOTHING)
            fields[name] = given if isinstance(given, _Field) else _Field(given, _NOTHING)
        return _class_of(cls, fields, own, frozen=frozen, slots=slots, order=order)

    return made


def field_names(kind: type) -> tuple[str, ...] | None:
    """Return the names of the fields of a class that is one of these; None of any other class."""
    found = getattr(kind, _OWN, None)
    return None if found is None else tuple(found)


def replace(item: T, /, **changes: Any) -> T:
    """Return a copy of an object with some fields changed, also of one of the standard library's dataclasses."""
    kind = type(item)
    for name in getattr(kind, _OWN, None) or kind.__dataclass_fields__:  # type: ignore[attr-defined]
        if name not in changes:
            changes[name] = getattr(item, name)
    return type(item)(**changes)


def _inherited(cls: type) -> dict[str, _Field]:
    found: dict[str, _Field] = {}
    for base in reversed(cls.__mro__[1:]):
        found.update(base.__dict__.get(_OWN, {}))
    return found


def _class_of(
    cls: type[T], fields: Mapping[str, _Field], own: list[str], *, frozen: bool, slots: bool, order: bool
) -> type[T]:
    """Return the class with everything that its fields bring."""
    written = cls.__dict__
    names = tuple(fields)
    added = {**_methods(fields, frozen=frozen), **(_orders(names) if order else {})}
    if frozen:
        added |= {"__setattr__": _refuse, "__delattr__": _refuse}
    added["__hash__"] = _hash(names) if frozen else None
    if slots and frozen:
        added |= {"__getstate__": _state, "__setstate__": _restore}
    added = {name: method for name, method in added.items() if written.get(name) is None}
    added |= {_OWN: fields, "__match_args__": names, "__dataclass_fields__": _StandardFields()}
    if slots:
        # A slot has its default in `__init__` alone.
        kept = {name: it for name, it in written.items() if name not in {*own, "__dict__", "__weakref__"}}
        content = {**kept, **added, "__slots__": tuple(own), "__qualname__": cls.__qualname__}
        remade: Any = type(cls)
        return cast("type[T]", remade(cls.__name__, cls.__bases__, content))
    for name in own:
        if fields[name].default is not _NOTHING:
            setattr(cls, name, fields[name].default)
        elif name in written:
            delattr(cls, name)
    for name, it in added.items():
        setattr(cls, name, it)
    return cls


def _methods(fields: Mapping[str, _Field], *, frozen: bool) -> dict[str, Any]:
    values = _values(tuple(fields))

    made = 0

    def __init__(self: Any, *given: Any, **named: Any) -> None:  # noqa: N807
        nonlocal made
        made += 1
        if made > _SLOWLY or not _fill(self, fields, given, named):
            # From here on they are made by a method that is written for the class.
            owner = next(base for base in type(self).__mro__ if base.__dict__.get("__init__") is __init__)
            written = _init(owner, frozen=frozen)
            type.__setattr__(owner, "__init__", written)
            written(self, *given, **named)

    def __eq__(self: Any, other: object) -> Any:  # noqa: N807
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    def __repr__(self: Any) -> str:  # noqa: N807
        told = ", ".join(f"{name}={getattr(self, name)!r}" for name, it in fields.items() if it.shown)
        return f"{type(self).__qualname__}({told})"

    return {"__init__": __init__, "__eq__": __eq__, "__repr__": __repr__}


def _fill(item: Any, fields: Mapping[str, _Field], given: tuple[Any, ...], named: dict[str, Any]) -> bool:
    """Give an object its values one by one; False, with nothing done, where that is not plain."""
    values = {**dict(zip(fields, given, strict=False)), **named}
    if len(values) != len(given) + len(named) or not fields.keys() >= values.keys():
        return False
    for name, declared in fields.items():
        if name not in values:
            if declared.factory is not _NOTHING:
                values[name] = declared.factory()
            elif declared.default is not _NOTHING:
                values[name] = declared.default
            else:
                return False
    for name, value in values.items():
        object.__setattr__(item, name, value)
    if hasattr(item, "__post_init__"):
        item.__post_init__()
    return True


def _orders(names: tuple[str, ...]) -> dict[str, Any]:
    values = _values(names)

    def compared(holds: Callable[[Any, Any], bool]) -> Any:
        def compare(self: Any, other: Any) -> Any:
            return holds(values(self), values(other)) if other.__class__ is self.__class__ else NotImplemented

        return compare

    return {
        "__lt__": compared(lambda one, other: one < other),
        "__le__": compared(lambda one, other: one <= other),
        "__gt__": compared(lambda one, other: one > other),
        "__ge__": compared(lambda one, other: one >= other),
    }


def _hash(names: tuple[str, ...]) -> Any:
    values = _values(names)
    return lambda self: hash(values(self))


def _values(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        return cast("Callable[[Any], tuple[Any, ...]]", attrgetter(*names))
    return lambda item: tuple(getattr(item, name) for name in names)


def _init(owner: type, *, frozen: bool) -> Any:
    """Return the `__init__` of a class, written out for its fields."""
    fields: Mapping[str, _Field] = owner.__dict__[_OWN]
    known: dict[str, Any] = {"_nothing": _NOTHING, "_set": object.__setattr__}
    head, body = ["self"], []
    for name, declared in fields.items():
        value = name
        if declared.factory is not _NOTHING:
            known[f"_factory_{name}"] = declared.factory
            head.append(f"{name}=_nothing")
            value = f"_factory_{name}() if {name} is _nothing else {name}"
        elif declared.default is not _NOTHING:
            known[f"_default_{name}"] = declared.default
            head.append(f"{name}=_default_{name}")
        else:
            head.append(name)
        slot = next((base.__dict__[name] for base in owner.__mro__ if name in base.__dict__), None)
        if frozen and hasattr(slot, "__set__"):
            known[f"_slot_{name}"] = slot.__set__  # type: ignore[union-attr]
            body.append(f"_slot_{name}(self, {value})")
        else:
            body.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(owner, "__post_init__"):
        body.append("self.__post_init__()")
    made: dict[str, Any] = {}
    exec(f"def __init__({', '.join(head)}):\n " + "\n ".join(body or ["pass"]), known, made)
    made["__init__"].__qualname__ = f"{owner.__qualname__}.__init__"
    return made["__init__"]


def _refuse(self: Any, name: str, _value: Any = None) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r} of {type(self).__name__}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, name) for name in getattr(type(self), _OWN)]


def _restore(self: Any, state: list[Any]) -> None:
    for name, value in zip(getattr(type(self), _OWN), state, strict=True):
        object.__setattr__(self, name, value)


class _StandardFields:
    """The fields as the standard library describes them, made when it first asks."""

    def __get__(self, _item: object, owner: type) -> Mapping[str, Any]:
        import dataclasses

        wanted = []
        hints: dict[str, Any] = {}
        for base in reversed(owner.__mro__):
            hints.update(annotations_of(base.__dict__))
        for name, declared in getattr(owner, _OWN).items():
            options = {"default": declared.default, "default_factory": declared.factory}
            given = {option: value for option, value in options.items() if value is not _NOTHING}
            wanted.append((name, hints[name], dataclasses.field(repr=declared.shown, **given)))
        made: Any = dataclasses.make_dataclass(owner.__name__, wanted)
        owner.__dataclass_fields__ = made.__dataclass_fields__  # type: ignore[attr-defined]
        return cast("Mapping[str, Any]", made.__dataclass_fields__)
