"""Every screen for a reader of Swedish: no English word is left, and no label is cut."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from goaltui.model.quick import translation
from goaltui.services.demo.sample import load_sample
from hatch_build import compiled
from tests.catalogues.extraction import catalogue_files, read
from tests.tui.driving import Driver, opened, running
from tests.tui.views.test_sizes import walk

_WORD = re.compile(r"[^\W\d_]{3,}")
_LONGEST = 32
"""Letters of what counts as a label; what is longer is a sentence, and gives way like one."""
_SHORTEST = 4
_GIVES_WAY = (
    *("services/demo/", "services/setup/", "services/core/new_workspace.py"),
    *("rules/checks/", "services/editing/move.py"),
)
"""Where the names, titles and sentences of lists stand that give way in English too."""
_NOT_READ = {"manual"}
"""Its examples are typed in English, and `tests/manual` holds its pages."""

_TYPED = {"alone", "stale"}
"""Words of a filter, which are typed as they are in any language."""


@pytest.fixture
def swedish() -> Iterator[None]:
    path = next(path for path in catalogue_files() if "sv" in path.parts)
    compiled(path)
    translation.speak("sv")
    yield
    translation.speak(translation.SOURCE)


@cache
def _messages() -> tuple[tuple[str, str, bool], ...]:
    """What the program says in English and in Swedish, and whether it is a label."""
    path = next(path for path in catalogue_files() if "sv" in path.parts)
    found: list[tuple[str, str, bool]] = []
    for message in read(path):
        files = [file for file, _line in message.locations]
        label = not any(file.startswith(_GIVES_WAY) for file in files)
        english = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
        said = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        found += [(one, other or "", label) for one, other in zip(english, said, strict=True) if one]
    return tuple(found)


@cache
def _english() -> frozenset[str]:
    """The words of the English sentences that no Swedish one has."""
    theirs = {word for one, _, _ in _messages() for word in _words(one)}
    return frozenset(theirs - {word for _, other, _ in _messages() for word in _words(other)})


@cache
def _labels() -> frozenset[str]:
    """The beginnings of the Swedish labels, as they would stand there cut."""
    labels = {other for _, other, label in _messages() if label and "{" not in other and len(other) <= _LONGEST}
    return frozenset(label[:cells].rstrip() for label in labels for cells in range(_SHORTEST, len(label)))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


async def test_no_screen_shows_an_english_word_or_cuts_a_label(tmp_path: Path, swedish: None) -> None:
    workspace = opened(tmp_path / "work.db")
    load_sample(workspace)
    workspace.close()
    left_in_english: dict[str, list[str]] = {}
    cut: dict[str, list[str]] = {}
    async with running(tmp_path / "work.db", size=(80, 24), wait=("sparat här",)) as driver:
        async for where in walk(driver):
            if where not in _NOT_READ:
                left_in_english[where] = sorted(_words(driver.text) & _english() - _TYPED)
                cut[where] = sorted(_cut(driver))
    assert not {where: words for where, words in left_in_english.items() if words}
    assert not {where: labels for where, labels in cut.items() if labels}


def _cut(driver: Driver) -> Iterator[str]:
    """Yield the labels that stand cut on the screen: between gaps of two cells or the edges of their box."""
    for line in driver.text.splitlines():
        for part in re.split(r"\s{2,}|[│▌─]", line):
            if part.endswith("…") and part[:-1].strip() in _labels():
                yield part.strip()
