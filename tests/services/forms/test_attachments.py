"""What hangs on an item, through its forms."""

from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind
from goaltui.model.errors import Doubtful, InvalidField, Refused
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.attachments import delete_part, kinds_on, part_form, parts, save_part
from goaltui.services.forms.structure_rows import StructureRow
from tests.goals import opened, sample

HOSTILE = "[@click=app.quit]x[/] 日本語 👨‍👩‍👧"


def save(workspace: Workspace, subject: str, kind: EntityKind, identity: str | None = None, **values: str) -> None:
    form = part_form(workspace, subject, kind, identity)
    for name, value in values.items():
        form = form.with_value(name, value)
    save_part(workspace, form)


def rows(workspace: Workspace, subject: str, kind: EntityKind) -> list[StructureRow]:
    return [row for row in parts(workspace, subject) if row.kind is kind]


def test_a_past_check_in_is_mended_and_deleted(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    write_check_in(workspace, made.key_result, "8 @6 typed wrong")
    row = rows(workspace, made.key_result, EntityKind.CHECK_IN)[0]
    assert (row.title, row.context) == ("24 Nov  8", "@6  anna  typed wrong")
    values = {"value": "1 234,5", "date": "2026-11-20", "note": HOSTILE, "confidence": "7"}
    with pytest.raises(Doubtful, match="far from all earlier values"):
        save(workspace, made.key_result, EntityKind.CHECK_IN, row.id, **values)
    save(workspace, made.key_result, EntityKind.CHECK_IN, row.id, **values)
    shown = workspace.look.tree().roots[0].key_results[0]
    assert (shown.value, shown.confidence) == (1234.5, 7)
    row = rows(workspace, made.key_result, EntityKind.CHECK_IN)[0]
    assert row.context.endswith(HOSTILE)
    form = part_form(workspace, made.key_result, EntityKind.CHECK_IN, row.id)
    assert form.value("value") == "1234.5"
    for field, wrong in (("date", "x"), ("date", ""), ("confidence", "11"), ("value", "x")):
        with pytest.raises(InvalidField) as refused:
            save_part(workspace, form.with_value(field, wrong))
        assert refused.value.field == field
    delete_part(workspace, row)
    assert workspace.look.tree().roots[0].key_results[0].value is None
    workspace.undo()
    assert workspace.look.tree().roots[0].key_results[0].value == 1234.5


def test_the_numbers_of_a_measure_change_from_a_day_on(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    save(
        workspace, made.measure, EntityKind.TARGET, start="2026-12-01", numbers="goal 1 red_flag 2", review="2027-03-01"
    )
    row = rows(workspace, made.measure, EntityKind.TARGET)[0]
    assert (row.title, row.context) == ("from 1 Dec", "review 1 Mar 2027  goal red flag goal 1 red flag 2")
    save(workspace, made.measure, EntityKind.TARGET, row.id, start="2026-11-01")
    assert [item.title for item in rows(workspace, made.measure, EntityKind.TARGET)] == ["from 1 Nov"]
    with pytest.raises(InvalidField, match="is there already"):
        save(workspace, made.measure, EntityKind.TARGET, start="2026-11-01")
    with pytest.raises(InvalidField, match="numbers are missing"):
        save(workspace, made.measure, EntityKind.TARGET, preset="", numbers="")
    with pytest.raises(InvalidField) as refused:
        save(workspace, made.measure, EntityKind.TARGET, start="2026-11-02", numbers="goal")
    assert refused.value.field == "numbers"


def test_milestones_and_notes_are_added_and_edited(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    save(workspace, made.key_result, EntityKind.MILESTONE, title=HOSTILE, due="2026-12-01")
    row = rows(workspace, made.key_result, EntityKind.MILESTONE)[0]
    assert (row.title, row.context) == (HOSTILE, "open  due 1 Dec")
    save(workspace, made.key_result, EntityKind.MILESTONE, row.id, done="yes")
    assert rows(workspace, made.key_result, EntityKind.MILESTONE)[0].context == "done 24 Nov  due 1 Dec"
    save(workspace, made.objective, EntityKind.REMARK, text="It rains.", owner="anna")
    note = rows(workspace, made.objective, EntityKind.REMARK)[0]
    save(workspace, made.objective, EntityKind.REMARK, note.id, state="done")
    assert rows(workspace, made.objective, EntityKind.REMARK)[0].context == "learning, done"
    remark = workspace.look.records().remarks[0]
    assert (remark.text, remark.subject, remark.author) == ("It rains.", made.objective, "anna")


def test_only_what_can_hang_there_does(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    assert kinds_on(workspace, made.objective) == (EntityKind.REMARK,)
    with pytest.raises(Refused, match="It has no"):
        part_form(workspace, made.objective, EntityKind.TARGET)
    with pytest.raises(Refused, match="Check in with c"):
        part_form(workspace, made.key_result, EntityKind.CHECK_IN)
