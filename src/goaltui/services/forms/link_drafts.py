"""The operations of a filled link form; a loop is refused in a sentence that names it."""

from collections.abc import Sequence

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import EntityKind
from goaltui.model.errors import InvalidField
from goaltui.model.listing import listed
from goaltui.model.quick.translation import _
from goaltui.model.records import Records
from goaltui.model.refs import natural_id
from goaltui.rules.structure.graph import way
from goaltui.services.core import formatting
from goaltui.services.forms.reader import FormReader

MOST_MONTHS = 120


def refuse_loop(records: Records, driver: str, driven: str) -> None:
    """Raise InvalidField where the driven objective drives the driver already, by whatever way."""
    if driver == driven:
        raise InvalidField(_("An objective cannot drive itself; choose another."), "driven")
    back = way([(link.driver, link.driven) for link in records.links], driven, driver)
    if not back:
        return
    between = [quoted(records, node) for node in back[1:-1]]
    ends = {"driver": quoted(records, driven), "driven": quoted(records, driver)}
    if not between:
        told = _("{driver} drives {driven} already; a link back would close a loop.", **ends)
    else:
        way_there = listed(between)
        told = _(
            "{driver} drives {driven} already by way of {way}; a link back would close a loop.", way=way_there, **ends
        )
    raise InvalidField(told, "driven")


def link_drafts(reader: FormReader, identity: str) -> list[Operation]:
    """Return the changes of a filled form; another objective in it makes another link in the place of this one."""
    driver = reader.form.parent or ""
    driven = reader.named("driven", reader.names.objectives, "objective")
    if driven is None:
        raise InvalidField(_("It drives nothing yet; type part of the title of another objective."), "driven")
    link = natural_id(EntityKind.LINK, driver, driven)
    others = [item for item in reader.records.links if item.id != reader.form.id]
    if any(item.id == link for item in others):
        raise InvalidField(
            _("It drives {driven} already; edit that link instead.", driven=quoted(reader.records, driven)), "driven"
        )
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
        *([Operation(EntityKind.LINK, identity, {"deleted": True})] if gone else []),
        Operation(EntityKind.LINK, link, fields),
    ]


def link_sentence(reader: FormReader, drafts: Sequence[Operation]) -> str:
    """Return a sentence for the user on what was linked."""
    fields = drafts[-1].fields
    ends = [quoted(reader.records, str(fields[name])) for name in ("driver", "driven")]
    return _(
        "{driver} drives {driven}, {link}.",
        driver=ends[0],
        driven=ends[1],
        link=formatting.link(str(fields["strength"]), int(fields["delay"] or 0)),
    )


def quoted(records: Records, identity: str) -> str:
    """Return the title of an objective, in quotes."""
    return formatting.quoted(next((item.title for item in records.objectives if item.id == identity), "?"), 40)


def _months(reader: FormReader) -> int:
    months = reader.number("delay") or 0.0
    if months != int(months) or not 0 <= months <= MOST_MONTHS:
        raise InvalidField(
            _("The delay is in whole months, 0 to {most}; 0 where there is none.", most=MOST_MONTHS),
            "delay",
        )
    return int(months)
