"""The pane of an item before it is known which one is chosen, and once it is known that none is."""

from pathlib import Path

from goaltui.tui.components.detail_pane import DetailPane
from tests.goals import sample
from tests.tui.driving import running


async def test_nothing_is_said_before_it_is_known_what_is_chosen(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path, size=(120, 36)) as driver:
        pane = DetailPane()
        await driver.app.screen.mount(pane)
        await driver.until(lambda: pane.content_size.width > 2, "the pane")
        await driver.calm()
        assert "chosen" not in pane.render().plain
        pane.show(None)
        assert "Nothing is chosen" in pane.render().plain
