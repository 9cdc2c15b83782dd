"""What partners and the public are shown: their goals, without people, and how much is left out."""

import tomllib
from pathlib import Path

import pytest

from goaltui.formats.html import page_of
from goaltui.model.enums import Audience
from goaltui.services.core.workspace import Workspace
from goaltui.services.filters.audience import hidden_from, left_out, shown_to
from goaltui.services.parsing.naming import resolve
from goaltui.services.strategy.one_page import one_page
from goaltui.services.transfer.for_audience import export_for
from goaltui.services.transfer.toml_files import import_toml
from goaltui.services.views.detail import detail_of
from tests.tui.driving import opened

TEXT = """
[workspace]
name = "Firm"
method = "both"
sponsor = "Eva Secret"

[[cycles]]
name = "2026-Q4"
start = 2026-10-01
end = 2026-12-31

[[objectives]]
key = "open"
title = "Open <script>alert(1)</script> [a](javascript:b)"
perspective = "customer"
owner = "Eva Secret"
audience = "public"

[[objectives.measures]]
title = "Shown"
audience = "public"
scoring = { goal = 1.5, red_flag = 3 }
check_ins = [{ at = 2026-11-20, value = 1.5, note = "note secret", author = "Eva Secret" }]

[[objectives.measures]]
title = "Margin secret"
audience = "partner"
value = 3

[[objectives]]
key = "closed"
title = "Closed secret"
perspective = "financial"

[[objectives.measures]]
title = "Below secret"
audience = "public"

[[objectives]]
title = "Answer all"
cycle = "2026-Q4"
parent = "closed"
contributes = ["open", "closed"]
audience = "public"

[[objectives.key_results]]
title = "Bound to what is secret"
measure = "Margin secret"
start = 3
target = 5

[[objectives.key_results]]
title = "Answered"
start = 0
target = 100
value = 50

[[initiatives]]
title = "Work secret"
objective = "open"

[[links]]
from = "closed"
to = "open"

[[remarks]]
kind = "decision"
on = "open"
text = "Said secret"
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    found = opened(tmp_path / "work.db")
    import_toml(found, TEXT, "firm.toml")
    return found


def test_the_public_sees_its_goals_alone_and_how_many_are_left_out(workspace: Workspace, tmp_path: Path) -> None:
    text = export_for(workspace, Audience.PUBLIC)
    assert "ecret" not in text.replace("Bound to what is secret", "")
    assert text.startswith("# Left out, since it is not public: 1 objective, 1 key result and 2 measures.")
    other = opened(tmp_path / "other.db")
    import_toml(other, text, "public.toml")
    titles = {item["title"] for item in tomllib.loads(text)["objectives"]}
    assert titles == {"Open <script>alert(1)</script> [a](javascript:b)", "Answer all"}
    assert [item.title for item in other.look.records().measures] == ["Shown"]
    assert [item.title for item in other.look.records().key_results] == ["Answered"]
    assert [point.value for point in other.look.points()[resolve(other.database, "Shown").id]] == [1.5]
    assert "Margin secret" in export_for(workspace, Audience.PARTNER)
    other.close()


def test_the_page_and_the_scorecard_for_the_public_have_no_people_and_no_scripts(workspace: Workspace) -> None:
    records = workspace.look.records()
    hidden = hidden_from(records, Audience.PUBLIC)
    whole = workspace.look.scorecard()
    card = shown_to(whole, hidden)
    rows = [item for place in card.perspectives for item in place.objectives]
    assert [(row.owner, [measure.title for measure in row.measures]) for row in rows] == [(None, ["Shown"])]
    assert (card.score, card.coverage) == (whole.score, whole.coverage)
    assert hidden_from(records, Audience.INTERNAL) == frozenset()
    assert left_out(records, frozenset(), Audience.PUBLIC) == ""
    page = one_page(workspace, Audience.PUBLIC)
    assert "ecret" not in page and "1 objective, 1 key result and 2 measures" in page
    assert "Closed secret" in one_page(workspace)
    html = page_of(page, "Strategy", "Firm </title>")
    assert "<script" not in html and "<a " not in html and "</title></title>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html and "<h1>Firm</h1>" in html
    told = {line.label: line.text for line in detail_of(workspace, resolve(workspace.database, "Shown").id).facts}
    assert told["audience"] == "public"
