"""Check-ins written to a workspace by the one line."""

from goaltui.model.quick_dataclass import replace
from goaltui.services.checkin import recording
from goaltui.services.checkin.clock_ahead import clock_ahead
from goaltui.services.checkin.grammar import parse
from goaltui.services.checkin.preview import preview
from goaltui.services.checkin.surprises import surprise
from goaltui.services.checkin.target import CheckInTarget
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.core.workspace import Workspace


def check_in_target(workspace: Workspace, identity: str) -> CheckInTarget:
    """Return what the line that checks in has to know of a key result or measure; raises NotFound for others."""
    target = recording.target_of(workspace.database, identity, workspace.today)
    seconds = workspace.sharing.ahead if workspace.sharing is not None else None
    return replace(target, ahead=clock_ahead(seconds, workspace.clock.now()))


def write_check_in(workspace: Workspace, identity: str, line: str, batch: str = "", *, again: str = "") -> Outcome:
    """Check in by the one line, going on with a `batch` as `write` does; raises WrongUsage where it cannot be read,
    and Doubtful the first time where `again` says how to insist on a value that surprises."""
    workspace.refuse_looking()
    target = check_in_target(workspace, identity)
    parsed = parse(line, target, workspace.today)
    if again:
        workspace.ask_once(identity, line, surprise(target, parsed, workspace.today), again)
    after = preview(target, line, workspace.today)
    draft = recording.draft_of(target, parsed, workspace.author)
    done = workspace.write([draft], recording.sentence(target, parsed, after, workspace.today), batch=batch)
    return replace(done, recorded=recording.recorded(target, parsed, after))
