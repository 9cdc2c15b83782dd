"""Links of the strategy map made, changed and removed by hand."""

from typing import TYPE_CHECKING

from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind, Strength
from goaltui.model.errors import NotFound, Refused
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.records import LinkRecord, Records
from goaltui.model.text import fold
from goaltui.services.core import formatting
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.forms.form import Form, FormField
from goaltui.services.forms.link_drafts import quoted, refuse_loop

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """An objective that a link may go to; `context` is its perspective."""

    id: str
    title: str
    context: str
    kind: EntityKind = EntityKind.OBJECTIVE
    called: str = ""
    """Nothing: all of them are objectives."""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link seen from one objective; `title` is that of the other end, `drives` tells the direction."""

    id: str
    other: str
    title: str
    drives: bool
    text: str


def links_of(workspace: "Workspace", objective: str) -> tuple[LinkRow, ...]:
    """Return the objectives that an objective drives, then its drivers; raises Refused
    for one that is not on the map.
    """
    standing = {row.id: row.title for row in _standing(workspace)}
    if objective not in standing:
        raise Refused(_("Only what is on the map can be linked: an objective without a cycle, or one with a measure."))
    rows = []
    for link in workspace.look.records().links:
        drives = link.driver == objective
        other = link.driven if drives else link.driver
        if objective in (link.driver, link.driven) and other in standing:
            rows.append(LinkRow(link.id, other, standing[other], drives, formatting.link(link.strength, link.delay)))
    return tuple(sorted(rows, key=lambda row: (not row.drives, row.title)))


def candidates(workspace: "Workspace", objective: str, text: str) -> tuple[LinkTarget, ...]:
    """Return the objectives that an objective may drive, with `text` in the title: all on the
    map that it does not drive yet.
    """
    links = workspace.look.records().links
    driven = {link.driven for link in links if link.driver == objective} | {objective}
    wanted = fold(text)
    return tuple(row for row in _standing(workspace) if row.id not in driven and wanted in fold(row.title))


def link_form(workspace: "Workspace", driver: str, driven: str) -> Form:
    """Return the form of a new link; raises InvalidField where it would close a loop."""
    records = workspace.look.records()
    refuse_loop(records, driver, driven)
    return _form(records, None, driver, driven)


def edit_link(workspace: "Workspace", link: str) -> Form:
    """Return the form of a link that stands; raises NotFound."""
    records = workspace.look.records()
    record = _link(records, link)
    return _form(records, record, record.driver, record.driven)


def remove_link(workspace: "Workspace", link: str) -> Outcome:
    """Remove a link; raises NotFound."""
    workspace.refuse_looking()
    records = workspace.look.records()
    record = _link(records, link)
    sentence = _(
        "{driver} no longer drives {driven}; undo brings it back.",
        driver=quoted(records, record.driver),
        driven=quoted(records, record.driven),
    )
    return workspace.write([Operation(EntityKind.LINK, record.id, {"deleted": True})], sentence)


def _form(records: Records, record: LinkRecord | None, driver: str, driven: str) -> Form:
    titles = {item.id: item.title for item in records.objectives}
    fields = (
        FormField(
            "driven",
            _("Drives"),
            titles.get(driven, ""),
            hint=_("title of what it drives"),
            required=True,
            means=driven,
            filled=titles.get(driven, ""),
        ),
        FormField("strength", _("Strength"), record.strength if record else Strength.MEDIUM, tuple(Strength)),
        FormField("delay", _("Delay"), str(record.delay) if record else "0", hint=_("months until it shows")),
        FormField("why", _("Why"), record.why if record else "", multiline=True),
    )
    whose = formatting.quoted(titles.get(driver, ""), 40)
    title = (
        _("Edit link: {driver} drives …", driver=whose) if record else _("New link: {driver} drives …", driver=whose)
    )
    return Form(EntityKind.LINK, record.id if record else None, title, fields, driver)


def _link(records: Records, identity: str) -> LinkRecord:
    for link in records.links:
        if link.id == identity:
            return link
    raise NotFound(_("The link is no longer there; somebody may have removed it."))


def _standing(workspace: "Workspace") -> tuple[LinkTarget, ...]:
    return tuple(
        LinkTarget(row.id, row.title, perspective.name)
        for perspective in workspace.look.scorecard().perspectives
        for row in perspective.objectives
    )
