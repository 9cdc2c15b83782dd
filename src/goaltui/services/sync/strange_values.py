"""The sentence where work breaks off over values that another program wrote into the file."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from goaltui.model.errors import GoaltuiError

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace

_OVER_VALUES = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError)


@contextmanager
def named_where_strange(workspace: "Workspace") -> Iterator[None]:
    """Blame an error on values that goaltui did not write, where there are any.

    A large file is not looked through when it is opened, so they are found when something breaks off over them. Raises
    DatabaseDamaged for them, and the error as it was where all values are goaltui's own.
    """
    try:
        yield
    except _OVER_VALUES as error:
        if not isinstance(error, GoaltuiError):
            workspace.database.upkeep.refuse_strange()
        raise
