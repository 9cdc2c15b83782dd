"""Running the checks: settings, methods, one thing, what is typed, hostile text, other languages, mended trees."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goaltui.model.enums import Condition, EntityKind, Severity
from goaltui.model.records import CheckSettingRecord
from goaltui.rules.checks import CHECKS, TypedGoal, run_checks, run_checks_for, text_findings
from goaltui.rules.checks.lexicon import LEXICONS
from goaltui.rules.checks.texts import numbers_in
from goaltui.rules.structure.graph import looping
from tests.rules.checks.world import NORDVIK, series, sound

HOSTILE = ("[", "[/", "[@click=app.quit]x", "\x1b[31m", "日本語", "👨‍👩‍👧", "x" * 500, "مرحبا", "1" * 400, "  ", "a\nb")
OBJECTIVE, KEY_RESULT = EntityKind.OBJECTIVE, EntityKind.KEY_RESULT


def typed(kind: EntityKind, title: str, **fields: Any) -> set[str]:
    goal = replace(TypedGoal(kind, title, owner="anna", unit="%", start=0.0, target=100.0), **fields)
    return {finding.check for finding in text_findings(goal)}


def test_ids_are_unique_and_readable() -> None:
    ids = [check.id for check in CHECKS]
    assert len(set(ids)) == len(ids) >= 44
    assert all(identity == identity.lower() and " " not in identity for identity in ids)
    assert all(check.what.endswith(".") and check.advice.endswith(".") and check.rules for check in CHECKS)


def test_a_finding_says_what_is_wrong_with_numbers_and_what_to_do() -> None:
    world = sound()
    world.progress["weekly"], world.expected["weekly"] = 0.1, 0.495
    found = run_checks_for(world.facts(), "weekly")
    assert [(finding.check, finding.kind, finding.title) for finding in found] == [
        ("far-behind", KEY_RESULT, "Share of accounts that log in weekly")
    ]
    assert found[0].message == "10 % of 50 % expected, 40 points behind."
    assert found[0].advice.startswith("Decide")


@pytest.mark.parametrize("check", ["past-due", "far-behind", "late-init"])
def test_a_check_can_be_switched_off(check: str) -> None:
    world = sound()
    world.change("weekly", due=date(2026, 8, 1))
    world.change("mails", due=date(2026, 8, 1))
    world.progress["weekly"] = 0.0
    assert check in {name for name, _ in world.found()}
    world.configure(check, enabled=False)
    assert check not in {name for name, _ in world.found()}


def test_a_check_can_have_another_threshold() -> None:
    world = sound()
    world.progress["weekly"], world.expected["weekly"] = 0.4, 0.5
    assert ("far-behind", "weekly") not in world.found()
    world.configure("far-behind", threshold=5)
    assert ("far-behind", "weekly") in world.found()


def test_each_method_leaves_out_the_checks_of_the_other() -> None:
    world = sound()
    world.remove("drives")
    world.progress["weekly"] = 0.0
    assert {"unlinked", "far-behind"} <= {name for name, _ in world.found()}
    world.workspace = world.workspace._replace(method="okr")
    assert "unlinked" not in {name for name, _ in world.found()}
    world.workspace = world.workspace._replace(method="scorecard")
    assert "far-behind" not in {name for name, _ in world.found()}


def test_errors_come_first_and_one_thing_has_what_all_of_it_has() -> None:
    world = sound()
    world.change("weekly", title="Launch TBD", target=20.0, owner=None, unit="")
    world.change("leaving", owner=None, team=None)
    facts = world.facts()
    everything = run_checks(facts)
    severities = [finding.severity for finding in everything]
    assert severities == sorted(severities, key=list(Severity).index)
    for identity in ("weekly", "leaving"):
        assert run_checks_for(facts, identity) == tuple(item for item in everything if item.id == identity)
    assert run_checks_for(facts, "nothing of that id") == ()


def test_a_loop_among_parents_is_found_once_and_its_tree_is_whole() -> None:
    world = sound()
    world.change("loyal", parent="leaving", created=9)
    found = world.found()
    assert ("parent-loop", "loyal") in found
    assert ("parent-loop", "leaving") not in found


def test_what_is_typed_is_checked_without_a_workspace() -> None:
    assert typed(OBJECTIVE, "Customers stay with us longer") == set()
    assert typed(OBJECTIVE, "Launch portal 2") == {
        "output-objective",
        "names-solution",
        "number-in-objective",
        "short-title",
    }
    assert typed(OBJECTIVE, "Customers stay with us longer", owner=None) == {"unowned"}
    assert typed(KEY_RESULT, "Accounts that log in weekly") == set()
    assert typed(KEY_RESULT, "Accounts that log in weekly", owner=None) == set()
    assert typed(KEY_RESULT, "Accounts that log in weekly", target=0.0) == {"start-is-target"}
    assert typed(KEY_RESULT, "Accounts that log in weekly", target=None) == {"weak-goal"}
    assert typed(KEY_RESULT, "Migrated", condition=Condition.MILESTONES, steps=2) == set()
    late = typed(KEY_RESULT, "Weekly", due=date(2026, 10, 1), cycle=(date(2026, 7, 1), date(2026, 9, 30)))
    assert late == {"outside-cycle"}
    assert typed(OBJECTIVE, "  ") == typed(EntityKind.MEASURE, "TBD") == set()


def test_settings_hold_while_typing() -> None:
    off = (CheckSettingRecord("1", "output-objective", enabled=False, threshold=None),)
    found = text_findings(TypedGoal(OBJECTIVE, "Launch what they all wait for", owner="anna"), settings=off)
    assert found == ()


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Launch what customers have waited for"),
        ("sv", "Lansera det som kunderna väntar på"),
        ("de", "Einführen, worauf unsere Kunden warten"),
        ("fr", "Mettre en place ce que veulent les clients"),
        ("es", "Lanzar lo que esperan los clientes"),
        ("pt-BR", "Lançar o que os clientes esperam"),
    ],
)
def test_word_lists_speak_the_workspace_s_language(language: str, title: str) -> None:
    found = text_findings(TypedGoal(OBJECTIVE, title, owner="anna"), language=language)
    assert [finding.check for finding in found] == ["output-objective"]
    other = text_findings(TypedGoal(OBJECTIVE, title, owner="anna"), language="de" if language != "de" else "sv")
    assert other == ()


def test_every_language_has_every_list() -> None:
    for words in LEXICONS.values():
        lists = (
            words.delivery,
            words.activity,
            words.upkeep,
            words.holding,
            words.joiners,
            words.solutions,
            words.vague,
        )
        assert all(entries.words or entries.longer for entries in lists)


def test_a_sharp_s_is_found_as_it_is_written() -> None:
    found = text_findings(TypedGoal(OBJECTIVE, "Abschließen, was alle Kunden brauchen", owner="anna"), language="de")
    assert [finding.check for finding in found] == ["output-objective"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_titles_are_words_like_any_other(text: str) -> None:
    world = sound()
    for identity in ("leaving", "weekly", "churn", "mails"):
        world.change(identity, title=text)
    run_checks(world.facts())
    text_findings(TypedGoal(KEY_RESULT, text, target=1.0))


@settings(max_examples=200)
@given(
    st.text(max_size=60), st.sampled_from(sorted(LEXICONS)), st.sampled_from(Condition), st.none() | st.floats(-9, 9)
)
def test_no_text_or_number_stops_the_checks(
    text: str, language: str, condition: Condition, target: float | None
) -> None:
    for kind in (OBJECTIVE, KEY_RESULT):
        for finding in text_findings(TypedGoal(kind, text, condition=condition, target=target), language=language):
            assert finding.message.endswith(".")


def test_loops_are_found_in_any_graph() -> None:
    assert looping([]) == frozenset()
    assert looping([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "e")]) == {("a", "b"), ("b", "c"), ("c", "a")}
    assert looping([("a", "a")]) == {("a", "a")}
    assert looping([(str(place), str(place + 1)) for place in range(20_000)]) == frozenset()


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=20))
def test_an_edge_loops_exactly_when_its_head_leads_back(drawn: list[tuple[int, int]]) -> None:
    edges = [(str(tail), str(head)) for tail, head in drawn]
    found = looping(edges)
    for tail, head in edges:
        reached, waiting = {head}, [head]
        while waiting:
            step = waiting.pop()
            onward = {other for one, other in edges if one == step} - reached
            reached |= onward
            waiting.extend(onward)
        assert ((tail, head) in found) == (tail in reached)


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("1 274,5 accounts", [{1274.5}]),
        ("1,200 or 1.200", [{1200.0, 1.2}, {1200.0, 1.2}]),
        ("from 14 to 3", [{14.0}, {3.0}]),
        ("14 300 customers", [{14300.0}]),
        ("5.5M repositories, 40k users, 1.5x", [{5_500_000.0, 55_000_000.0}, {40_000.0}, {1.5, 15.0}]),
        ("by 2026-09-30 at 12:30", []),
        ("P1 bugs, B2B and a 6-month plan in 2027", []),
        ("−3 °C and 20%", [{-3.0}, {20.0}]),
    ],
)
def test_numbers_are_read_as_people_write_them(title: str, wanted: list[set[float]]) -> None:
    found = numbers_in(title)
    assert len(found) == len(wanted)
    assert all(expected <= readings for expected, readings in zip(wanted, found, strict=True))


def test_joined_words_are_one_word() -> None:
    assert "two-measures" not in typed(KEY_RESULT, "Two articles on talent/culture at fairs")
    assert "two-measures" in typed(KEY_RESULT, "Articles on talent / culture at fairs")


def test_a_due_day_before_the_first_one_is_said_to_count_for_nothing() -> None:
    world = sound()
    world.change("weekly", due=date(2026, 6, 30))
    found = [finding for finding in run_checks_for(world.facts(), "weekly") if finding.check == "outside-cycle"]
    assert "expected by 30 Sep, the end of its cycle" in found[0].message


def test_a_pause_is_no_silence_and_makes_nothing_late() -> None:
    world = sound()
    for key_result in ("overdue", "reminded"):
        world.change(key_result, checked_in=date(2026, 7, 20), value_on=date(2026, 7, 20))
    world.change("mails", due=date(2026, 7, 25))
    world.points["churn"] = series(("2026-05-31", 1.4))
    world.change("gap", due=date(2026, 7, 22))
    late = {("silent", "billing"), ("late-init", "mails"), ("overdue", "churn"), ("data-gap", "gap")}
    assert late <= world.found()
    world.workspace = NORDVIK._replace(pauses="2026-07-04..2026-08-16")
    assert not late & world.found()
    world.workspace = NORDVIK._replace(pauses="2026-07-04..2026-08-09")
    assert late & world.found() == late - {("silent", "billing")}
    world.workspace = NORDVIK
    world.change("anna", pauses="2026-07-04..2026-08-16")
    # Anna's pause is not Bo's.
    assert late & world.found() == {("silent", "billing"), ("data-gap", "gap")}
