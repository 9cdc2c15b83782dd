"""Queries as people type them, and the views with what they ask for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goaltui.model.errors import WrongUsage
from goaltui.services.core.clock import FixedClock
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.core.workspace import Workspace
from goaltui.services.demo.sample import load_sample
from goaltui.services.filters.filtered_views import (
    FilterContext,
    asking_of,
    narrow_roots,
    narrow_scorecard,
    narrow_today,
)
from goaltui.services.filters.query import Facets, Query, parse_query
from goaltui.services.filters.unknown_names import unknown_in
from goaltui.services.views.today import today_of
from tests.services.core.test_workspace import NOW

ANNA = FilterContext(frozenset({"anna"}))


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    path = tmp_path_factory.mktemp("company") / "demo.db"
    workspace = Workspace.open(path, author="anna", clock=FixedClock(NOW), create=True)
    load_sample(workspace)
    return workspace


def titles(roots: tuple[ObjectiveRow, ...]) -> list[str]:
    found = []
    for row in roots:
        found += [row.title, *(item.title for item in row.key_results), *titles(row.children)]
    return found


def asked(company: Workspace, text: str) -> list[str]:
    return titles(narrow_roots(company.look.tree().roots, parse_query(text), ANNA))


def test_what_matches_stands_under_what_it_stands_under(company: Workspace) -> None:
    assert asked(company, "flaky") == ["Ship safely every week", "Releases are a non-event", "Flaky tests from 40 to 5"]


def test_conditions_all_hold_and_a_dash_turns_one_round(company: Workspace) -> None:
    risky = asked(company, "status:risk")
    assert "Churn from 2.6 to 1.8 %/month" in risky
    assert "Flaky tests from 40 to 5" in risky
    assert "20 reference customers" not in risky
    assert "Flaky tests from 40 to 5" not in asked(company, "status:at_risk -flaky")
    assert asked(company, "status:risk owner:dan") == asked(company, "flaky")
    assert "Churn from 2.6 to 1.8 %/month" in asked(company, "is:mine status:risk")


def test_the_scorecard_and_the_day_take_the_same_query(company: Workspace) -> None:
    view = narrow_scorecard(company.look.scorecard(), parse_query("status:red"), ANNA)
    shown = [measure.title for row in view.perspectives for item in row.objectives for measure in item.measures]
    assert shown == ["Bugs older than 14 days"]
    assert view.score == company.look.scorecard().score
    day = narrow_today(today_of(company), parse_query("owner:eva"), ANNA)
    assert {row.owner for row in day.due} == {"eva"}


def test_a_saved_view_stands_for_its_query() -> None:
    saved = {"risky": "status:risk owner:anna"}
    assert parse_query("@risky churn", saved).terms == parse_query("status:risk owner:anna churn").terms
    with pytest.raises(WrongUsage, match="there are risky"):
        parse_query("@rsky", saved)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ownr:anna", "did you mean owner"),
        ("status:rsk", "did you mean"),
        ("is:lost", "'is:lost' is not a filter"),
        ('owner:"Anna', "quotation mark is not closed"),
    ],
)
def test_what_cannot_be_asked_is_answered_with_what_can(text: str, said: str) -> None:
    with pytest.raises(WrongUsage, match=said):
        parse_query(text)


def test_names_are_met_by_the_beginning_of_any_of_their_words() -> None:
    facets = Facets("x", owner="Anna Berg", team="Core services")
    assert parse_query("owner:berg team:core").matches(facets)
    assert parse_query('owner:"anna berg"').matches(facets)
    assert not parse_query("owner:nna").matches(facets)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_query_or_one_sentence(text: str) -> None:
    try:
        query = parse_query(text, {})
    except WrongUsage as error:
        assert str(error).endswith((".", "?"))
    else:
        assert isinstance(query, Query)


def meant(company: Workspace, text: str) -> list[str]:
    return titles(narrow_roots(company.look.tree().roots, parse_query(text), asking_of(company)))


def test_a_cycle_and_whoever_asks_are_meant_by_a_word(company: Workspace) -> None:
    assert meant(company, "cycle:current") == meant(company, "cycle:2026-Q4") != []
    assert meant(company, "cycle:Q3") == meant(company, "cycle:last") == meant(company, "cycle:2026-Q3") != []
    assert meant(company, "owner:me") == meant(company, "is:mine") != []
    assert meant(company, "-owner:me") == meant(company, "-is:mine") != []
    assert meant(company, "owner:none") == meant(company, "is:alone") != []
    assert unknown_in(company, parse_query("cycle:current owner:me owner:none")) == ""
    assert "No cycle is called 'nex'" in unknown_in(company, parse_query("cycle:nex"))


def test_a_condition_with_an_equals_sign_is_one_and_text_in_quotes_is_text(company: Workspace) -> None:
    assert asked(company, "owner=dan status=risk") == asked(company, "owner:dan status:risk")
    assert asked(company, "-owner=dan") == asked(company, "-owner:dan")
    assert asked(company, 'owner="dan"') == asked(company, "owner:dan")
    assert parse_query("price=10").matches(Facets("Keep price=10"))
    assert parse_query('"owner=dan"').matches(Facets("What owner=dan means"))
    assert not parse_query('-"owner=dan"').matches(Facets("What owner=dan means"))
    with pytest.raises(WrongUsage, match="status:rsk"):
        parse_query("status=rsk")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("owner:anna OR owner:bo", "owner:anna,bo asks for any of several"),
        ("NOT owner:anna", "a dash before one leaves out"),
        ("owner = anna", "owner:NAME, without blanks"),
        ("owner!=anna", "is written -owner:anna"),
        ("progress>0.5", "compares no numbers"),
    ],
)
def test_the_grammar_of_other_filters_is_answered_with_ours(text: str, says: str) -> None:
    with pytest.raises(WrongUsage, match=says):
        parse_query(text)


def test_what_other_filters_mean_is_text_in_quotes() -> None:
    assert parse_query('"OR" "progress>0.5" or').matches(Facets("To do OR to say that progress>0.5"))


def test_a_condition_may_be_typed_with_capitals_and_an_at_sign(company: Workspace) -> None:
    assert asked(company, "Owner:dan Status:Risk") == asked(company, "owner:dan status:risk")
    assert asked(company, "owner:@dan") == asked(company, "owner:dan")
