"""The library of measures: what a title of it brings into the form; and the few that are marked as key."""

from pathlib import Path

import pytest

from goaltui.model.enums import Aggregation, EntityKind, Frequency, MeasureKind
from goaltui.model.errors import NotFound, WrongUsage
from goaltui.model.quick.translation import SOURCE, languages, speak
from goaltui.services.filters.filtered_views import asking_of, narrow_scorecard
from goaltui.services.filters.query import parse_query
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.measure_library import chosen, library, matching
from goaltui.services.forms.quick_add import save_quick, understood
from goaltui.services.parsing.naming import resolve
from goaltui.services.transfer.toml_files import export_toml
from goaltui.services.views.detail import detail_of
from tests.services.review.test_agenda import opened


@pytest.mark.parametrize("language", languages())
def test_every_language_has_the_same_measures_that_a_form_takes(language: str) -> None:
    shapes = {}
    for spoken in (SOURCE, language):
        speak(spoken)
        found = library()
        shapes[spoken] = [
            (item.perspective, item.better, item.frequency, item.aggregation, item.kind) for item in found
        ]
    speak(SOURCE)
    assert shapes[SOURCE] == shapes[language]
    assert len({item.title for item in found}) == len(found) == 40
    for item in found:
        assert item.perspective in ("financial", "customer", "internal-process", "learning-growth")
        assert item.better in ("higher", "lower") and item.definition.endswith(".")
        assert Frequency(item.frequency) and Aggregation(item.aggregation) and MeasureKind(item.kind)


def test_a_title_brings_the_rest_and_leaves_what_was_typed(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    form = open_form(workspace, EntityKind.MEASURE)
    assert "Customer churn" in form.field("title").suggestions
    typed = form.with_value("title", "customer churn goal 1.5 red 3 @bo").with_value("definition", "Ours")
    read = understood(typed)
    assert read.chips[-1] == "from the library: %, month, lower is better"
    assert [read.form.value(name) for name in ("unit", "definition", "perspective")] == ["%", "Ours", "Customer"]
    saved = save_quick(workspace, form.with_value("title", "New customers").with_value("key_measure", "yes"))
    record = next(item for item in workspace.look.records().measures if item.id == saved.created)
    assert (record.unit, record.aggregation, record.key_measure) == ("customers", "sum", True)
    assert "first order" in record.definition
    assert "New customers" not in open_form(workspace, EntityKind.MEASURE).field("title").suggestions
    assert understood(form.with_value("title", "Newcomers")).chips == ()


def test_the_key_measures_are_found_and_told(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    churn = resolve(workspace.database, "Churn", EntityKind.MEASURE).id
    before = workspace.look.scorecard()
    save_quick(workspace, open_form(workspace, EntityKind.MEASURE, churn).with_value("key_measure", "yes"))
    card = workspace.look.scorecard()
    assert (card.score, card.coverage) == (before.score, before.coverage)
    found = narrow_scorecard(card, parse_query("is:key"), asking_of(workspace))
    rows = [row for place in found.perspectives for item in place.objectives for row in item.measures]
    assert [row.id for row in rows] == [churn]
    assert ("key measure", "yes") in [(line.label, line.text) for line in detail_of(workspace, churn).facts]
    assert export_toml(workspace).count("key_measure = true") == 1


def test_a_measure_is_chosen_by_a_part_of_its_title() -> None:
    assert chosen("carbon").title == "Carbon emissions"
    with pytest.raises(WrongUsage, match="write one of them"):
        chosen("customer")
    with pytest.raises(NotFound, match="did you mean Gross margin"):
        chosen("Gros margn")
    assert {item.perspective for item in matching("mean days")} == {"financial", "internal-process", "learning-growth"}
    assert matching("", "cust") and not matching("[nothing")
