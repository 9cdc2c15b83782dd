"""What stands under the cursor on the clipboard: one line, or the branch as Markdown."""

from pathlib import Path

from tests.tui.driving import running, sample


async def test_a_line_and_a_branch_are_copied(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db", "Stay *[/]*").path) as driver:
        await driver.press("2", "home", "down", "c", *"12", "enter", "y")
        await driver.sees("Copied: ", "12 / 20, 50 %, on track, anna")
        ref, _, rest = driver.app.clipboard.partition("  ")
        assert len(ref) >= 4
        assert rest == "Reference customers  12 / 20, 50 %, on track, anna"
        await driver.press("up", "Y")
        await driver.sees("Copied 2 lines of Markdown.")
        assert driver.app.clipboard == (
            "- **Stay \\*\\[/\\]\\***: 50 %, on track\n  - Reference customers: 12 / 20, 50 %, on track, anna\n"
        )
        await driver.press("3", "home", "down", "Y")
        await driver.until(lambda: "Churn" in driver.app.clipboard, "the measure")
