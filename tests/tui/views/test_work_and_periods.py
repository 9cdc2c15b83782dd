"""Initiatives under what they serve, and periods that run, as they stand on the scorecard and on Today."""

import re
from pathlib import Path

from goaltui.model.enums import EntityKind
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.parsing.naming import resolve
from goaltui.services.transfer.toml_files import import_toml
from tests.goals import goals, imported, initiative, measure, objective, person
from tests.tui.driving import opened, running

HOSTILE = "[@click=app.quit]x[/] 日本語"
GOALS = goals(
    person("anna"),
    objective("More join us", perspective="customer"),
    measure(
        "Signed",
        frequency="quarter",
        aggregation="sum",
        scoring={"goal": 90, "red_flag": 60},
        values={"2026-08-20": 45, "2026-10-31": 30},
    ),
    initiative(f"Call {HOSTILE}", measure="Signed", owner="anna", due="2026-11-20"),
    initiative("Print the leaflet", objective="More join us", due="2026-12-24"),
)


def filled(path: Path) -> Path:
    imported(path, GOALS).close()
    return path


async def test_the_scorecard_has_work_and_what_is_wanted_by_now_under_a_measure(tmp_path: Path) -> None:
    async with running(filled(tmp_path / "work.db")) as driver:
        for size in [(80, 24), (120, 36), (200, 50)]:
            await driver.pilot.resize_terminal(*size)
            await driver.press("3")
            await driver.sees("Signed", "running, day 55 of 92", "Call [@click", "Print the leaf")
            assert "late" in driver.line("Call [@click")


async def test_work_for_a_measure_stands_below_it_and_that_for_the_objective_beside_its_measures(
    tmp_path: Path,
) -> None:
    async with running(filled(tmp_path / "work.db"), size=(200, 50)) as driver:
        await driver.press("3")
        await driver.sees("Signed", "Call [@click", "Print the leaf")
        signed, call, leaflet = (driver.line(part).index(part[:4]) for part in ("Signed", "Call [@", "Print the"))
        assert signed == leaflet < call


async def test_the_scorecard_says_below_a_measure_what_no_number_does(tmp_path: Path) -> None:
    baseline = measure("Calls", baseline_until="2026-12-31", values={"2026-10-31": 30})
    workspace = imported(
        tmp_path / "work.db",
        goals(objective("Trust us", perspective="customer"), measure("Mood", in_words=True), baseline),
    )
    write_check_in(workspace, resolve(workspace.database, "Mood", EntityKind.MEASURE).id, "!risk they went")
    workspace.close()
    async with running(tmp_path / "work.db", size=(80, 24)) as driver:
        await driver.press("3")
        await driver.sees("in words: at risk", "baseline until 31 Dec")
        # Neither of them has a goal.
        assert "/" not in driver.line("Mood") + driver.line("Calls")


async def test_today_has_the_late_one_and_d_says_that_it_is_done(tmp_path: Path) -> None:
    path = filled(tmp_path / "work.db")
    async with running(path) as driver:
        await driver.press("1")
        await driver.sees("Initiatives due", "Call [@click")
        assert re.search(r"4 days late +Call \[@click", driver.text)
        await driver.misses("Print the leaflet")
        await driver.down_to("Call [@click")
        await driver.press("D")
        await driver.misses("Initiatives due")
    workspace = opened(path)
    states = {record.title: record.state for record in workspace.look.records().initiatives}
    assert states[f"Call {HOSTILE}"] == "done"
    workspace.close()


async def test_titles_that_begin_alike_can_be_told_apart_on_today(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db")
    for end in ("this year", "earlier years"):
        title = f"Share of all invoices that were paid in full only after their day, {end}"
        import_toml(workspace, f'[[measures]]\ntitle = "{title}"\nvalues = {{ 2026-08-20 = 4 }}\n', "a.toml")
    workspace.close()
    async with running(tmp_path / "work.db", size=(80, 24)) as driver:
        await driver.press("1")
        await driver.sees("this year", "earlier years")
