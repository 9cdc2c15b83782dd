"""A check: its subjects, its message, and its advice."""

from collections.abc import Callable, Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from goaltui.model.enums import EntityKind, Method, Severity
from goaltui.model.findings import Finding
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.records import (
    CycleRecord,
    InitiativeRecord,
    KeyResultRecord,
    LinkRecord,
    MeasureRecord,
    ObjectiveRecord,
    PersonRecord,
    PerspectiveRecord,
    RemarkRecord,
    TeamRecord,
    WorkspaceRecord,
)
from goaltui.model.refs import WORKSPACE_ID
from goaltui.rules.checks.facts import Facts

Subject = TypeVar("Subject")
Judge = Callable[[Facts, Subject, float], str | None]
"""Says what is wrong with a subject, beyond a limit where the check has one; none where nothing is."""
Words = tuple[str, str]
"""What a check finds, and what to do about it; empty for what it says anyway."""


@dataclass(frozen=True, slots=True)
class Rule(Generic[Subject]):
    """A judge with its subjects by id, and their titles."""

    kind: EntityKind
    subjects: Callable[[Facts], Mapping[str, Subject]]
    title: Callable[[Facts, Subject], str]
    judge: Judge[Subject]


@dataclass(frozen=True, slots=True)
class Check:
    """A check of the list. It belongs to the methods that show all it `needs` and a kind that it judges. A `live` one
    needs no more than a goal being typed. `words` say what it finds and what to do where the method hides half of it.
    """

    id: str
    severity: Severity
    what: str
    advice: str
    rules: tuple[Rule[Any], ...]
    threshold: float | None = None
    needs: Collection[Method] = ()
    live: bool = False
    words: Mapping[Method, Words] = MappingProxyType({})

    def is_under(self, method: Method) -> bool:
        """Return whether a method shows what it is about."""
        return all(map(method.shows, self.needs)) and any(method.shows(rule.kind.half) for rule in self.rules)

    def told(self, method: Method) -> Words:
        """Return what it finds and what to do about it, in the language spoken, under a method."""
        what, advice = self.words.get(method, ("", ""))
        return _(what or self.what), _(advice or self.advice)

    def findings(self, facts: Facts, identity: str | None = None) -> Iterator[Finding]:
        """Yield its findings in all subjects or in one; none where it is off."""
        limit = self.limit(facts)
        if limit is None:
            return
        advice = self.told(facts.method)[1]
        for rule in self.rules:
            subjects = rule.subjects(facts)
            if identity is not None:
                subjects = {identity: subjects[identity]} if identity in subjects else {}
            judge = rule.judge
            for subject_id, subject in subjects.items():
                message = judge(facts, subject, limit)
                if message is not None:
                    title = rule.title(facts, subject)
                    yield Finding(self.id, self.severity, rule.kind, subject_id, title, message, advice)

    def limit(self, facts: Facts) -> float | None:
        """Return the threshold in force, 0 for a check without one; none where it is off or of the other method."""
        if not self.is_under(facts.method):
            return None
        setting = facts.settings.get(self.id)
        if setting is None or (setting.enabled and setting.threshold is None):
            return self.threshold or 0.0
        return setting.threshold if setting.enabled else None


def check(
    id: str,
    severity: Severity,
    what: str,
    advice: str,
    on: Callable[[Judge[Subject]], Rule[Subject]],
    *,
    also: tuple[Rule[Any], ...] = (),
    threshold: float | None = None,
    needs: Collection[Method] = (),
    live: bool = False,
    words: Mapping[Method, Words] = MappingProxyType({}),
) -> Callable[[Judge[Subject]], Check]:
    """Return what makes a check of its judge, which is asked `on` its subjects; `also` are rules for others."""

    def made(judge: Judge[Subject]) -> Check:
        return Check(id, severity, what, advice, (on(judge), *also), threshold, needs, live, words)

    return made


