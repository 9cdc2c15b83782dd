"""A language that somebody has begun: what is translated in its own forms, all else in English as a whole."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import write_po

from goaltui.model.enums import EntityKind
from goaltui.model.quick import translation
from goaltui.model.quick.translation import _, _n, _p
from goaltui.rules import dates, figures
from hatch_build import compiled
from tests.catalogues.extraction import begun

KEY_RESULTS = ("{count} key result", "{count} key results")


@pytest.fixture
def polish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A program that speaks a few words of Polish, which counts in three forms."""
    catalogue = begun("pl")
    forms = ("{count} kluczowy rezultat", "{count} kluczowe rezultaty", "{count} kluczowych rezultatów")
    catalogue.add(KEY_RESULTS, forms)
    catalogue.add(("{count} objective", "{count} objectives"), ("{count} cel", "", ""))
    catalogue.add(("{count} measure", "{count} measures"))
    catalogue.add("saved here", "zapisane tutaj")
    catalogue.add("{value} on {day}")
    source = tmp_path / "locale" / "pl" / "LC_MESSAGES" / "goaltui.po"
    source.parent.mkdir(parents=True)
    with source.open("wb") as file:
        write_po(file, catalogue)
    compiled(source)
    assert [path.name for path in sorted(source.parent.iterdir())] == ["goaltui.mo", "goaltui.po"]
    monkeypatch.setattr(translation, "CATALOGUES", tmp_path / "locale")
    translation.speak("pl")
    yield
    translation.speak(translation.SOURCE)


@pytest.mark.usefixtures("polish")
@pytest.mark.parametrize(
    ("count", "told"),
    [
        (0, "0 kluczowych rezultatów"),
        (1, "1 kluczowy rezultat"),
        (3, "3 kluczowe rezultaty"),
        (5, "5 kluczowych rezultatów"),
        (12, "12 kluczowych rezultatów"),
        (22, "22 kluczowe rezultaty"),
    ],
)
def test_a_language_counts_in_its_own_forms(count: int, told: str) -> None:
    assert _n(*KEY_RESULTS, count) == EntityKind.KEY_RESULT.counted(count) == told


@pytest.mark.usefixtures("polish")
def test_what_is_not_translated_or_half_is_counted_as_english_counts() -> None:
    assert [EntityKind.MEASURE.counted(count) for count in (0, 1, 3)] == ["0 measures", "1 measure", "3 measures"]
    assert [EntityKind.OBJECTIVE.counted(count) for count in (1, 5)] == ["1 objective", "5 objectives"]
    assert (_("saved here"), _("not there at all"), _p("key", "mark")) == ("zapisane tutaj", "not there at all", "mark")


@pytest.mark.usefixtures("polish")
def test_days_and_numbers_are_those_of_the_language_in_every_sentence() -> None:
    day, value = dates.day(date(2026, 10, 5), date(2026, 11, 1)), figures.number(1274.5)
    assert _("{value} on {day}", value=value, day=day) == "1 274,5 on 5 paź"


def test_another_language_falls_back_to_english_whole() -> None:
    translation.speak("xx")
    assert translation.spoken() == "en"
    assert EntityKind.KEY_RESULT.counted(3) == "3 key results"
