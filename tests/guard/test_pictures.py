"""The pictures in the README are of the program as it is."""

import re
import time
from html import unescape

import pytest

from screenshots.film import STEPS
from screenshots.generate import FOLDER, PICTURES, Picture, film_of, svg_of

_TEXT = re.compile(
    r'<text [^>]*?class="[^"]*?r(?P<style>\d+)" x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)"[^>]*>(?P<text>[^<]*)<'
)


def written(svg: str) -> list[tuple[str, str, str]]:
    """Every piece of text with its place: what a reader sees, whatever version of Textual drew the frame around it."""
    return [(match["y"], match["x"], unescape(match["text"])) for match in _TEXT.finditer(svg)]


def in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    """The History tells the time where the reader is."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
async def test_a_picture_shows_the_program_as_it_is(picture: Picture, monkeypatch: pytest.MonkeyPatch) -> None:
    in_utc(monkeypatch)
    kept = written((FOLDER / f"{picture.name}.svg").read_text(encoding="utf-8"))
    assert len(kept) > 20
    assert written(await svg_of(picture)) == kept, "run python -m screenshots.generate and look at what changed"
    assert (FOLDER / f"{picture.name}.png").exists()


async def test_the_film_shows_the_program_as_it_is_in_less_than_a_megabyte(monkeypatch: pytest.MonkeyPatch) -> None:
    in_utc(monkeypatch)
    kept = (FOLDER / "film.svg").read_text(encoding="utf-8")
    assert len(kept.encode()) < 1_000_000
    assert all(step.caption in unescape(kept) for step in STEPS)
    assert written(await film_of()) == written(kept), "run python -m screenshots.generate film and look at what changed"
