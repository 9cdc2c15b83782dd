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
    """The text is empty, which does not mean an empty workspace."""


class WouldDelete(Refused):
    """The text leaves out things that stand, and their deletion was not asked for."""


class WouldRejudge(Refused):
    """The text changes numbers by which something was judged already, and that was not confirmed."""


class WouldReplace(Refused):
    """A file is there already, and its replacement was not asked for."""


class NotFound(Refused):
    """A ref, id or title names nothing, or more than one thing."""


class InvalidField(Refused, ValueError):
    """A field has a value that it cannot take; a ValueError, so that validation collects it with the field's name."""


class OutOfBounds(InvalidField):
    """A number or a day that was read well and lies outside what can be kept (`model.bounds`)."""


class Doubtful(Refused):
    """A surprising value was not written yet; it is written on confirmation."""


class WrongUsage(GoaltuiError):
    """The command line or the check-in line could not be read."""

    exit_code = 2


class DatabaseRefused(Refused):
    """The file may not be opened by this program; it was left untouched."""


class DatabaseDamaged(DatabaseRefused):
    """The file was this program's and is damaged, or holds what this program never writes.

    The `reason` follows the name of the file: `is damaged (…)`; empty where the sentence says all.
    """

    def __init__(self, sentence: str, reason: str = "") -> None:
        super().__init__(sentence)
        self.reason = reason


class NotOurs(DatabaseRefused):
    """The file does not begin as a database of this program does: it is something else, or its beginning is lost."""


class HubMoved(DatabaseRefused):
    """The team has moved to another place, `to`, which the sentence names."""

    def __init__(self, sentence: str, to: str = "") -> None:
        super().__init__(sentence)
        self.to = to


class HubUnreachable(GoaltuiError):
    """The work is saved here and waits; the shared database could not be reached."""

    exit_code = 3

    @property
    def cause(self) -> str:
        """The reason, without the part on what became of the work."""
        return (str(self).rpartition("; ")[0] or str(self)).removesuffix(".")


class NothingHere(HubUnreachable):
    """The shared database could not be reached, and this computer has no copy of it to show or to save in."""
