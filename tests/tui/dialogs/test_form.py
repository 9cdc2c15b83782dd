"""The form dialog: what is typed comes back, what is wrong is said, nothing typed is lost."""

import pytest
from textual.widgets import Button, Input, Static

from goaltui.model.enums import Condition, EntityKind, Severity
from goaltui.model.errors import InvalidField
from goaltui.model.findings import Finding
from goaltui.rules.scoring.weight_groups import WeightGroup
from goaltui.services.forms.form import Form, FormField
from goaltui.tui.dialogs.form import FormDialog
from goaltui.tui.dialogs.form_fields import ChoiceInput, LineInput
from goaltui.tui.dialogs.form_notes import DayNote, WeightNote
from tests.tui.dialogs.host import HOSTILE, Host, text_of, wait_for

FORM = Form(
    EntityKind.OBJECTIVE,
    None,
    "New objective",
    (
        FormField("title", "Title", required=True, hint="what changes"),
        FormField("why", "Why", multiline=True),
        FormField("ambition", "Ambition", "committed", ("committed", "aspirational")),
        FormField("owner", "Owner", "anna"),
    ),
)


async def as_typed(form: Form) -> Form:
    """A save that never refuses."""
    return form


async def test_typing_a_title_and_enter_answers_with_the_form() -> None:
    app = Host(FormDialog(FORM, as_typed))
    async with app.run_test() as pilot:
        await pilot.press(*"Ship it", "enter")
    assert app.answers == [FORM.with_value("title", "Ship it")]


async def test_every_kind_of_field_is_filled_by_the_keyboard_alone() -> None:
    app = Host(FormDialog(FORM, as_typed))
    async with app.run_test() as pilot:
        await pilot.press("A", "tab", "B", "enter", "C", "tab", "right", "tab", "end", "!", "enter")
    (answer,) = app.answers
    assert answer is not None
    assert [field.value for field in answer.fields] == ["A", "B\nC", "aspirational", "anna!"]


async def test_a_choice_turns_both_ways_and_round() -> None:
    app = Host(FormDialog(FORM, as_typed))
    async with app.run_test() as pilot:
        choice = app.dialog.query_one(ChoiceInput)
        app.dialog.set_focus(choice)
        seen = []
        for key in ("right", "right", "left", "space"):
            await pilot.press(key)
            seen.append(choice.value)
    assert seen == ["aspirational", "committed", "aspirational", "committed"]


async def test_a_choice_goes_to_what_is_typed_and_says_where_nothing_is_called_that() -> None:
    cycles = ("", "2026-Q4", "2026-Q3", "[/] Internal process", "日本語")
    fields = (
        FormField("cycle", "Cycle", "2026-Q3", cycles, hint="empty: strategic", refs=True),
        FormField("ambition", "Ambition", "at_most", ("reach", "at_most")),
    )
    app = Host(FormDialog(Form(EntityKind.OBJECTIVE, None, "New objective", fields), as_typed))
    async with app.run_test(size=(80, 24)) as pilot:
        cycle, ambition = app.dialog.query(ChoiceInput)
        await wait_for(pilot, lambda: "‹ 2026-Q3 ›   ← → or type" in text_of(app), "how it is changed")
        for keys, value in (
            ("q4", "2026-Q4"),
            (["right"], "2026-Q3"),
            ("INTERNAL p", "[/] Internal process"),
            (["tab", "shift+tab"], "[/] Internal process"),
            ("no", ""),
            (["tab", "shift+tab", "日"], "日本語"),
            (["x"], "日x"),
        ):
            await pilot.press(*keys)
            assert cycle.value == value
        await wait_for(pilot, lambda: "none is called '日x'" in text_of(app), "that there is no such cycle")
        await pilot.press("backspace")
        assert cycle.value == "日本語"
        await pilot.press("backspace", "tab", *"at mo", "z")
        assert (cycle.value, ambition.value) == ("", "at_most")
        await wait_for(pilot, lambda: "none is called 'at moz'" in text_of(app), "that there is no such ambition")
        await pilot.press("space", "space", "left", "enter")
    (answer,) = app.answers
    assert answer is not None
    assert [field.value for field in answer.fields] == ["", "reach"]


async def test_escape_leaves_without_an_answer() -> None:
    app = Host(FormDialog(FORM, as_typed))
    async with app.run_test() as pilot:
        await pilot.press("escape")
    assert app.answers == [None]


