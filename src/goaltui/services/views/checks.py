"""The checks of a workspace: every check with its findings and its setting, and the change of a setting."""

from collections import defaultdict
from dataclasses import dataclass

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import EntityKind, Method, Severity
from goaltui.model.errors import NotFound
from goaltui.model.findings import Finding
from goaltui.model.quick.translation import _
from goaltui.model.refs import natural_id
from goaltui.rules.checks import CHECKS, Check
from goaltui.services.core import formatting
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.core.workspace import Workspace
from goaltui.services.parsing.numbers import comma_is_decimal, read_number
from goaltui.services.views.check_input import findings_of


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A check: `default` is the threshold that it comes with, `limit` the one in force, none where it has none."""

    id: str
    severity: Severity
    what: str
    advice: str
    enabled: bool
    default: float | None
    limit: float | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class HealthView:
    """Every check of the workspace's method: those that find something first, the gravest at the top."""

    checks: tuple[CheckRow, ...]

    @property
    def count(self) -> int:
        """The number of findings."""
        return sum(len(row.findings) for row in self.checks)


def health(workspace: Workspace) -> HealthView:
    """Return the findings of all checks on the day looked at."""
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings_of(workspace):
        found[finding.check].append(finding)
    records = workspace.look.records()
    settings = {item.check: item for item in records.check_settings}
    method = Method(records.workspace.method)
    rows = []
    for check in CHECKS:
        if not check.is_under(method):
            continue
        what, advice = check.told(method)
        setting = settings.get(check.id)
        changed = setting.threshold if setting is not None else None
        rows.append(
            CheckRow(
                id=check.id,
                severity=check.severity,
                what=what,
                advice=advice,
                enabled=setting is None or setting.enabled,
                default=check.threshold,
                limit=None if check.threshold is None else check.threshold if changed is None else changed,
                findings=tuple(found[check.id]),
            )
        )
    order = list(Severity)
    rows.sort(key=lambda row: (not row.findings, order.index(row.severity)))
    return HealthView(tuple(rows))


def listed_at(workspace: Workspace, finding: Finding) -> tuple[EntityKind, str]:
    """Kind and id of what the views list of a finding: what work is for, and an end that is still there of a link."""
    records = workspace.look.records()
    for work in records.initiatives:
        if work.id == finding.id and work.measure:
            return EntityKind.MEASURE, work.measure
    near: dict[str, tuple[str | None, ...]] = {item.id: (item.driver, item.driven) for item in records.links}
    objectives = {item.id for item in records.objectives}
    there = next((identity for identity in near.get(finding.id, ()) if identity in objectives), None)
    return (EntityKind.OBJECTIVE, there) if there is not None else (finding.kind, finding.id)


def switch_check(workspace: Workspace, identity: str, *, on: bool) -> Outcome:
    """Switch a check on or off for everybody who uses this workspace; raises NotFound."""
    check = _check(identity)
    what = formatting.quoted(_(check.what))
    sentence = _("The check {check} is on.", check=what) if on else _("The check {check} is off.", check=what)
    return _set(workspace, check, {"enabled": on}, sentence)


def limit_check(workspace: Workspace, identity: str, text: str) -> Outcome:
    """Give a check another threshold, or its own again where the text is empty; raises NotFound or InvalidField."""
    check = _check(identity)
    if check.threshold is None:
        raise NotFound(
            _(
                "The check {check} has no threshold; it can be switched on and off.",
                check=formatting.quoted(_(check.what)),
            )
        )
    comma = comma_is_decimal(workspace.look.records().workspace.language)
    value = read_number(text, "threshold", comma=comma) if text.strip() else None
    shown = formatting.number(check.threshold if value is None else value)
    return _set(
        workspace,
        check,
        {"threshold": value},
        _("The threshold of {check} is {threshold}.", check=formatting.quoted(_(check.what)), threshold=shown),
    )


def _check(identity: str) -> Check:
    for check in CHECKS:
        if check.id == identity:
            return check
    raise NotFound(
        _("There is no check '{identity}'; goaltui check lists those that find something.", identity=identity)
    )


def _set(workspace: Workspace, check: Check, fields: dict[str, Value], sentence: str) -> Outcome:
    draft = Operation(
        EntityKind.CHECK_SETTING, natural_id(EntityKind.CHECK_SETTING, check.id), {"check": check.id, **fields}
    )
    return workspace.write([draft], sentence)
