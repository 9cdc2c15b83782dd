"""Workspace, perspectives, cycles, teams and people: seen, added, edited, deleted, put in order."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from goaltui.model.enums import EntityKind
from goaltui.model.errors import GoaltuiError, Refused
from goaltui.services.forms import Form
from goaltui.tui.handlers.handler import Handler

if TYPE_CHECKING:
    from goaltui.services.rows import Outcome
    from goaltui.services.structure import StructureRow
    from goaltui.services.workspace import Workspace
    from goaltui.tui.app import GoaltuiApp
    from goaltui.tui.screens.structure import StructureFlow


async def structure(app: "GoaltuiApp") -> None:
    """The list of it all."""
    from goaltui.services.structure import structure as structure_of
    from goaltui.tui.screens.structure import StructureFlow

    rows = await app.ask(structure_of)
    if rows is None:
        return
    doing = _Doing(app)
    keys = {"e": doing.edit, "a": doing.add, "d": doing.delete, "J": doing.down, "I": doing.up}
    doing.flow = StructureFlow(rows, keys, app.main.glyphs)
    await app.open_dialog(doing.flow)


class _Doing:
    """What the keys of the screen do; everything that is said is said on the screen itself."""

    flow: "StructureFlow"

    def __init__(self, app: "GoaltuiApp") -> None:
        self._app = app

    async def edit(self, row: "StructureRow") -> None:
        await self._open(row.kind, row.id)

    async def add(self, row: "StructureRow") -> None:
        from goaltui.services.structure import KINDS
        from goaltui.tui.dialogs.pick import Choice, PickDialog

        letters = {EntityKind.PERSPECTIVE: "p", EntityKind.CYCLE: "c", EntityKind.TEAM: "t", EntityKind.PERSON: "n"}
        kinds = sorted(KINDS, key=lambda kind: kind is not row.kind)
        choices = [Choice(kind, letters[kind], kind.value.capitalize()) for kind in kinds]

        async def chosen(kind: EntityKind | None) -> None:
            if kind is not None:
                await self._open(kind, None)

        await self._app.push_screen(PickDialog("Add", choices), chosen)

    async def delete(self, row: "StructureRow") -> None:
        from goaltui.services.structure import delete, hanging
        from goaltui.tui.dialogs.confirm import ConfirmDialog

        def effects(workspace: "Workspace") -> tuple[str, ...]:
            workspace.refuse_looking()
            return hanging(workspace, row.kind, row.id)

        try:
            found = await self._app.gateway.run(effects)
        except GoaltuiError as error:
            self.flow.note(str(error), error=True)
            return

        async def sure(answer: object) -> None:
            if answer is not None:
                await self._write(lambda workspace: delete(workspace, row))

        dialog = ConfirmDialog("Delete", f"Delete “{row.title}”?", (*found, "Undo brings it back."), "Delete")
        await self._app.push_screen(dialog, sure)

    async def down(self, row: "StructureRow") -> None:
        await self._reorder(row, 1)

    async def up(self, row: "StructureRow") -> None:
        await self._reorder(row, -1)

    async def _reorder(self, row: "StructureRow", step: int) -> None:
        from goaltui.services.structure import reorder

        await self._write(lambda workspace: reorder(workspace, row.id, step))

    async def _open(self, kind: EntityKind, identity: str | None) -> None:
        from goaltui.services.structure_forms import structure_form

        def asked(workspace: "Workspace") -> Form:
            workspace.refuse_looking()
            return structure_form(workspace, kind, identity)

        try:
            form = await self._app.gateway.run(asked)
        except GoaltuiError as error:
            self.flow.note(str(error), error=True)
            return
        await self._fill(form)

    async def _fill(self, form: Form, problem: str = "", wrong: str | None = None) -> None:
        from goaltui.services.structure_forms import save_structure
        from goaltui.tui.dialogs.form import FormDialog

        async def filled(typed: Form | None) -> None:
            if typed is None:
                return
            try:
                outcome = await self._app.gateway.run(lambda workspace: save_structure(workspace, typed))
            except GoaltuiError as error:
                await self._fill(typed, str(error), error.field if isinstance(error, Refused) else None)
                return
            await self._wrote(outcome)

        await self._app.push_screen(FormDialog(form, None, problem, wrong), filled)

    async def _write(self, change: "Callable[[Workspace], Outcome]") -> None:
        try:
            outcome = await self._app.gateway.run(change)
        except GoaltuiError as error:
            self.flow.note(str(error), error=True)
            return
        await self._wrote(outcome)

    async def _wrote(self, outcome: "Outcome") -> None:
        from goaltui.services.structure import structure as structure_of

        rows = await self._app.gateway.run(structure_of)
        self._app.main.mark_stale()
        self.flow.show(rows, outcome.created)
        self.flow.note(outcome.sentence)


HANDLERS: Mapping[str, Handler] = {"structure": structure}
