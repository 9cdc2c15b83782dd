"""Lists of ids in one text field: partners beside an owner, objectives that another one contributes to."""

from collections.abc import Iterable

from goaltui.model.errors import InvalidField
from goaltui.model.quick.lazy_pattern import lazy
from goaltui.model.quick.translation import _

_ID = lazy(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MOST = 50


def ids_of(text: str | None) -> tuple[str, ...]:
    """Return the ids in the text that `ids_text` makes."""
    return tuple((text or "").split())


def ids_text(ids: Iterable[str]) -> str | None:
    """Return the one text form, so that equal lists are equal texts; none for none."""
    return " ".join(sorted(set(ids))) or None


def canonical_ids(text: str) -> str:
    """Return the one text form of any valid text; raises InvalidField."""
    found = ids_text(ids_of(text))
    if found is None:
        raise InvalidField(_("names nothing."))
    ids = found.split()
    if len(ids) > _MOST:
        raise InvalidField(_("names {count} things; at most {most} are allowed.", count=len(ids), most=_MOST))
    if not all(_ID.fullmatch(item) for item in ids):
        raise InvalidField(_("contains something that is not an id."))
    return found
