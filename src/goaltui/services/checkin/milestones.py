"""The milestones of a key result, ticked off with a check-in."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date

from goaltui.model.changes import Operation
from goaltui.model.enums import Condition, EntityKind
from goaltui.model.errors import NotFound
from goaltui.model.listing import listed
from goaltui.model.quick.translation import _
from goaltui.model.records import MilestoneRecord
from goaltui.model.text import clean_line, fold
from goaltui.rules.progress.progress import of_milestones
from goaltui.services.checkin import recording
from goaltui.services.checkin.grammar import CheckInLine, parse
from goaltui.services.checkin.preview import preview
from goaltui.services.checkin.surprises import surprise
from goaltui.services.checkin.writing import check_in_target
from goaltui.services.core import formatting
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.core.workspace import Workspace

_NUMBER = re.compile(r"([0-9]{1,3})(?:[\s,]+|$)")


@dataclass(frozen=True, slots=True)
class Steps:
    """The milestones of one key result, the earliest first, on a day."""

    key_result: str
    title: str
    milestones: tuple[MilestoneRecord, ...]
    today: date

    @property
    def done(self) -> frozenset[str]:
        """The ids of those that are done."""
        return frozenset(step.id for step in self.milestones if step.done)


def steps_of(workspace: Workspace, identity: str) -> Steps | None:
    """Return the milestones that make up the progress of a key result; none for
    anything else, or without milestones.
    """
    row = workspace.look.outline().key_results.get(identity)
    if row is None or row.condition is not Condition.MILESTONES:
        return None
    found = workspace.database.things.milestones(identity)
    ordered = sorted(found, key=lambda step: (step.due or date.max, step.title))
    return Steps(identity, row.title, tuple(ordered), workspace.today) if found else None


def ticked(
    milestones: Sequence[MilestoneRecord],
    done: AbstractSet[str],
    parsed: CheckInLine,
    again: AbstractSet[str] = frozenset(),
) -> tuple[tuple[Operation, ...], CheckInLine]:
    """Return the operations that make these milestones done on the day of the check-in and the others
    open, and the check-in's line.

    The line names what changed where it has no note. Raises NotFound where a milestone is gone. Milestones to tick off
    `again` are done by an earlier draft of the same check-in, whose day may be another.
    """
    if not done <= {step.id for step in milestones}:
        raise NotFound(_("A milestone is no longer there; somebody may have deleted it, so open the check-in again."))
    off = [step for step in milestones if step.id in done and (not step.done or step.id in again)]
    opened = [step for step in milestones if step.id not in done and step.done]
    if (off or opened) and not parsed.note:
        parsed = replace(parsed, note=_note(off, opened))
    drafts = [Operation(EntityKind.MILESTONE, step.id, recording.done_fields(parsed.date)) for step in off]
    return (
        *drafts,
        *(Operation(EntityKind.MILESTONE, step.id, recording.done_fields(None)) for step in opened),
    ), parsed


def tick(workspace: Workspace, identity: str, done: AbstractSet[str], line: str = "", *, again: str = "") -> Outcome:
    """Check in with these milestones done and the others open, as one change; `line` has marks and a note.

    Raises WrongUsage where the line cannot be read, NotFound where a milestone is gone, and Doubtful the first time
    where `again` says how to insist on what surprises.
    """
    workspace.refuse_looking()
    target = check_in_target(workspace, identity)
    steps = workspace.database.things.milestones(identity)
    parsed = parse(clean_line(line), target, workspace.today)
    if again:
        asked = " ".join((*sorted(done), line))
        workspace.ask_once(identity, asked, surprise(target, parsed, workspace.today), again)
    drafts, parsed = ticked(steps, done, parsed)
    ahead = days_ahead(parsed.date, workspace.today)
    sentence = said(steps, done, target.title, ahead)
    outcome = workspace.write((*drafts, recording.draft_of(target, parsed, workspace.author)), sentence)
    off = target.milestones if ahead else tuple((step.weight, step.id in done) for step in steps)
    ticked_off = replace(target, milestones=off)
    written = recording.recorded(ticked_off, parsed, preview(ticked_off, line, workspace.today))
    return replace(
        outcome, recorded=replace(written, entered=_("{done} of {all} done", done=len(done), all=len(steps)))
    )


def turned(steps: Steps, line: str) -> tuple[frozenset[str], str]:
    """Return the ids of the milestones that are done after a line such as `1 3 @7 went well` has turned over the first
    and the third, and the rest of the line; raises NotFound for a number that none of them has.
    """
    done, rest = set(steps.done), line.strip()
    while numbered := _NUMBER.match(rest):
        place = int(numbered[1])
        if not 1 <= place <= len(steps.milestones):
            raise NotFound(
                _(
                    "There is no milestone {place}; they are numbered from 1 to {count}.",
                    place=place,
                    count=len(steps.milestones),
                )
            )
        done ^= {steps.milestones[place - 1].id}
        rest = rest[numbered.end() :]
    return frozenset(done), rest


def days_ahead(day: date, today: date) -> str:
    """Return the day from which something holds, as ` from 1 Dec on`; empty where it does today."""
    return _(" from {day} on", day=formatting.day(day, today)) if day > today else ""


def said(milestones: Sequence[MilestoneRecord], done: AbstractSet[str], title: str = "", ahead: str = "") -> str:
    """Return the number of milestones done and the progress that it makes, with the key result's title and the
    words `ahead` for a day to come.
    """
    share = of_milestones([(step.weight, step.id in done) for step in milestones])
    number, percent = EntityKind.MILESTONE.counted(len(milestones)), formatting.percent(share)
    if not title:
        return _(
            "{done} of {milestones} done{ahead}: {percent}.",
            done=len(done),
            milestones=number,
            ahead=ahead,
            percent=percent,
        )
    return _(
        "{done} of {milestones} of {title} done{ahead}: {percent}.",
        done=len(done),
        milestones=number,
        title=formatting.quoted(title),
        ahead=ahead,
        percent=percent,
    )


def named(steps: Steps, texts: Sequence[str]) -> frozenset[str]:
    """Return the ids of the milestones with these titles, or the part of a title that only one has; raises NotFound."""
    found = set()
    for text in texts:
        same = [step.id for step in steps.milestones if fold(step.title) == fold(text)]
        meant = same or [step.id for step in steps.milestones if fold(text) in fold(step.title)]
        if len(meant) != 1:
            called = formatting.quoted(clean_line(text))
            known = listed(formatting.quoted(step.title, 30) for step in steps.milestones)
            if meant:
                several = _(
                    "{count} milestones are called {name}; there is {known}.",
                    count=len(meant),
                    name=called,
                    known=known,
                )
                raise NotFound(several)
            raise NotFound(_("No milestone is called {name}; there is {known}.", name=called, known=known))
        found.add(meant[0])
    return frozenset(found)


def _note(off: Sequence[MilestoneRecord], opened: Sequence[MilestoneRecord]) -> str:
    """Return the milestones ticked off and opened again, in words."""
    told = ((_("Done"), off), (_("Reopened"), opened))
    return ". ".join(f"{said}: {', '.join(step.title for step in steps)}" for said, steps in told if steps)
