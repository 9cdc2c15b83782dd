"""Finding as you type."""

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

from goaltui.model.enums import EntityKind
from goaltui.tui.dialogs.find import FindDialog, Found
from tests.tui.dialogs.host import HOSTILE, Host, text_of, wait_for


class Thing(NamedTuple):
    kind: EntityKind
    id: str
    title: str
    context: str
    called: str = "key result"


LONG = "Those who buy say that they would buy again, and tell others why they would buy here"

THINGS = tuple(Thing(EntityKind.KEY_RESULT, str(place), title, "[/under]") for place, title in enumerate(HOSTILE))


async def search(text: str) -> Sequence[Found]:
    return [thing for thing in THINGS if text in thing.title]


async def test_typing_narrows_and_enter_answers_with_the_first() -> None:
    app = Host(FindDialog(search))
    async with app.run_test() as pilot:
        await pilot.press(*"grow")
        await wait_for(pilot, lambda: "[Q3] grow" in text_of(app), "what was found")
        assert "key result" in text_of(app)
        assert "[/under]" in text_of(app)
        await pilot.press("enter")
    assert app.answers == [THINGS[3]]


async def test_arrows_choose_among_what_was_found() -> None:
    app = Host(FindDialog(search))
    async with app.run_test() as pilot:
        await pilot.press("[")
        await wait_for(pilot, lambda: "[red]x" in text_of(app), "what was found")
        await pilot.press("down", "down", "up", "enter")
    assert app.answers == [THINGS[1]]


async def test_enter_before_the_answer_came_goes_to_what_was_typed() -> None:
    async def slow(text: str) -> Sequence[Found]:
        await asyncio.sleep(0.05)
        return await search(text)

    app = Host(FindDialog(slow))
    async with app.run_test() as pilot:
        await pilot.press(*"click", "enter")
        await wait_for(pilot, lambda: app.answers, "the answer")
    assert app.answers == [THINGS[5]]


async def test_a_late_answer_does_not_replace_a_newer_one() -> None:
    waiting = asyncio.Event()

    async def first_is_late(text: str) -> Sequence[Found]:
        if text == "g":
            await waiting.wait()
        return await search(text)

    app = Host(FindDialog(first_is_late))
    async with app.run_test() as pilot:
        await pilot.press("g")
        await pilot.press("r")
        await wait_for(pilot, lambda: "[Q3] grow" in text_of(app), "what `gr` finds")
        waiting.set()
        await pilot.pause()
        assert "click" not in text_of(app)


async def test_nothing_found_is_said_and_enter_stays() -> None:
    app = Host(FindDialog(search))
    async with app.run_test() as pilot:
        await pilot.press(*"zzz")
        await wait_for(pilot, lambda: "Nothing has 'zzz'" in text_of(app), "the sentence")
        await pilot.press("enter")
        assert app.answers == []
        await pilot.press("escape")
    assert app.answers == [None]


async def test_columns_stand_below_each_other_where_a_title_is_too_long_for_its_own() -> None:
    found = [
        Thing(EntityKind.KEY_RESULT, str(place), title, context)
        for place, (title, context) in enumerate(((LONG, "Trust"), ("Churn", "Stay with us"), ("w" * 500, "Grow")))
    ]

    async def all_of_it(_text: str) -> Sequence[Found]:
        return found

    app = Host(FindDialog(all_of_it, everything=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for(pilot, lambda: "Churn" in text_of(app), "what was found")
        lines = text_of(app).splitlines()
    kinds = {line.find("key result") for line in lines if "key result" in line}
    beside = {line.find(name) for name in ("Trust", "Stay with us", "Grow") for line in lines if name in line}
    assert len(kinds) == 1 and len(beside) == 1
    assert " ".join(LONG.split()[-2:]) in "\n".join(lines) and "w…" in "\n".join(lines)


async def test_what_a_thing_stands_under_can_be_told_from_others_beside_long_titles() -> None:
    above = "Releases are a non-event"
    found = [Thing(EntityKind.KEY_RESULT, str(place), LONG, above) for place in range(3)]

    async def all_of_it(_text: str) -> Sequence[Found]:
        return found

    app = Host(FindDialog(all_of_it, everything=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for(pilot, lambda: "key result" in text_of(app), "what was found")
        assert "Releases are a…" in text_of(app)
