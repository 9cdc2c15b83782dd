"""The templates for a reader of Swedish: the same ones with the same tables, in Swedish."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from goaltui.model.quick import translation
from goaltui.services.core.clock import FixedClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.setup.templates import Template, template_named, templates, use_template
from goaltui.services.views.check_input import findings_of
from goaltui.services.views.today import today_of

NAMES = ("company", "municipality", "personal-goals", "personal-scorecard", "public-agency", "software-team")
WORDS = {"title", "name", "why", "definition", "source", "unit", "vision", "mission", "strategy", "language"}
NAMED = {"objective", "parent"}
"""What names an objective by its title, or by its key."""


@pytest.fixture
def english() -> tuple[Template, ...]:
    return templates()


@pytest.fixture
def swedish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, english: tuple[Template, ...]) -> Iterator[None]:
    """A program that speaks Swedish."""
    speaking("sv", tmp_path, monkeypatch)
    yield
    translation.speak(translation.SOURCE)


def speaking(language: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = folder / "locale" / language / "LC_MESSAGES"
    catalogue.mkdir(parents=True)
    with (catalogue / "goaltui.mo").open("wb") as file:
        write_mo(file, Catalog(locale=language))
    monkeypatch.setattr(translation, "CATALOGUES", folder / "locale")
    translation.speak(language)


def bare(data: object) -> object:
    """Return the tables with their keys and numbers, the words left out."""
    if isinstance(data, list):
        return [bare(item) for item in data]
    if not isinstance(data, dict):
        return data
    return {key: "" if key in NAMED else bare(value) for key, value in data.items() if key not in WORDS}


def words(data: object) -> Iterator[str]:
    """Yield the sentences and titles."""
    if isinstance(data, list):
        for item in data:
            yield from words(item)
    elif isinstance(data, dict):
        for key, value in data.items():
            if key in ("title", "why", "definition"):
                yield value
            else:
                yield from words(value)


@pytest.mark.usefixtures("swedish")
@pytest.mark.parametrize("name", NAMES)
def test_each_has_the_tables_of_the_english_one(english: tuple[Template, ...], name: str) -> None:
    ours, theirs = template_named(name), next(item for item in english if item.name == name)
    assert tuple(item.name for item in templates()) == NAMES
    assert ours.title != theirs.title and ours.about != theirs.about and ours.about.endswith(".")
    own, other = tomllib.loads(ours.text), tomllib.loads(theirs.text)
    assert bare(own) == bare(other)
    assert own["workspace"]["language"] == "sv"
    assert not set(words(own)) & set(words(other))
    assert "language" not in other["workspace"]
    assert not any(letter in item.text for item in english for letter in "åäöÅÄÖ")


@pytest.mark.usefixtures("swedish")
@pytest.mark.parametrize("day", [date(2026, 1, 2), date(2026, 8, 15), date(2026, 12, 20)])
@pytest.mark.parametrize("name", NAMES)
def test_each_opens_with_something_to_do_and_no_complaint(tmp_path: Path, name: str, day: date) -> None:
    moment = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    workspace = Workspace.open(tmp_path / "a.db", author="åsa", clock=FixedClock(moment), create=True)
    use_template(workspace, template_named(name))
    assert findings_of(workspace) == ()
    assert workspace.look.records().workspace.language == "sv"
    assert any(row.title.startswith(("Skriv in", "Sätt in")) for row in today_of(workspace).work if row.mine)
    workspace.close()


def test_a_language_without_templates_has_the_english_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, english: tuple[Template, ...]
) -> None:
    speaking("fi", tmp_path, monkeypatch)
    try:
        assert translation.spoken() == "fi"
        assert templates() == english
    finally:
        translation.speak(translation.SOURCE)
