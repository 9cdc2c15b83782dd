"""The pictures in the README are of the program as it is."""

import pytest

from screenshots.generate import FOLDER, PICTURES, Picture, svg_of


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
async def test_a_picture_shows_the_program_as_it_is(picture: Picture) -> None:
    kept = (FOLDER / f"{picture.name}.svg").read_text(encoding="utf-8")
    assert await svg_of(picture) == kept, "run python -m screenshots.generate and look at what changed"
    assert (FOLDER / f"{picture.name}.png").exists()
