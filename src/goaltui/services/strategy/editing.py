"""The page as rows to edit: a form for each statement and each theme."""

from collections.abc import Iterator

from goaltui.model.enums import EntityKind
from goaltui.model.errors import Refused
from goaltui.model.listing import counted
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import replace
from goaltui.model.refs import WORKSPACE_ID
from goaltui.services.core import formatting
from goaltui.services.core.rows.objectives import TreeView
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.core.snapshot import Snapshot
from goaltui.services.core.workspace import Workspace
from goaltui.services.editing.structure import delete, hanging
from goaltui.services.editing.workspace_settings import configure
from goaltui.services.forms.form import Form, FormField
from goaltui.services.forms.structure_forms import save_structure, structure_form
from goaltui.services.forms.structure_rows import StructureRow
from goaltui.services.strategy.page import LABELS, Share, StrategyPage, ThemeRow, sponsor_of, strategy_page
from goaltui.services.views.approval import approval_of

KINDS = (EntityKind.THEME, EntityKind.CHECK_SETTING, EntityKind.LINK)
"""Themes, what is lacking, and what serves the strategy, each under a heading."""


_APPROVED = ("approved", "approved_by")
_APPROVAL = {"sponsor": ("sponsor",), "approved": _APPROVED, "changed": _APPROVED}
"""The fields of the form of the sponsor and of that of the approval, by the id of their lines."""


def strategy_rows(workspace: Workspace) -> tuple[StructureRow, ...]:
    """Return the page, a row for each of its lines."""
    rows = (*_rows(strategy_page(workspace.look)), *_answered_for(workspace))
    if workspace.look.header().method.uses_okr:
        return rows
    # Asked for of objectives of cycles alone.
    return (*rows, StructureRow(EntityKind.LINK, "", _("all of them: a scorecard's objectives are the strategic ones")))


def strategy_form(workspace: Workspace, kind: EntityKind, identity: str | None) -> Form:
    """Return the form of a statement or a theme; raises Refused for a line that follows from others."""
    if kind is EntityKind.THEME:
        return structure_form(workspace, kind, identity)
    if kind is not EntityKind.WORKSPACE:
        raise Refused(_("This line follows from the others; edit a statement, a theme or an objective."))
    if identity in _APPROVAL:
        whole = structure_form(workspace, kind, WORKSPACE_ID)
        fields = tuple(field for field in whole.fields if field.name in _APPROVAL[str(identity)])
        return Form(kind, identity, fields[0].label, fields)
    home = workspace.look.records().workspace
    label, asks = next((_(label), _(asks)) for field, label, asks in LABELS if field == identity)
    field = FormField(str(identity), label, getattr(home, str(identity)), hint=asks, multiline=True)
    return Form(kind, identity, label, (field,))


def save_strategy(workspace: Workspace, form: Form) -> Outcome:
    """Write a statement or a theme."""
    if form.kind is EntityKind.THEME:
        return save_structure(workspace, form)
    if form.id in _APPROVAL:
        whole = structure_form(workspace, form.kind, WORKSPACE_ID)
        for field in form.fields:
            whole = whole.with_value(field.name, field.value)
        return save_structure(workspace, whole)
    field = form.fields[0]
    outcome = configure(workspace, **{field.name: field.value})
    done = _("Saved the {statement}.", statement=field.label.lower()) if outcome.touched else _("Nothing was changed.")
    return Outcome(done, outcome.touched, form.id, outcome.batch)


def effects(workspace: Workspace, row: StructureRow) -> tuple[str, ...]:
    """Return the goals of a theme in words; raises Refused for anything else."""
    if row.kind is not EntityKind.THEME:
        raise Refused(_("Only themes are deleted here; to remove a statement, empty it in its form."))
    return hanging(workspace, row.kind, row.id)


def delete_theme(workspace: Workspace, row: StructureRow) -> Outcome:
    """Delete a theme; its objectives stay."""
    effects(workspace, row)
    return delete(workspace, row)


def _rows(page: StrategyPage) -> Iterator[StructureRow]:
    for statement in page.statements:
        text = statement.text or statement.asks
        says = bool(statement.text)
        yield StructureRow(EntityKind.WORKSPACE, statement.field, statement.label, text, says=says)
    for theme in page.themes:
        yield StructureRow(EntityKind.THEME, theme.id, theme.name, told(theme))
    for place, sentence in enumerate(page.lacking):
        title, _colon, asks = sentence.partition(": ")
        # What a statement answers stands in its own line already.
        more = "" if any(asks == statement.asks for statement in page.statements) else asks
        yield StructureRow(EntityKind.CHECK_SETTING, f"lacking {place}", title, more)
    for share in (*page.by_cycle, *page.by_team):
        yield StructureRow(EntityKind.LINK, f"share {share.name}", share.name, serving(share))


def _answered_for(workspace: Workspace) -> Iterator[StructureRow]:
    """Yield the sponsor and the approval."""
    found, sponsor = approval_of(workspace), sponsor_of(workspace.look)
    asks = _("Which leader answers for it?")
    yield StructureRow(EntityKind.WORKSPACE, "sponsor", _("Sponsor"), sponsor or asks, says=bool(sponsor))
    if found is None:
        told = _("Nobody has approved it yet.")
    else:
        told = found.given(workspace.today) if found.changed else found.told(workspace.today)
    yield StructureRow(EntityKind.WORKSPACE, "approved", _("Approval"), told, says=found is not None)
    if found is not None and found.changed:
        yield StructureRow(EntityKind.WORKSPACE, "changed", _("Changed since"), found.things, says=True)


def with_headings(view: TreeView, look: Snapshot) -> TreeView:
    """Return the tree with what each theme comes to, or what each perspective is called, where it is grouped so."""
    if view.group == "theme":
        return replace(view, headings=tuple((row.name, row.name, told(row)) for row in strategy_page(look).themes))
    if view.group == "perspective":
        placed = [(item.key, item.name, "") for item in look.records().ordered_perspectives]
        return replace(view, headings=tuple(placed))
    return view


def told(theme: ThemeRow) -> str:
    """Return the result of a theme, in a few words."""
    parts = [counted(theme.objectives, "strategic objective", "strategic objectives")]
    if theme.score is not None:
        parts.append(formatting.by_measures(theme.score, theme.coverage))
    if theme.progress is not None:
        parts.append(_("OKR {percent}", percent=formatting.percent(theme.progress)))
    return ", ".join((*parts, *([theme.text] if theme.text else [])))


def serving(share: Share) -> str:
    """Return the share that serves the strategy, in words."""
    return _(
        "{serving} of {objectives}, {percent}",
        serving=share.serving,
        objectives=EntityKind.OBJECTIVE.counted(share.count),
        percent=formatting.percent(share.part),
    )
