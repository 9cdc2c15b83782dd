"""Every check fires on what it is about, and stays quiet where that is only nearly so."""

from datetime import timedelta

import pytest

from goaltui.model.enums import Status
from goaltui.model.refs import WORKSPACE_ID
from tests.rules.checks.breaks import (
    Break,
    at,
    both,
    bound,
    chain,
    change,
    confident,
    cycle,
    graded,
    history,
    key_results,
    link,
    measures,
    needs,
    objectives,
    person,
    perspective,
    removed,
    rewritten,
    scored,
    standing,
    steps,
    target,
    values,
)
from tests.rules.checks.world import (
    TODAY,
    an_objective,
    clock,
    day,
    known_checks,
    sound,
)

SEVEN_MONTHS = [(f"2026-{month:02}-01", 10.0 * month) for month in range(1, 7)]

FIRES: dict[str, tuple[Break, str]] = {
    "orphan": (change("churn", objective=None), "churn"),
    "no-strategic-link": (both(needs(strategic_link="required"), change("billing", parent=None)), "billing"),
    "no-perspective": (both(needs(perspective_needed="required"), objectives(1, parent=None)), "more 0"),
    "unowned": (change("churn", owner=None), "churn"),
    "parent-loop": (both(change("loyal", parent="growth"), change("growth", parent="loyal", created=9)), "growth"),
    "too-deep": (chain(100), "deep 99"),
    "lost-parent": (change("leaving", parent="deleted"), "leaving"),
    "map-loop": (link("growth", "loyal"), "new link"),
    "broken-link": (link("growth", "deleted"), "new link"),
    "skipped-level": (both(change("loyal", team="company"), change("leaving", team="web")), "leaving"),
    "apart-in-time": (change("leaving", parent="past"), "leaving"),
    "no-weight": (both(change("references", weight=0.0), change("weekly", weight=0.0)), "leaving"),
    "shares-apart": (both(change("references", share=0.4), change("weekly", share=0.4)), "leaving"),
    "measure-gone": (change("weekly", unbound=True), "weekly"),
    "shared-measure": (both(bound("weekly", "churn"), bound("overdue", "churn")), "weekly"),
    "no-contribution": (both(change("billing", parent=None), removed("growth")), "billing"),
    "mixed-ambition": (objectives(1, ambition="committed"), "growth"),
    "weak-goal": (change("weekly", target=None), "weekly"),
    "no-start": (change("weekly", start=None), "weekly"),
    "start-is-target": (change("weekly", start=60.0), "weekly"),
    "empty-range": (change("weekly", condition="between", low=7.0, high=5.0), "weekly"),
    "near-stretch": (change("weekly", stretch=50.0), "weekly"),
    "no-unit": (change("weekly", unit=" "), "weekly"),
    "yes-no": (change("weekly", condition="done"), "weekly"),
    "only-yes-no": (both(change("weekly", condition="done"), change("references", condition="done")), "leaving"),
    "posing": (change("weekly", title="Keep uptime above what was promised"), "weekly"),
    "no-stretch": (values("own weekly", *SEVEN_MONTHS), "weekly"),
    "one-kind": (both(bound("weekly", "churn"), bound("references", "margin")), "leaving"),
    "number-in-objective": (change("leaving", title="Make 20 % fewer customers leave"), "leaving"),
    "short-title": (change("leaving", title="Better support"), "leaving"),
    "long-title": (change("leaving", title=" ".join(["calm"] * 19)), "leaving"),
    "output-objective": (change("leaving", title="Launch what all customers wait for"), "leaving"),
    "upkeep-objective": (change("leaving", title="Continue to please large customers"), "leaving"),
    "two-goals": (change("leaving", title="Win larger customers and pay off old debts"), "leaving"),
    "names-solution": (change("leaving", title="A portal that all customers love"), "leaving"),
    "vague-actor": (change("weekly", title="More engagement in the product"), "weekly"),
    "activity-key-result": (change("weekly", title="Participate in the trade fairs"), "weekly"),
    "task-key-result": (change("weekly", title="Ship the new onboarding"), "weekly"),
    "two-measures": (change("weekly", title="More weekly logins and fewer support tickets"), "weekly"),
    "other-numbers": (change("weekly", title="Share up from 20 to 70"), "weekly"),
    "placeholder": (change("mails", title="Onboarding mails by TBD"), "mails"),
    "same-title": (change("references", title="Share of accounts: that log in, weekly"), "weekly"),
    "echo": (change("leaving", title="Customers stay with us longer!"), "leaving"),
    "too-many-objectives": (objectives(3), "bo"),
    "far-too-many-objectives": (objectives(6, owner="anna", team="web"), "web"),
    "no-key-result": (objectives(1), "more 0"),
    "lone-key-result": (removed("weekly"), "leaving"),
    "too-many-key-results": (key_results(4), "leaving"),
    "busy-updater": (key_results(6), "anna"),
    "full-plate": (
        both(
            lambda world: world.add(
                "objectives", an_objective("team's", "Calm days", cycle="q3", owner=None, team="product")
            ),
            key_results(9, "team's"),
        ),
        "anna",
    ),
    "too-many": (objectives(5, cycle=None), "financial"),
    "too-many-measures": (measures(6, objective="loyal"), "customer"),
    "too-many-measures-in-all": (measures(23, perspective="financial"), WORKSPACE_ID),
    "still-draft": (change("leaving", state="draft"), "leaving"),
    "outdated": (change("weekly", checked_in=TODAY - timedelta(days=11)), "weekly"),
    "silent": (
        both(
            change("weekly", checked_in=day("2026-07-31"), value_on=None),
            change("references", checked_in=None, value_on=day("2026-07-30")),
        ),
        "leaving",
    ),
    "not-started": (change("weekly", checked_in=None, value_on=day("2026-06-30")), "weekly"),
    "far-behind": (standing(0.24, 0.4946), "weekly"),
    "too-rosy": (standing(0.2, 0.5, manual_status="on_track"), "weekly"),
    "flat": (values("own weekly", ("2026-07-15", 40), ("2026-07-20", 40), ("2026-08-12", 40)), "weekly"),
    "past-due": (change("weekly", due=day("2026-08-14")), "weekly"),
    "low-confidence": (change("overdue", confidence=3), "overdue"),
    "moved-goal": (rewritten("2026-07-20"), "weekly"),
    "forecast-misses": (
        values("own weekly", ("2026-07-08", 20), ("2026-07-15", 21), ("2026-07-22", 22), ("2026-07-29", 23)),
        "weekly",
    ),
    "late-jump": (
        both(at("2026-09-30"), values("own weekly", ("2026-09-01", 30), ("2026-09-28", 55))),
        "weekly",
    ),
    "too-sure": (confident(10), "leaving"),
    "no-faith": (confident(2), "leaving"),
    "unclosed": (at("2026-10-01"), "leaving"),
    "ungraded": (change("past", grade=None), "past"),
    "committed-missed": (change("promised", closing=" "), "promised"),
    "no-cause": (change("past", grade=0.6), "past"),
    "too-safe": (change("past", grade=1.0), "past"),
    "safe-cycle": (graded(0.9, 0.9), "q1"),
    "hard-cycle": (graded(0.1, 0.3), "q1"),
    "carried": (history("q1", "q2"), "weekly"),
    "blind": (objectives(1, cycle=None), "more 0"),
    "neglected": (both(scored("margin", 40.0), removed("overdue", "reminded")), "margin"),
    "no-lead": (removed("drives"), "margin"),
    "unlinked": (removed("drives"), "loyal"),
    "empty-perspective": (perspective, "people"),
    "red-no-note": (scored("churn", 33.2), "churn"),
    "one-sided": (both(change("billing", perspective="customer")), "q3"),
    "never": (lambda world: world.points.pop("churn"), "churn"),
    "overdue": (values("churn", ("2026-05-31", 1.4)), "churn"),
    "no-target": (change("churn", scoring=None), "churn"),
    "bad-scoring": (change("churn", scoring='{"preset":"percent_of_target","target":0,"better":"higher"}'), "churn"),
    "no-source": (change("churn", source="", definition=" "), "churn"),
    "twin-targets": (both(target(), target(id="twin")), "churn"),
    "review-due": (target(review=TODAY), "churn"),
    "late-init": (change("mails", due=day("2026-08-14")), "mails"),
    "done-and-open": (change("mails", percent=100.0), "mails"),
    "planned-and-begun": (change("mails", state="planned", begun=day("2026-08-14")), "mails"),
    "data-gap": (change("gap", due=day("2026-08-14")), "gap"),
    "open-remark": (change("obstacle", due=day("2026-08-14")), "obstacle"),
    "outside-cycle": (change("weekly", due=day("2026-10-01")), "weekly"),
    "backward-cycle": (cycle(start=day("2026-12-31"), end=day("2026-07-01")), "new cycle"),
    "outside-parent": (cycle(end=day("2027-01-01")), "new cycle"),
}