async def test_escape_asks_once_more_where_something_was_typed() -> None:
    app = Host(FormDialog(FORM, as_typed))
    async with app.run_test() as pilot:
        await pilot.press("x", "escape", "y", "escape")
        assert app.answers == []
        assert "Esc again" in str(app.screen.query_one("#said", Static).content)
        await pilot.press("escape")
    assert app.answers == [None]


async def test_the_keys_named_are_those_of_the_field_at_hand() -> None:
    app = Host(FormDialog(FORM, as_typed))
    async with app.run_test() as pilot:
        frame = app.screen.query_one("#frame")
        assert "Enter save" in str(frame.border_subtitle)
        await pilot.press("tab")
        assert "F2 save   Enter new line" in str(frame.border_subtitle)


async def test_f2_saves_from_a_long_text_and_two_presses_answer_once() -> None:
    app = Host(FormDialog(FORM, as_typed))
    async with app.run_test() as pilot:
        await pilot.press("A", "tab", "B", "f2", "f2")
    assert app.answers == [FORM.with_value("title", "A").with_value("why", "B")]


async def test_the_mouse_saves_and_leaves() -> None:
    app = Host(FormDialog(FORM, as_typed))
    async with app.run_test() as pilot:
        await pilot.click("#leave")
    assert app.answers == [None]
    app = Host(FormDialog(FORM, as_typed))
    async with app.run_test() as pilot:
        assert len(app.dialog.query(Button)) == 2
        await pilot.click("#save")
    assert app.answers == [FORM]


async def test_a_refused_form_stays_open_and_says_why_at_the_field_that_is_wrong() -> None:
    async def no_bob(form: Form) -> Form:
        if form.value("owner") == "bob":
            raise InvalidField("[/] Nobody is called 'bob'.", "owner")
        return form

    app = Host(FormDialog(FORM.with_value("owner", "bob"), no_bob))
    async with app.run_test() as pilot:
        dialog = app.screen
        await pilot.press(*"Ship", "enter")
        assert "[/] Nobody is called 'bob'." in text_of(app)
        assert (app.screen, app.answers) == (dialog, [])
        assert app.focused is not None and app.focused.name == "owner"
        await pilot.press("ctrl+u", *"anna", "enter")
    assert app.answers == [FORM.with_value("title", "Ship")]


async def test_only_what_the_chosen_condition_uses_is_asked_for_and_what_was_typed_waits() -> None:
    words = tuple(condition.value for condition in Condition)
    fields = (
        FormField("title", "Title"),
        FormField("condition", "Condition", "reach", words),
        FormField("target", "Target", asked_for=("reach", "at_least")),
        FormField("low", "Low", asked_for=("between",)),
        FormField("owner", "Owner"),
    )
    app = Host(FormDialog(Form(EntityKind.KEY_RESULT, None, "New key result", fields), as_typed))

    def asked() -> list[str]:
        return [word for word in ("Target", "Low", "Owner") if word in text_of(app)]

    async with app.run_test(size=(80, 24)) as pilot:
        assert asked() == ["Target", "Owner"]
        frame = app.screen.query_one("#frame").region
        await pilot.press("tab", "tab", *"20", "shift+tab", *"done")
        await wait_for(pilot, lambda: asked() == ["Owner"], "a condition without numbers")
        assert app.screen.query_one("#frame").region == frame
        await pilot.press("tab", *"anna", "shift+tab", *"betw")
        await wait_for(pilot, lambda: asked() == ["Low", "Owner"], "a range")
        await pilot.press("tab", *"3", "shift+tab", *"at least")
        await wait_for(pilot, lambda: asked() == ["Target", "Owner"], "a target again")
        await wait_for(pilot, lambda: "20" in text_of(app), "what was typed before")
        await pilot.press("enter")
    (answer,) = app.answers
    assert answer is not None
    assert [field.value for field in answer.fields] == ["", "at_least", "20", "3", "anna"]


async def test_what_the_checks_say_of_the_latest_text_is_shown() -> None:
    asked: list[str] = []

    async def check(form: Form) -> tuple[Finding, ...]:
        asked.append(form.value("title"))
        message = f"About {form.value('title')}."
        return (Finding("x", Severity.WARNING, form.kind, "", "", message, "Say it shorter."),)

    app = Host(FormDialog(FORM, as_typed, check))
    async with app.run_test() as pilot:
        await pilot.press(*"abc")
        await wait_for(pilot, lambda: "About abc." in text_of(app), "the finding of the last letter")
        assert "Say it shorter." in text_of(app)
    assert asked == ["abc"]