def checks_in(module: Mapping[str, object]) -> tuple[Check, ...]:
    """Return the checks among the names of a module, in the order in which it declares them."""
    return tuple(item for item in module.values() if isinstance(item, Check))


def on_objectives(judge: Judge[ObjectiveRecord]) -> Rule[ObjectiveRecord]:
    """Return a rule for drafted and active objectives."""
    return Rule(EntityKind.OBJECTIVE, lambda facts: facts.goals.open_objectives, lambda _, record: record.title, judge)


def on_all_objectives(judge: Judge[ObjectiveRecord]) -> Rule[ObjectiveRecord]:
    """Return a rule for objectives in any state."""
    return Rule(EntityKind.OBJECTIVE, lambda facts: facts.goals.objectives, lambda _, record: record.title, judge)


def on_closed(judge: Judge[ObjectiveRecord]) -> Rule[ObjectiveRecord]:
    """Return a rule for closed objectives."""
    return Rule(
        EntityKind.OBJECTIVE, lambda facts: facts.goals.closed_objectives, lambda _, record: record.title, judge
    )


def on_key_results(judge: Judge[KeyResultRecord]) -> Rule[KeyResultRecord]:
    """Return a rule for the key results of drafted and active objectives."""
    return Rule(EntityKind.KEY_RESULT, lambda facts: facts.goals.key_results, lambda _, record: record.title, judge)


def on_measures(judge: Judge[MeasureRecord]) -> Rule[MeasureRecord]:
    """Return a rule for measures that apply."""
    return Rule(EntityKind.MEASURE, lambda facts: facts.measures.by_id, lambda _, record: record.title, judge)


def on_initiatives(judge: Judge[InitiativeRecord]) -> Rule[InitiativeRecord]:
    """Return a rule for initiatives that are planned or running."""
    return Rule(EntityKind.INITIATIVE, lambda facts: facts.goals.initiatives, lambda _, record: record.title, judge)


def on_perspectives(judge: Judge[PerspectiveRecord]) -> Rule[PerspectiveRecord]:
    """Return a rule for perspectives."""
    return Rule(EntityKind.PERSPECTIVE, lambda facts: facts.perspectives.by_id, lambda _, record: record.name, judge)


def on_cycles(judge: Judge[CycleRecord]) -> Rule[CycleRecord]:
    """Return a rule for cycles."""
    return Rule(EntityKind.CYCLE, lambda facts: facts.cycles.by_id, lambda _, record: record.name, judge)


def on_people(judge: Judge[PersonRecord]) -> Rule[PersonRecord]:
    """Return a rule for people."""
    return Rule(EntityKind.PERSON, lambda facts: facts.people.by_id, lambda _, record: record.name, judge)


def on_teams(judge: Judge[TeamRecord]) -> Rule[TeamRecord]:
    """Return a rule for teams."""
    return Rule(EntityKind.TEAM, lambda facts: facts.people.teams, lambda _, record: record.name, judge)


def on_links(judge: Judge[LinkRecord]) -> Rule[LinkRecord]:
    """Return a rule for the links of the map."""
    return Rule(EntityKind.LINK, lambda facts: facts.links.by_id, _link_title, judge)


def on_remarks(judge: Judge[RemarkRecord]) -> Rule[RemarkRecord]:
    """Return a rule for open remarks."""
    return Rule(EntityKind.REMARK, lambda facts: facts.goals.remarks, lambda _, record: record.text, judge)


def on_workspace(judge: Judge[WorkspaceRecord]) -> Rule[WorkspaceRecord]:
    """Return a rule for the workspace as a whole."""
    return Rule(
        EntityKind.WORKSPACE,
        lambda facts: {WORKSPACE_ID: facts.records.workspace},
        lambda _, record: record.name,
        judge,
    )


def _link_title(facts: Facts, record: LinkRecord) -> str:
    ends = (facts.goals.objectives.get(identity) for identity in (record.driver, record.driven))
    return " → ".join(end.title if end else "?" for end in ends)