QUIET: dict[str, tuple[Break, ...]] = {
    "orphan": (change("churn", objective=None, perspective="customer"), change("mails", state="done", key_result=None)),
    "no-strategic-link": (
        both(needs(strategic_link="required"), change("billing", parent=None, contributes="loyal")),
        both(needs(strategic_link="off"), change("billing", parent=None)),
    ),
    "no-perspective": (both(needs(perspective_needed="required"), objectives(1)),),
    "unowned": (change("weekly", owner=None), change("leaving", owner=None)),
    "parent-loop": (change("loyal", parent="growth"),),
    "too-deep": (chain(99),),
    "lost-parent": (change("leaving", parent=None),),
    "map-loop": (link("loyal", "growth"),),
    "skipped-level": (both(change("loyal", team="product"), change("leaving", team="web")),),
    "apart-in-time": (change("past", parent="leaving"), change("leaving", cycle=None)),
    "no-weight": (change("references", weight=0.0),),
    "shares-apart": (
        change("references", share=0.4),
        both(change("references", share=0.4), change("weekly", share=0.6)),
    ),
    "shared-measure": (both(bound("weekly", "churn"), bound("overdue", "churn"), change("billing", cycle="q2")),),
    "mixed-ambition": (objectives(1),),
    "weak-goal": (change("weekly", condition="done", target=None), steps),
    "no-start": (change("weekly", start=None, condition="at_least"), change("weekly", start=0.0)),
    "start-is-target": (change("weekly", start=None, target=None),),
    "empty-range": (change("weekly", condition="between", low=5.0, high=7.0),),
    "near-stretch": (change("weekly", stretch=90.0), change("references", stretch=None)),
    "no-unit": (change("weekly", unit="", condition="done"), change("references", unit="")),
    "only-yes-no": (change("weekly", condition="done"),),
    "posing": (
        bound("weekly", "churn", target=1.4),
        change("weekly", title="Share that we keep"),
        both(bound("weekly", "churn", target=1.5), scored("churn", 50.0)),
    ),
    "no-stretch": (values("own weekly", *[(text, value / 10) for text, value in SEVEN_MONTHS]),),
    "one-kind": (both(bound("weekly", "churn"), bound("references", "onboarding")), bound("weekly", "churn")),
    "number-in-objective": (change("leaving", title="Be the B2B choice of 2027 in Europe"),),
    "short-title": (
        change("leaving", title="顧客が長く使い続ける"),
        change("leaving", title="Customers stay for good"),
    ),
    "long-title": (change("leaving", title=" ".join(["calm"] * 18)),),
    "output-objective": (change("leaving", title="Customers launch what they wait for"),),
    "two-goals": (change("leaving", title="Customers stay and refer"),),
    "names-solution": (change("leaving", title="A platformer that all customers love"),),
    "two-measures": (change("weekly", title="Buyers and sellers"),),
    "other-numbers": (
        change("weekly", title="Share from 0.2 to 0.6"),
        change("weekly", title="1 274,5 accounts", target=1274.5),
        change("weekly", title="Weekly logins in 2026"),
        change("weekly", title="1,200 accounts", target=1200.0),
        change("weekly", title="P1 bugs down"),
    ),
    "placeholder": (change("mails", title="Todoist mails for taxxi drivers"),),
    "same-title": (change("overdue", title="Share of accounts that log in weekly"),),
    "too-many-objectives": (objectives(2), objectives(3, cycle="q2"), objectives(9, state="closed")),
    "far-too-many-objectives": (objectives(4),),
    "no-key-result": (objectives(1, parent="billing", state="closed"), objectives(1, cycle=None)),
    "lone-key-result": (both(removed("weekly"), objectives(1, parent="leaving")),),
    "too-many-key-results": (key_results(3),),
    "busy-updater": (key_results(5), key_results(6, cadence="month")),
    "full-plate": (both(person("cia", "product"), key_results(8)),),
    "too-many": (objectives(4, cycle=None),),
    "too-many-measures": (measures(5, objective="loyal"),),
    "too-many-measures-in-all": (measures(22, perspective="financial"), measures(40)),
    "still-draft": (both(change("leaving", state="draft"), at("2026-07-08")),),
    "outdated": (
        change("weekly", checked_in=TODAY - timedelta(days=10)),
        change("weekly", checked_in=TODAY - timedelta(days=11), cadence="month"),
        both(change("weekly", checked_in=day("2026-07-01")), change("leaving", state="closed")),
        both(
            change("references", checked_in=day("2026-07-01"), condition="done"),
            lambda world: world.progress.update(references=1.0),
        ),
    ),
    "silent": (change("weekly", checked_in=day("2026-07-31"), value_on=None), at("2026-07-15")),
    "not-started": (both(at("2026-07-08"), change("weekly", checked_in=None, value_on=None)), steps),
    "far-behind": (standing(0.25, 0.4946), standing(0.0, 0.9, objective="past")),
    "too-rosy": (standing(0.3, 0.5, manual_status="on_track"), standing(0.2, 0.5, manual_status="behind")),
    "flat": (
        values("own weekly", ("2026-07-15", 40), ("2026-08-12", 41)),
        values("own weekly", ("2026-07-25", 40), ("2026-08-12", 40)),
        both(
            values("own weekly", ("2026-07-15", 40), ("2026-08-12", 40)),
            lambda world: world.status.update(weekly=Status.BEHIND),
        ),
    ),
    "past-due": (change("weekly", due=TODAY), standing(1.0, 1.0, due=day("2026-08-14"))),
    "low-confidence": (
        change("references", confidence=3),
        change("overdue", confidence=4),
        both(change("overdue", confidence=3), change("obstacle", subject="overdue")),
        both(
            change("overdue", confidence=3),
            lambda world: setattr(world, "noted", {"own overdue": day("2026-08-12")}),
        ),
    ),
    "moved-goal": (rewritten("2026-07-08"), lambda world: setattr(world, "rewritten", None)),
    "forecast-misses": (
        values("own weekly", ("2026-07-08", 20), ("2026-07-15", 24), ("2026-07-22", 28), ("2026-07-29", 32)),
        values("own weekly", ("2026-07-08", 20), ("2026-07-15", 21), ("2026-07-22", 22)),
    ),
    "late-jump": (both(at("2026-09-30"), values("own weekly", ("2026-09-01", 40), ("2026-09-28", 55))),),
    "too-sure": (confident(9), change("weekly", confidence=10)),
    "no-faith": (confident(3),),
    "unclosed": (at("2026-09-30"),),
    "committed-missed": (change("promised", closing="", grade=1.0),),
    "no-cause": (change("past", grade=0.6, closing="We asked the wrong people"),),
    "too-safe": (change("promised", grade=1.0),),
    "safe-cycle": (graded(0.9, 0.8), graded(1.0)),
    "hard-cycle": (graded(0.4, 0.4),),
    "carried": (history("q1"), history("q1", "q2", target=50.0)),
    "blind": (objectives(1),),
    "neglected": (scored("margin", 40.0), scored("margin", 200 / 3)),
    "no-lead": (change("margin", kind="lead"),),
    "red-no-note": (
        both(scored("churn", 10.0), lambda world: setattr(world, "noted", {"churn": day("2026-07-31")})),
        both(scored("churn", 10.0), lambda world: setattr(world, "noted", None)),
        scored("churn", 100 / 3),
    ),
    "never": (
        both(lambda world: world.points.pop("churn"), change("churn", created=clock("2026-07-02"))),
        both(lambda world: world.points.pop("churn"), change("churn", frequency="irregular")),
        both(lambda world: world.points.pop("churn"), change("churn", applies=False)),
    ),
    "overdue": (
        both(values("churn", ("2026-06-30", 1.4)), at("2026-08-05")),
        both(values("churn", ("2020-01-01", 1.4)), change("churn", frequency="irregular")),
    ),
    "no-target": (both(change("churn", scoring=None), target()), change("churn", scoring=None, objective=None)),
    "no-source": (change("churn", source=""),),
    "twin-targets": (both(target(), target(id="later", start=day("2026-02-01"))),),
    "review-due": (target(review=TODAY + timedelta(days=1)), target(start=day("2026-09-01"), review=TODAY)),
    "planned-and-begun": (change("mails", state="planned"), change("mails", state="running", begun=day("2026-08-14"))),
    "late-init": (change("mails", due=TODAY), change("mails", due=day("2026-08-14"), state="done")),
    "data-gap": (change("gap", due=TODAY), change("gap", due=None, state="done")),
    "open-remark": (change("obstacle", due=None),),
    "outside-cycle": (change("weekly", due=day("2026-09-30")),),
    "outside-parent": (cycle(parent=None, end=day("2027-01-01")),),
}


def test_a_sound_workspace_has_no_findings() -> None:
    assert sound().found() == set()


def test_every_check_is_tested() -> None:
    assert set(FIRES) == known_checks()
    assert set(QUIET) <= known_checks()
    assert len(FIRES) >= 44


@pytest.mark.parametrize("check", FIRES)
def test_it_fires(check: str) -> None:
    world = sound()
    spoil, identity = FIRES[check]
    spoil(world)
    assert (check, identity) in world.found()


@pytest.mark.parametrize(("check", "place"), [(check, place) for check in QUIET for place in range(len(QUIET[check]))])
def test_it_stays_quiet_where_it_is_only_nearly_so(check: str, place: int) -> None:
    world = sound()
    QUIET[check][place](world)
    assert check not in {name for name, _ in world.found()}
