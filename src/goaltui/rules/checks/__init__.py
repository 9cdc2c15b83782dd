"""One list of checks over both methods, to be run over everything, over one thing, or over a goal being typed."""

from goaltui.model.enums import EntityKind, Method
from goaltui.model.findings import Finding
from goaltui.model.records import CheckSettingRecord
from goaltui.rules.checks import (
    alignment,
    belonging,
    closing,
    counts,
    data,
    hierarchy,
    key_results,
    running,
    scorecard,
    weights,
    wording,
)
from goaltui.rules.checks.check import Check
from goaltui.rules.checks.facts import Facts
from goaltui.rules.checks.live import TypedGoal, typed_facts

__all__ = ["CHECKS", "Check", "Facts", "TypedGoal", "run_checks", "run_checks_for", "text_findings"]

CHECKS: tuple[Check, ...] = (
    *belonging.CHECKS,
    *hierarchy.CHECKS,
    *weights.CHECKS,
    *alignment.CHECKS,
    *key_results.CHECKS,
    *wording.CHECKS,
    *counts.CHECKS,
    *running.CHECKS,
    *closing.CHECKS,
    *scorecard.CHECKS,
    *data.CHECKS,
)
"""Every check, in the order in which findings of one severity are listed."""


def run_checks(facts: Facts) -> tuple[Finding, ...]:
    """Return the findings of all checks in everything, errors first."""
    return _sorted([finding for check in CHECKS for finding in check.findings(facts)])


def run_checks_for(facts: Facts, identity: str) -> tuple[Finding, ...]:
    """Return the findings of all checks in one thing, errors first."""
    return _sorted([finding for check in CHECKS for finding in check.findings(facts, identity)])


def text_findings(
    typed: TypedGoal,
    *,
    language: str = "en",
    settings: tuple[CheckSettingRecord, ...] = (),
    method: Method = Method.BOTH,
) -> tuple[Finding, ...]:
    """Return the findings of the live checks in an objective or key result being typed; none before it has a title."""
    if typed.kind not in (EntityKind.OBJECTIVE, EntityKind.KEY_RESULT) or not typed.title.strip():
        return ()
    facts, identity = typed_facts(typed, language, settings, method)
    return _sorted([finding for check in CHECKS if check.live for finding in check.findings(facts, identity)])


def _sorted(findings: list[Finding]) -> tuple[Finding, ...]:
    order = {"error": 0, "warning": 1, "hint": 2}
    return tuple(sorted(findings, key=lambda finding: order[finding.severity]))
