"""Every language says all that the source says, with nothing lost on the way."""

import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from goaltui.model.quick.translation import languages
from tests.catalogues.extraction import catalogue_files, collected, read, said

FILES = tuple(catalogue_files())
LANGUAGES = [path.parts[-3] for path in FILES]


def told(message: Message) -> tuple[str, ...]:
    """Return the forms of a message: one, or two where it counts."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def names(text: str) -> set[str]:
    """Return the names of the places that are filled in."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def texts(catalogue: Catalog) -> list[Message]:
    """Return the messages without the head."""
    return [message for message in catalogue if message.id]


def test_the_program_names_the_languages_that_have_a_catalogue() -> None:
    assert languages() == ("en", *sorted(LANGUAGES))


@pytest.mark.parametrize("path", FILES, ids=LANGUAGES)
def test_a_catalogue_has_the_messages_of_the_source(path: Path) -> None:
    wanted = {(message.context, told(message)) for message in texts(collected())}
    there = {(message.context, told(message)) for message in texts(read(path))}
    assert (sorted(wanted - there, key=str), sorted(there - wanted, key=str)) == ([], []), "python -m tests.catalogues"


@pytest.mark.parametrize("path", FILES, ids=LANGUAGES)
def test_every_message_is_translated(path: Path) -> None:
    lacking = [told(message) for message in texts(read(path)) if not all(said(message)) or message.fuzzy]
    assert lacking == []


@pytest.mark.parametrize("path", FILES, ids=LANGUAGES)
def test_no_translation_loses_or_invents_a_place_to_fill(path: Path) -> None:
    for message in texts(read(path)):
        wanted = set[str]().union(*map(names, told(message)))
        for form in filter(None, said(message)):
            if isinstance(message.id, str):
                assert names(form) == wanted, form
            else:
                assert names(form) <= wanted | {"count"}, form


def edges(text: str) -> tuple[bool, bool]:
    """Return whether a text begins with a blank or a line break, and whether it ends with one."""
    return text[:1].isspace(), text[-1:].isspace()


@pytest.mark.parametrize("path", FILES, ids=LANGUAGES)
def test_a_translation_begins_and_ends_as_the_message_does(path: Path) -> None:
    """A blank or a line break at an end joins it to what stands beside it."""
    for message in texts(read(path)):
        for form in filter(None, said(message)):
            assert edges(told(message)[-1]) == edges(form), form
