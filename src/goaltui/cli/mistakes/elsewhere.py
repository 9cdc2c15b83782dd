"""Options of other programs that show something, for which there is another way or no need here."""

import shlex
from collections.abc import Mapping

from goaltui.model.quick.translation import N_, _

_READING = """
tree due scorecard log records find people cycles show why chart map balance check strategy thread library
"""
"""Commands that show something."""

_PIPED: Mapping[str, str] = {
    "| head -n 5": "--limit -n -N -l --lines --number --max --max-count --count --head --top --first",
    "| tail -n 5": "--tail",
    "| grep WORD": "--grep",
    "--json | jq .": "--jq --fields --template",
    "> FILE": "-o -O --output --out --file",
}
"""What a shell does with the output of a command, by the options for it elsewhere; the last word is their value."""

_EVERYTHING = "-a --all --everything"
_NEEDLESS: Mapping[str, str] = {
    N_("words go to stderr, so 2>/dev/null leaves the data alone."): "-q --quiet --silent",
    N_("it shows all that it knows; goaltui show REF says more of one thing."): "-v --verbose --debug --long --full",
    N_("without options it shows everything."): _EVERYTHING,
    N_("there is no pager; leave it out."): "--no-pager --pager -P",
    N_("colours end where the output is no terminal, and --no-color ends them everywhere."): "--color --colour",
    N_("the variable COLUMNS says how wide the output is."): "--width --columns -w",
}
"""Why there is no option for it, by the options for it elsewhere."""


def piped(name: str, option: str, value: str) -> str:
    """Return the line in which another program, or the shell, does what an option does elsewhere; empty for others."""
    found = next((way for way, words in _PIPED.items() if option in words.split()), "")
    if not found or name not in _READING.split() or (found.startswith(">") and "." not in value):
        return ""
    way, _blank, example = found.rpartition(" ")
    return f"goaltui {name} {way} {shlex.quote(value) if value else example}"


def needless(name: str, option: str) -> str:
    """Return why a command has no such option; empty where it is not needless. No `name` is goaltui itself."""
    if (name and name not in _READING.split()) or (name == "log" and option in _EVERYTHING.split()):
        # The journal alone may be longer than what is shown.
        return ""
    return next((_(why) for why, words in _NEEDLESS.items() if option in words.split()), "")