@pytest.mark.parametrize(
    ("size", "shown", "left_out"),
    [((80, 24), "begin again second end", "nothing"), ((60, 20), "advice first end", "second")],
)
async def test_what_the_checks_say_is_never_cut_in_a_sentence(size: tuple[int, int], shown: str, left_out: str) -> None:
    async def check(form: Form) -> tuple[Finding, ...]:
        message, advice = "A [/] sentence of some length is told of what was typed here. " * 2, "And what to do. " * 6
        first = Finding("x", Severity.WARNING, form.kind, "", "", message, f"{advice}The advice first end.")
        return (first, Finding("y", Severity.HINT, form.kind, "", "", message, "To begin again second end."))

    fields = tuple(FormField(f"f{place}", f"Field {place}") for place in range(30))
    app = Host(FormDialog(Form(EntityKind.OBJECTIVE, None, "New objective", fields), as_typed, check))
    async with app.run_test(size=size) as pilot:
        await pilot.press(*"abc")
        await wait_for(pilot, lambda: shown in _in_one_line(app), "the whole of what is said")
        assert left_out not in _in_one_line(app)
        assert "Save" in text_of(app) and "Field 0" in text_of(app)
        await pilot.resize_terminal(50, 15)
        await wait_for(pilot, lambda: "typed here." in _in_one_line(app), "the message alone")
        assert "what to do" not in _in_one_line(app)


def _in_one_line(app: Host[Form]) -> str:
    return " ".join(line.strip(" │") for line in text_of(app).splitlines())


@pytest.mark.parametrize("size", [(50, 15), (80, 24), (200, 50)])
async def test_hostile_text_stands_in_the_form_as_it_is(size: tuple[int, int]) -> None:
    fields = tuple(FormField(f"f{place}", text, text) for place, text in enumerate(HOSTILE))
    choices = FormField("choice", "[/]", "[red]x", ("[red]x", "[/"), hint="[@click=app.quit]")
    form = Form(EntityKind.OBJECTIVE, None, "[/title] [red]", (choices, *fields))
    app = Host(FormDialog(form, as_typed))
    async with app.run_test(size=size) as pilot:
        shown = text_of(app)
        assert "[/title] [red]" in shown
        assert "[red]x" in shown
        await pilot.press("right", *["tab"] * len(fields), "enter")
    (answer,) = app.answers
    assert answer is not None
    assert answer.value("choice") == "[/"
    assert [field.value for field in answer.fields[1:-1]] == list(HOSTILE[:-1])


async def test_a_long_form_scrolls_to_the_field_in_use_in_a_small_terminal() -> None:
    fields = tuple(FormField(f"f{place}", f"Field {place}") for place in range(30))
    app = Host(FormDialog(Form(EntityKind.MEASURE, None, "New measure", fields), as_typed))
    async with app.run_test(size=(60, 16)) as pilot:
        frame = app.dialog.query_one("#frame")
        assert frame.size.height <= 16
        assert frame.region.right <= 60
        await pilot.press(*["tab"] * 29, *"last")
        await wait_for(pilot, lambda: "last" in text_of(app), "the last field in sight")
        assert app.dialog.query(Input).last().region.bottom <= frame.region.bottom


async def test_the_note_on_a_weight_has_the_ground_of_its_field() -> None:
    fields = (FormField("title", "Title"), FormField("weight", "Weight", "1", beside=WeightGroup(())))
    app = Host(FormDialog(Form(EntityKind.MEASURE, None, "New measure", fields), as_typed))
    async with app.run_test() as pilot:
        weight, note = app.dialog.query(LineInput).last(), app.dialog.query_one(WeightNote)
        assert note.styles.background == weight.styles.background
        await pilot.press("tab")
        await wait_for(
            pilot, lambda: note.styles.background == weight.styles.background, "the ground of a field in use"
        )
        assert weight.has_focus


async def test_a_day_that_is_typed_in_iso_form_is_said_with_its_weekday_beside_it() -> None:
    fields = (FormField("title", "Title", "Ship it"), FormField("due", "Due", "2027-01-05"))
    app = Host(FormDialog(Form(EntityKind.INITIATIVE, None, "Edit", fields), as_typed))
    async with app.run_test() as pilot:
        note = app.dialog.query_one(DayNote)
        await wait_for(pilot, lambda: "Tue 5 Jan 2027" in text_of(app), "the weekday")
        await pilot.press("tab", "end", "backspace", "6")
        await wait_for(pilot, lambda: "Wed 6 Jan 2027" in text_of(app), "the next day")
        await pilot.press("backspace")
        await wait_for(pilot, lambda: not note.display, "no note on half a day")
        await pilot.press("7", "f2")
    (answer,) = app.answers
    assert answer is not None and answer.value("due") == "2027-01-07"
