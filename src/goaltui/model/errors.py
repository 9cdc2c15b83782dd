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


class NotFound(Refused):
    """A ref, id or title names nothing, or more than one thing."""


class InvalidField(Refused, ValueError):
    """A field has a value that it cannot take; a ValueError, so that validation collects it with the field's name."""


class WrongUsage(GoaltuiError):
    """The command line or the check-in line could not be read."""

    exit_code = 2


class DatabaseRefused(Refused):
    """The file is not one that this program may open; it was left untouched."""


class DatabaseDamaged(DatabaseRefused):
    """The file was this program's and is whole no more, or holds what this program never makes."""


class HubMoved(DatabaseRefused):
    """The team has gone to another place, which the sentence names."""


class HubUnreachable(GoaltuiError):
    """The work is saved here and waits; the shared database could not be reached."""

    exit_code = 3
