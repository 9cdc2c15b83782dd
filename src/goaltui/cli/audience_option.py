"""The option that says for whom something is written."""

from typing import Annotated

from goaltui.cli import declared as typer
from goaltui.model.enums import Audience
from goaltui.model.errors import WrongUsage
from goaltui.model.listing import either
from goaltui.model.quick.translation import _
from goaltui.model.text import clean_line

AudienceOption = Annotated[
    str, typer.Option("--audience", metavar="WORD", help="What partners or the public may see, without people.")
]


def audience_of(word: str) -> Audience:
    """Return the audience of a word, all of it for none; raises WrongUsage."""
    if not word:
        return Audience.INTERNAL
    if word not in set(Audience):
        known = either(Audience)
        raise WrongUsage(_("--audience is '{word}'; it can be {known}.", word=clean_line(word), known=known))
    return Audience(word)
