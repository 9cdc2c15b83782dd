"""Errors whose message is one sentence for the user: what happened, where, what to do."""


class GoaltuiError(Exception):
    """The root of every error that is shown instead of a traceback; `exit_code` is the shell's."""

    exit_code = 1


class Refused(GoaltuiError):
    """The request was understood and is not carried out; nothing was written.

    `field` names the field of an entity or a form that is in the way, where it is known.
    """

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class SaysNothing(Refused):
    """The text has nothing in it: it is no workspace of nothing."""


class WouldDelete(Refused):
    """The text leaves out what stands, and nobody said that this is to be deleted."""


class WouldRejudge(Refused):
    """The text has other numbers that judge what was judged already, and nobody said that this is meant."""


class WouldReplace(Refused):
    """A file is there already, and nobody said that it is to be replaced."""


class NotFound(Refused):
    """A ref, id or title names nothing, or more than one thing."""


class InvalidField(Refused, ValueError):
    """A field has a value that it cannot take; a ValueError, so that validation collects it with the field's name."""


class OutOfBounds(InvalidField):
    """A number or a day that was read well and lies outside what can be kept (`model.bounds`)."""


class Doubtful(Refused):
    """A value that surprises was not written yet; whoever insists writes it."""


class WrongUsage(GoaltuiError):
    """The command line or the check-in line could not be read."""

    exit_code = 2


class DatabaseRefused(Refused):
    """The file is not one that this program may open; it was left untouched."""


class DatabaseDamaged(DatabaseRefused):
    """The file was this program's and is whole no more, or holds what this program never makes."""


class NotOurs(DatabaseRefused):
    """The file does not begin as one of this program does: it is something else, or its beginning is lost."""


class HubMoved(DatabaseRefused):
    """The team has gone to another place, which the sentence names."""


class HubUnreachable(GoaltuiError):
    """The work is saved here and waits; the shared database could not be reached."""

    exit_code = 3

    @property
    def cause(self) -> str:
        """Why, without what became of the work."""
        return (str(self).rpartition("; ")[0] or str(self)).removesuffix(".")


class NothingHere(HubUnreachable):
    """The shared database could not be reached, and this computer has no copy of it to show or to save in."""
