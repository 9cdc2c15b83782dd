"""Typer's own words in the reader's language; Typer has them in English alone."""

import re

import typer

from goaltui.model.quick.translation import N_, _

WORDS = frozenset(
    {
        N_("Usage: "),
        N_("Options"),
        N_("Commands"),
        N_("Arguments"),
        N_("[OPTIONS]"),
        N_("COMMAND [ARGS]..."),
        N_("required"),
        N_("default: {default}"),
        N_("Show this message and exit."),
        N_("Install completion for the current shell."),
        N_("Show completion for the current shell, to copy it or customize the installation."),
    }
)
"""Sentences in the help of a command that are Typer's own."""

_MISTAKES = (
    (re.compile(r"Missing argument '(?P<name>.*)'\."), N_("Missing argument '{name}'.")),
    (re.compile(r"Missing option '(?P<name>.*)'\."), N_("Missing option '{name}'.")),
    (re.compile(r"Missing command\."), N_("Missing command.")),
    (re.compile(r"No such command '(?P<name>.*)'\."), N_("No such command '{name}'.")),
    (re.compile(r"No such option: (?P<name>\S+)"), N_("No such option: {name}")),
    (
        re.compile(r"No such option: (?P<name>\S+) \(Possible options: (?P<known>.*)\)"),
        N_("No such option: {name} (Possible options: {known})"),
    ),
    (
        re.compile(r"No such option: (?P<name>\S+) Did you mean (?P<known>.*)\?"),
        N_("No such option: {name} Did you mean {known}?"),
    ),
    (re.compile(r"Option '(?P<name>.*)' requires an argument\."), N_("Option '{name}' requires an argument.")),
    (re.compile(r"Option '(?P<name>.*)' does not take a value\."), N_("Option '{name}' does not take a value.")),
    (
        re.compile(r"Got unexpected extra arguments? ?\((?P<words>.*)\)"),
        N_("Got unexpected extra arguments ({words})"),
    ),
    (
        re.compile(r"Got unexpected extra argument\(s\) \((?P<words>.*)\)"),
        N_("Got unexpected extra arguments ({words})"),
    ),
    (
        re.compile(r"Invalid value for (?P<name>.*?): Input should be a valid integer.*"),
        N_("Invalid value for {name}: it should be a whole number."),
    ),
    (
        re.compile(r"Invalid value for (?P<name>.*?): Input should be greater than or equal to (?P<least>\d+)"),
        N_("Invalid value for {name}: it should be at least {least}."),
    ),
    (
        re.compile(r"Invalid value for (?P<name>.*?): (?P<reason>.*)", re.DOTALL),
        N_("Invalid value for {name}: {reason}"),
    ),
)
"""Errors in a command line, as Typer says them and as messages; the first that fits whole counts."""


def told(error: typer.BadParameter) -> str:
    """Return the error in a command line and the command for its help, or the help itself where it was asked for."""
    sentence, context = error.format_message(), error.ctx
    if context is None or sentence.startswith(context.get_usage()):
        return sentence
    hint = _("Try '{command} --help' for help.", command=context.command_path)
    return f"{_mistake(sentence)} {hint}"


def _mistake(sentence: str) -> str:
    """Return Typer's sentence on a wrong command line; as it is where it is one that we do not know."""
    for pattern, message in _MISTAKES:
        if found := pattern.fullmatch(sentence):
            return _(message, **found.groupdict())
    return sentence
