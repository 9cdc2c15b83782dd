"""Handlers of lists with a form for each row: the structure of the workspace, attachments of an item."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from goaltui.model.enums import EntityKind
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass
from goaltui.services.core.formatting import quoted
from goaltui.services.forms.form import Form
from goaltui.tui.context import Context, Handler
from goaltui.tui.features.editing.form import show_form
from goaltui.tui.features.refresh import renewing

if TYPE_CHECKING:
    from goaltui.services.core.rows.outcome import Outcome
    from goaltui.services.core.workspace import Workspace
    from goaltui.services.forms.structure_rows import StructureRow
    from goaltui.tui.features.structure.screen import StructureFlow


@dataclass(frozen=True, slots=True)
class StructureSource:
    """A list and what is done with its rows; `letters` choose the kinds that can be added."""

    rows: "Callable[[Workspace], tuple[StructureRow, ...]]"
    form: "Callable[[Workspace, EntityKind, str | None], Form]"
    save: "Callable[[Workspace, Form], Outcome]"
    hanging: "Callable[[Workspace, StructureRow], tuple[str, ...]]"
    delete: "Callable[[Workspace, StructureRow], Outcome]"
    letters: Mapping[EntityKind, str]


async def structure(app: Context) -> None:
    """Show workspace, perspectives, cycles, teams and people."""
    from goaltui.services.editing import structure as of
    from goaltui.services.forms.structure_forms import save_structure, structure_form
    from goaltui.services.forms.structure_rows import KINDS, kinds_of
    from goaltui.tui.features.structure.screen import StructureFlow

    found = await app.ask(lambda workspace: (of.structure(workspace), workspace.look.header().method))
    if found is None:
        return
    rows, method = found
    letters = {EntityKind.PERSPECTIVE: "p", EntityKind.CYCLE: "c", EntityKind.TEAM: "t", EntityKind.PERSON: "n"}
    letters |= {EntityKind.THEME: "h"}
    doing = _StructureActions(
        app,
        StructureSource(
            of.structure,
            structure_form,
            save_structure,
            lambda workspace, row: of.hanging(workspace, row.kind, row.id),
            of.delete,
            {kind: letters[kind] for kind in kinds_of(method)},
        ),
    )
    keys = {"e": doing.edit, "a": doing.add, "d": doing.delete, "J": doing.down, "I": doing.up, "u": doing.undo}
    doing.flow = StructureFlow(_("Structure"), rows, KINDS, keys, app.main.glyphs)
    renewing(app, doing.flow, of.structure, doing.flow.show)
    await app.open_dialog(doing.flow)


async def parts(app: Context) -> None:
    """Show check-ins, targets, milestones and notes of the item under the cursor."""
    from goaltui.services.forms import attachments as of
    from goaltui.tui.appearance.text import plain
    from goaltui.tui.features.structure.screen import StructureFlow

    place = app.place()
    if place is None:
        return
    found = await app.ask(lambda workspace: (of.kinds_on(workspace, place.id), of.parts(workspace, place.id)))
    if found is None:
        return
    kinds, rows = found
    letters = {EntityKind.TARGET: "t", EntityKind.MILESTONE: "m", EntityKind.REMARK: "n"}
    doing = _StructureActions(
        app,
        StructureSource(
            lambda workspace: of.parts(workspace, place.id),
            lambda workspace, kind, identity: of.part_form(workspace, place.id, kind, identity),
            of.save_part,
            lambda _workspace, _row: (),
            of.delete_part,
            {kind: letters[kind] for kind in kinds if kind in letters},
        ),
    )
    keys = {"e": doing.edit, "a": doing.add, "d": doing.delete, "u": doing.undo}
    doing.flow = StructureFlow(plain(place.title).plain, rows, kinds, keys, app.main.glyphs)
    renewing(app, doing.flow, lambda workspace: of.parts(workspace, place.id), doing.flow.show)
    await app.open_dialog(doing.flow)


async def open_list(app: Context, title: str, source: StructureSource, kinds: Sequence[EntityKind]) -> None:
    """Open a list to edit, add to and delete from, its rows under a heading for each of the kinds."""
    from goaltui.tui.features.structure.screen import StructureFlow

    rows = await app.ask(source.rows)
    if rows is None:
        return
    doing = _StructureActions(app, source)
    keys = {"e": doing.edit, "a": doing.add, "d": doing.delete, "u": doing.undo}
    doing.flow = StructureFlow(title, rows, kinds, keys, app.main.glyphs)
    renewing(app, doing.flow, source.rows, doing.flow.show)
    await app.open_dialog(doing.flow)


class _StructureActions:
    """The actions behind the keys of the screen; all words are shown on the screen itself."""

    flow: "StructureFlow"

    def __init__(self, app: Context, book: StructureSource) -> None:
        self._app = app
        self._book = book

    async def edit(self, row: "StructureRow | None") -> None:
        if row is not None:
            await self._open(row.kind, row.id)

    async def add(self, row: "StructureRow | None") -> None:
        from goaltui.tui.dialogs.choice import Choice, PickDialog

        letters = self._book.letters
        kinds = sorted(letters, key=lambda kind: row is None or kind is not row.kind)
        if len(kinds) == 1:
            await self._open(kinds[0], None)
            return
        named = {EntityKind.REMARK: _("Note")}
        choices = [Choice(kind, letters[kind], named.get(kind, kind.word.capitalize())) for kind in kinds]

        async def chosen(kind: EntityKind | None) -> None:
            if kind is not None:
                await self._open(kind, None)

        await self._app.push_screen(PickDialog(_("Add"), choices), chosen)

    async def delete(self, row: "StructureRow | None") -> None:
        from goaltui.tui.dialogs.confirm import ConfirmDialog

        if row is None:
            return

        def effects(workspace: "Workspace") -> tuple[str, ...]:
            workspace.refuse_looking()
            return self._book.hanging(workspace, row)

        async def sure(answer: object) -> None:
            if answer is not None:
                await self._write(lambda workspace: self._book.delete(workspace, row))

        with self.flow.refusals():
            told = (*await self._app.gateway.run(effects), _("Undo brings it back."))
            dialog = ConfirmDialog(_("Delete"), _("Delete {title}?", title=quoted(row.title)), told, _("Delete"))
            await self._app.push_screen(dialog, sure)

    async def down(self, row: "StructureRow | None") -> None:
        await self._reorder(row, 1)

    async def up(self, row: "StructureRow | None") -> None:
        await self._reorder(row, -1)

    async def undo(self, _row: "StructureRow | None") -> None:
        await self._write(lambda workspace: workspace.undo())

    async def _reorder(self, row: "StructureRow | None", step: int) -> None:
        from goaltui.services.editing.structure import reorder

        if row is not None:
            await self._write(lambda workspace: reorder(workspace, row.id, step))

    async def _open(self, kind: EntityKind, identity: str | None) -> None:
        def asked(workspace: "Workspace") -> Form:
            workspace.refuse_looking()
            return self._book.form(workspace, kind, identity)

        with self.flow.refusals():
            form = await self._app.gateway.run(asked)
            await show_form(self._app, form, self._book.save, self._wrote)

    async def _write(self, change: "Callable[[Workspace], Outcome]") -> None:
        with self.flow.refusals():
            await self._wrote(await self._app.gateway.run(change))

    async def _wrote(self, outcome: "Outcome") -> None:
        rows = await self._app.gateway.run(self._book.rows)
        self._app.main.mark_stale()
        self.flow.show(rows, outcome.created)
        self.flow.note(outcome.sentence)


HANDLERS: Mapping[str, Handler] = {"structure": structure, "parts": parts}
