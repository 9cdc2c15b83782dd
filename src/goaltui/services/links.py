"""Links of the strategy map made, changed and removed by hand: a loop is refused in a sentence that names it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goaltui.model.changes import Draft, Value
from goaltui.model.enums import EntityKind, Strength
from goaltui.model.errors import InvalidField, NotFound, Refused
from goaltui.model.records import LinkRecord, Records
from goaltui.model.refs import natural_id
from goaltui.model.text import fold
from goaltui.rules.graph import way
from goaltui.services import words
from goaltui.services.forms import Form, FormField
from goaltui.services.rows import Outcome
from goaltui.services.strategy_map import link_text

if TYPE_CHECKING:
    from goaltui.services.form_reader import FormReader
    from goaltui.services.workspace import Workspace

MOST_MONTHS = 120


@dataclass(frozen=True, slots=True)
class Standing:
    """An objective that a link may go to; `context` is its perspective."""

    id: str
    title: str
    context: str
    kind: EntityKind = EntityKind.OBJECTIVE


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link seen from one objective; `title` is that of the other end, `drives` tells the direction."""

    id: str
    other: str
    title: str
    drives: bool
    text: str


def links_of(workspace: "Workspace", objective: str) -> tuple[LinkRow, ...]:
    """What an objective drives, then what it is driven by; raises Refused for one that is not on the map."""
    standing = {row.id: row.title for row in _standing(workspace)}
    if objective not in standing:
        raise Refused("Only what stands on the map is linked: an objective without a cycle, or one with a measure.")
    rows = []
    for link in workspace.look.records().links:
        drives = link.driver == objective
        other = link.driven if drives else link.driver
        if objective in (link.driver, link.driven) and other in standing:
            rows.append(LinkRow(link.id, other, standing[other], drives, link_text(link.strength, link.delay)))
    return tuple(sorted(rows, key=lambda row: (not row.drives, row.title)))


def candidates(workspace: "Workspace", objective: str, text: str) -> tuple[Standing, ...]:
    """What an objective may drive with `text` in the title: all that is on the map and not driven by it yet."""
    links = workspace.look.records().links
    driven = {link.driven for link in links if link.driver == objective} | {objective}
    wanted = fold(text)
    return tuple(row for row in _standing(workspace) if row.id not in driven and wanted in fold(row.title))


def link_form(workspace: "Workspace", driver: str, driven: str) -> Form:
    """The form of a new link; raises InvalidField where it would close a loop."""
    records = workspace.look.records()
    refuse_loop(records, driver, driven)
    return _form(records, None, driver, driven)


def edit_link(workspace: "Workspace", link: str) -> Form:
    """The form of a link that stands; raises NotFound."""
    records = workspace.look.records()
    record = _link(records, link)
    return _form(records, record, record.driver, record.driven)


def remove_link(workspace: "Workspace", link: str) -> Outcome:
    """Remove a link; raises NotFound."""
    workspace.refuse_looking()
    records = workspace.look.records()
    record = _link(records, link)
    sentence = (
        f"{_quoted(records, record.driver)} no longer drives {_quoted(records, record.driven)}; undo brings it back."
    )
    return workspace.write([Draft(EntityKind.LINK, record.id, {"deleted": True})], sentence)


def refuse_loop(records: Records, driver: str, driven: str) -> None:
    """Raise InvalidField where the driven objective drives the driver already, by whatever way."""
    if driver == driven:
        raise InvalidField("An objective cannot drive itself; choose another.", "driven")
    back = way([(link.driver, link.driven) for link in records.links], driven, driver)
    if not back:
        return
    between = [_quoted(records, node) for node in back[1:-1]]
    by_way = f" by way of {words.listed(between)}" if between else ""
    ends = (_quoted(records, driven), _quoted(records, driver))
    raise InvalidField(f"{ends[0]} drives {ends[1]} already{by_way}; a link back would close a loop.", "driven")


def link_drafts(reader: "FormReader", identity: str) -> list[Draft]:
    """The changes of a filled form; another objective in it makes another link in the place of this one."""
    driver = reader.form.parent or ""
    driven = reader.named("driven", reader.names.objectives, "objective")
    if driven is None:
        raise InvalidField("It drives nothing yet; type part of the title of another objective.", "driven")
    link = natural_id(EntityKind.LINK, driver, driven)
    others = [item for item in reader.records.links if item.id != reader.form.id]
    if any(item.id == link for item in others):
        raise InvalidField(f"It drives {_quoted(reader.records, driven)} already; edit that link instead.", "driven")
    refuse_loop(reader.records._replace(links=tuple(others)), driver, driven)
    fields: dict[str, Value] = {
        "driver": driver,
        "driven": driven,
        "strength": reader.text("strength"),
        "delay": _months(reader),
        "why": reader.text("why").strip(),
        "deleted": False,
    }
    gone = reader.form.id not in (None, link)
    return [
        *([Draft(EntityKind.LINK, identity, {"deleted": True})] if gone else []),
        Draft(EntityKind.LINK, link, fields),
    ]


def link_sentence(reader: "FormReader", drafts: Sequence[Draft]) -> str:
    """What was linked, for the user."""
    fields = drafts[-1].fields
    ends = [_quoted(reader.records, str(fields[name])) for name in ("driver", "driven")]
    return f"{ends[0]} drives {ends[1]}, {link_text(str(fields['strength']), int(fields['delay'] or 0))}."


def _months(reader: "FormReader") -> int:
    months = reader.number("delay") or 0.0
    if months != int(months) or not 0 <= months <= MOST_MONTHS:
        raise InvalidField(f"The delay is in whole months, 0 to {MOST_MONTHS}; 0 where there is none.", "delay")
    return int(months)


def _form(records: Records, record: LinkRecord | None, driver: str, driven: str) -> Form:
    titles = {item.id: item.title for item in records.objectives}
    fields = (
        FormField(
            "driven",
            "Drives",
            titles.get(driven, ""),
            hint="title of what it drives",
            required=True,
            means=driven,
            filled=titles.get(driven, ""),
        ),
        FormField("strength", "Strength", record.strength if record else Strength.MEDIUM, tuple(Strength)),
        FormField("delay", "Delay", str(record.delay) if record else "0", hint="months until it shows"),
        FormField("why", "Why", record.why if record else "", multiline=True),
    )
    verb = "Edit link" if record else "New link"
    title = f"{verb}: {words.quoted(titles.get(driver, ''), 40)} drives …"
    return Form(EntityKind.LINK, record.id if record else None, title, fields, driver)


def _link(records: Records, identity: str) -> LinkRecord:
    for link in records.links:
        if link.id == identity:
            return link
    raise NotFound("The link is no longer there; somebody may have removed it.")


def _standing(workspace: "Workspace") -> tuple[Standing, ...]:
    return tuple(
        Standing(row.id, row.title, perspective.name)
        for perspective in workspace.scorecard().perspectives
        for row in perspective.objectives
    )


def _quoted(records: Records, identity: str) -> str:
    return words.quoted(next((item.title for item in records.objectives if item.id == identity), "?"), 40)
