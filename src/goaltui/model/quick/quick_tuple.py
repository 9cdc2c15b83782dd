"""Named tuples that cost a start almost nothing: those of the standard library compile a method for every class.

A type checker sees `typing.NamedTuple`; what the program gets does the same with methods that all classes share.
"""

import sys
from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import TYPE_CHECKING, Any


def annotations_of(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a class declares, by the namespace that it is made of."""
    if sys.version_info >= (3, 14) and "__annotations__" not in content:
        import annotationlib

        told = annotationlib.get_annotate_from_class_namespace(content)
        return annotationlib.call_annotate_function(told, annotationlib.Format.FORWARDREF) if told else {}
    found: Mapping[str, Any] = content.get("__annotations__", {})
    return found


if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    try:
        # As quick as the standard library's, for it is the same.
        from _collections import _tuplegetter as _getter
    except ImportError:

        def _getter(place: int, about: str) -> property:
            return property(itemgetter(place), doc=about)

    class _NamedTupleKind(type):
        """Makes fields of what a class declares."""

        def __new__(kind, name: str, bases: tuple[type, ...], content: dict[str, Any]) -> type:
            names = tuple(annotations_of(content))
            defaults = {field: content.pop(field) for field in names if field in content}
            content |= {field: _getter(place, f"Field {place}.") for place, field in enumerate(names)}
            content |= {"__slots__": (), "_fields": names, "_field_defaults": defaults, "__match_args__": names}
            return type.__new__(kind, name, bases, content)

    class NamedTuple(tuple, metaclass=_NamedTupleKind):
        """A tuple whose places have names."""

        def __new__(cls, *given: Any, **named: Any) -> "NamedTuple":
            if named or len(given) != len(cls._fields):
                given = _completed(cls, given, named)
            return tuple.__new__(cls, given)

        @classmethod
        def _make(cls, values: Iterable[Any]) -> "NamedTuple":
            return cls(*values)

        def _replace(self, **changes: Any) -> "NamedTuple":
            values = list(map(changes.pop, self._fields, self))
            # What is left over is no field, which is refused.
            return type(self)(*values, **changes)

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

        def __repr__(self) -> str:
            told = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
            return f"{type(self).__name__}({told})"

    def _completed(cls: type[NamedTuple], given: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
        """The values in their order; raises TypeError where they do not fit."""
        names = cls._fields
        values = {**cls._field_defaults, **dict(zip(names, given, strict=False)), **named}
        missing = [name for name in names if name not in values]
        twice = [name for name in names[: len(given)] if name in named]
        unknown = [name for name in named if name not in names]
        if missing or twice or unknown or len(given) > len(names):
            wrong = ", ".join((*missing, *twice, *unknown)) or f"{len(given)} values for {len(names)} fields"
            raise TypeError(f"{cls.__name__} is made of {', '.join(names)}; it cannot be with this: {wrong}")
        return tuple(values[name] for name in names)
