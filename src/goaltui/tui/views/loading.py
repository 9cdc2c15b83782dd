"""Load the rows of each view from the workspace, filtered."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from goaltui.model.quick.translation import _, _p
from goaltui.model.quick_dataclass import replace
from goaltui.services.filters.query import Query
from goaltui.tui.commands.view import VIEWS, View
from goaltui.tui.views.view_spec import ViewRequest, ViewRows, ViewSpec

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace

_MODULES = {declared.view: f"goaltui.tui.views.{declared.module}" for declared in VIEWS}


def spec_of(view: View) -> ViewSpec[Any]:
    """Return the spec of a view with a list, imported when it is first shown: the first frame needs one of them."""
    found: ViewSpec[Any] = import_module(_MODULES[view]).SPEC
    return found


def read(view: View, asked: ViewRequest, workspace: "Workspace") -> ViewRows:
    """Return the rows of a view."""
    spec = spec_of(view)
    rows: ViewRows = spec.read(workspace, asked)
    if asked.query.sort:
        rows = spec.sort(rows, asked.query.sort)
    return _narrowed(spec, rows, asked.query, workspace) if asked.query.narrows else rows


def lists_something(view: View, asked: ViewRequest, workspace: "Workspace") -> bool:
    """Return whether a view lists anything that matches."""
    return not spec_of(view).is_empty(read(view, asked, workspace))


def _narrowed(spec: ViewSpec[Any], rows: ViewRows, query: Query, workspace: "Workspace") -> ViewRows:
    from goaltui.services.filters.nothing_found import unmatched

    # Whatever it lets through: the empty list of a filter is told from that of a new workspace.
    every: Any = replace(rows, header=replace(rows.header, narrowed=True))
    found: ViewRows = spec.narrow(every, query, workspace)
    if spec.is_empty(found):
        what = _p("sought", spec.SOUGHT)
        nothing = unmatched(query, what, lambda one: not spec.is_empty(spec.narrow(every, one, workspace)))
        told = _("{nothing} Esc clears the filter.", nothing=nothing)
        found = replace(found, header=replace(found.header, unmatched=told))
    return found
