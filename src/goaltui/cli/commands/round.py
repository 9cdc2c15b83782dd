"""The round in the shell: one due thing after the other, a line typed for each, all of them one undo."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

from goaltui.cli import declared as typer
from goaltui.cli.commands.show import Asked, nothing_due
from goaltui.cli.output.console import printable
from goaltui.cli.session import Session
from goaltui.model.enums import EntityKind
from goaltui.model.errors import GoaltuiError
from goaltui.model.listing import counted, listed
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass, field, replace
from goaltui.services.core import formatting
from goaltui.services.filters.filtered_views import asking_of, narrow_today
from goaltui.services.filters.unknown_names import refuse_unknown

if TYPE_CHECKING:
    from goaltui.services.checkin.milestones import Steps
    from goaltui.services.core.rows.today import DueRow
    from goaltui.services.core.workspace import Workspace
    from goaltui.services.filters.query import Query
    from goaltui.services.lifecycle.checkin_round import RoundEntryResult, RoundItem

SKIP, BACK, LEAVE = ">", "<", "."


def walk(
    ctx: typer.Context,
    everybody: Annotated[
        bool, typer.Option("--all", help="Also what others owe; default: mine, if any is due.")
    ] = False,
    asked: Asked = "",
) -> None:
    """Check in on everything that is due, one after the other.

    Each line is saved at once; `goaltui undo` takes the whole round back. With --json it only lists what is due.
    """
    from goaltui.services.views.today import today_of

    session: Session = ctx.obj
    query = session.query(asked)
    with session.reading(saves=True) as workspace:
        rows = _due(workspace, refuse_unknown(workspace, query), everybody=everybody)
        if session.out.as_json:
            from goaltui.cli.output import json_output

            session.out.json(json_output.due(today_of(workspace), rows, (), workspace.refs().of))
            return
        workspace.refuse_looking()
        if not rows:
            session.out.say(nothing_due(query))
            return
        okr = workspace.look.header().method.uses_okr
        session.out.say(
            _("VALUE [@CONFIDENCE] [note …]; Enter alone keeps it, > skips, < goes back, . ends.")
            if okr
            else _("VALUE [note …]; Enter alone keeps it, > skips, < goes back, . ends.")
        )
        round_ = _Round(session, workspace, rows)
        with suppress(EOFError, KeyboardInterrupt):
            round_.walk()
        session.out.say(round_.told)
        if round_.refused is not None:
            raise round_.refused


def _due(workspace: "Workspace", query: "Query", *, everybody: bool) -> "tuple[DueRow, ...]":
    from goaltui.services.core.ownership import Reach
    from goaltui.services.lifecycle import checkin_round as rounds
    from goaltui.services.views.today import today_of

    rows = rounds.due(workspace, Reach.ALL if everybody or query.narrows else None).rows
    return narrow_today(replace(today_of(workspace), due=rows), query, asking_of(workspace)).due


@dataclass(slots=True)
class _Round:
    session: Session
    workspace: "Workspace"
    rows: "Sequence[DueRow]"
    entered: "dict[str, RoundEntryResult]" = field(default_factory=dict)
    batch: str = ""
    refused: GoaltuiError | None = None
    """The refusal of a line that no person typed, behind which the next one may be meant for another thing."""

    def walk(self) -> None:
        """Walk from the first item to the last; raises EOFError where the round is left, or the input ends."""
        place = 0
        while place < len(self.rows):
            place = max(0, place + self._stop(place))

    @property
    def told(self) -> str:
        """The number entered, what is red now, what is left, and the way back."""
        done = len(self.entered)
        if not done:
            return _("Nothing was checked in.")
        red = [row.title for row in self.rows if row.id in self.entered and self.entered[row.id].red]
        said = [
            _(
                "{check_ins} in the round; goaltui undo reverts all of it.",
                check_ins=EntityKind.CHECK_IN.counted(done),
            )
        ]
        if red:
            said.append(_("Red now: {listed}.", listed=listed(map(formatting.quoted, red))))
        if done < len(self.rows):
            said.append(_("{count} still due; the next round goes on with them.", count=len(self.rows) - done))
        return " ".join(said)

    def _stop(self, place: int) -> int:
        """Ask for one thing until it is entered or passed; return the number of places to go on."""
        from goaltui.services.lifecycle import checkin_round as rounds

        row = self.rows[place]
        try:
            found = rounds.stop(self.workspace, row)
        except GoaltuiError as error:
            self.session.out.say(str(error))
            return 1
        self._show(place, row)
        if found.steps is not None:
            self._list(found.steps)
        asked: set[str] = set()
        line = ""
        while True:
            typed = self._typed(found, line)
            if typed in (SKIP, BACK):
                return 1 if typed == SKIP else -1
            line = typed or line
            marks = _marks(found, line)
            new = [ask for ask in rounds.questions(found.target, marks, self.workspace.today) if ask not in asked]
            asked |= set(new)
            if new:
                self.session.out.say(_("  {questions} Enter keeps it.", questions=" ".join(new)))
            elif self._save(row, found, line):
                return 1
            else:
                line = ""

    def _save(self, row: "DueRow", found: "RoundItem", line: str) -> bool:
        from goaltui.services.checkin.milestones import turned
        from goaltui.services.lifecycle import checkin_round as rounds

        earlier = self.entered.get(row.id)
        try:
            done, rest = turned(found.steps, line) if found.steps is not None else (None, line)
            saved = rounds.enter(self.workspace, found, rest, batch=self.batch, earlier=earlier, done=done)
        except GoaltuiError as error:
            if not sys.stdin.isatty():
                self.session.out.say("")
                self.refused = error
                raise EOFError from error
            self.session.out.say(f"  {error}")
            return False
        self.entered[row.id], self.batch = saved, saved.batch
        self.session.out.say(f"  {saved.sentence}")
        return True

    def _show(self, place: int, row: "DueRow") -> None:
        out = self.session.out
        late = _(", {days} late", days=counted(row.late, "day", "days")) if row.late > 0 else ""
        of = f" ({row.context})" if row.context else ""
        due = formatting.day(row.due, self.workspace.today)
        out.say("")
        out.say(
            _("{done} of {all}", done=place + 1, all=len(self.rows))
            + f"  {self.workspace.refs().of(row.id)}  {row.title}{of}"
        )
        out.say(
            _(
                "  {now}, due {due}{late}, {who}",
                now=formatting.with_unit(row.now, row.unit),
                due=due,
                late=late,
                who=row.owner or _("nobody"),
            )
        )

    def _list(self, steps: "Steps") -> None:
        """Write the milestones with the numbers that turn them over."""
        for place, step in enumerate(steps.milestones, 1):
            day = formatting.step_day(step, steps.today)
            self.session.out.say(f"  {place:>2} [{'x' if step.done else ' '}] {step.title}{f', {day}' if day else ''}")
        self.session.out.say(_("  Their numbers tick them off or open them again, such as 1 3 @7 went well."))

    def _typed(self, found: "RoundItem", line: str) -> str:
        """Return the typed line without the spaces around it; raises EOFError at the end of the input."""
        from goaltui.services.checkin.hints import last_line

        out = self.session.out
        steps = found.steps
        if steps is not None:
            stands = _("{done} of {all}", done=len(steps.done), all=len(steps.milestones))
        elif found.target.in_words:
            stands = last_line(found.target) or formatting.NOTHING
        else:
            stands = formatting.number(found.target.value)
        kept = line or stands
        out.words.write(f"  [{printable(kept)}] ")
        out.words.flush()
        typed = sys.stdin.readline()
        if not typed or typed.strip() == LEAVE:
            if not typed:
                out.say("")
            raise EOFError
        return typed.strip()


def _marks(found: "RoundItem", line: str) -> str:
    """Return a line without the numbers of milestones, or unchanged where it has others; that is refused on saving."""
    from goaltui.services.checkin.milestones import turned

    with suppress(GoaltuiError):
        return turned(found.steps, line)[1] if found.steps is not None else line
    return line
