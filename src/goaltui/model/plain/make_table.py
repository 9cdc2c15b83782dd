"""The script that writes `table.py`, the plain fields of the entities: `python -m goaltui.model.plain.make_table`,
after any change of the entities.
"""

from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import AfterValidator
from pydantic.fields import FieldInfo
from sqlmodel.main import FieldInfoMetadata

from goaltui.model.entities import ENTITIES
from goaltui.model.enums import EntityKind

TABLE = Path(__file__).with_name("table.py")
_HEAD = '''"""Made by `make_table.py` of the entities; edit those."""

from collections.abc import Mapping

from goaltui.model.plain.field import PlainField

PLAIN_FIELDS: Mapping[str, tuple[PlainField, ...]] = {
'''
_FOOT = '''}
"""The fields of the kinds, by the name of each kind."""
'''
_PLAIN = (str, float, int, bool)
_CHECKS = {
    *("clean_line", "clean_text", "clean_title", "kept_day", "kept_number", "kept_share"),
    *("canonical_ids", "canonical_pauses", "canonical_phases", "canonical_scoring"),
}


def whole_text() -> str:
    """Return the contents of `table.py`; raises TypeError for a field that is validated by what needs a library."""
    return "".join((_HEAD, *_rows(), _FOOT))


def _rows() -> Iterator[str]:
    for kind in EntityKind:
        fields = (_plain(name, field) for name, field in ENTITIES[kind].model_fields.items())
        told = ", ".join(f"PlainField{field!r}" for field in fields)
        yield f"    {kind.value!r}: ({told},),\n"


def _plain(name: str, field: FieldInfo) -> tuple[Any, ...]:
    kind, optional, metadata = _parted(field.annotation, [*field.metadata])
    checks = []
    least = most = longest = None
    pattern = ""
    for part in metadata:
        if isinstance(part, AfterValidator):
            checks.append(getattr(part.func, "__name__", ""))
            continue
        if isinstance(part, FieldInfo):
            metadata.extend(part.metadata)
            continue
        if isinstance(part, FieldInfoMetadata):
            continue
        least, most = getattr(part, "ge", least), getattr(part, "le", most)
        pattern, longest = getattr(part, "pattern", None) or pattern, getattr(part, "max_length", longest)
        if not {"ge", "le", "pattern", "max_length"} & set(dir(part)):
            raise TypeError(f"{name} is validated by {part!r}, which nothing here does without a library")
    words = tuple(word.value for word in kind) if isinstance(kind, type) and issubclass(kind, Enum) else ()
    name_of = "word" if words else kind.__name__
    known = words or kind in _PLAIN or name_of == "date"
    if not known or not set(checks) <= _CHECKS or (least is None) != (most is None):
        raise TypeError(f"{name} is validated by what nothing here does without a library: {checks}, {name_of}")
    default = None if field.is_required() else field.get_default()
    default = default.value if isinstance(default, Enum) else default
    bounds = (least, most, longest, pattern.strip("^$"))
    return name, name_of, optional, field.is_required(), default, tuple(checks), *bounds, words


def _parted(annotation: Any, metadata: list[Any]) -> tuple[Any, bool, list[Any]]:
    """Return the type in an annotation, whether it allows none, and the other metadata."""
    if get_origin(annotation) in (Union, UnionType):
        inner = [part for part in get_args(annotation) if part is not NoneType]
        if len(inner) == 1:
            kind, _, found = _parted(inner[0], metadata)
            return kind, True, found
    if get_origin(annotation) is Annotated:
        kind, optional, found = _parted(get_args(annotation)[0], metadata)
        return kind, optional, [*found, *get_args(annotation)[1:]]
    return annotation, False, metadata


if __name__ == "__main__":
    TABLE.write_text(whole_text(), encoding="utf-8")
