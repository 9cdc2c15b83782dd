"""The answer of a filter that leaves nothing: which condition it is that nothing meets."""

from collections.abc import Callable

from goaltui.model.listing import listed
from goaltui.model.quick.translation import _
from goaltui.services.filters.query import Query


def unmatched(query: Query, what: str, finds: Callable[[Query], bool]) -> str:
    """Return the first condition that finds nothing by itself, or that all of them do so together: `No objective
    matches status:risk.`"""
    terms = [term for term in query.terms if term.key != "sort"]
    alone = next((term for term in terms if not finds(Query((term,)))), None)
    if alone is not None:
        return _("No {what} matches {filter}.", what=_(what), filter=alone.word)
    asked = listed(term.word for term in terms)
    if len(terms) > 1:
        return _("No {what} matches {filter} together.", what=_(what), filter=asked)
    return _("No {what} matches {filter}.", what=_(what), filter=asked)
