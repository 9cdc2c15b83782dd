"""The commands that show: text for people, JSON of the documented shape."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from goaltui.cli.output.cell_width import width
from goaltui.rules.dates import day
from tests.cli import sample
from tests.cli.conftest import Shell
from tests.cli.terminal import in_terminal
from tests.services.views.test_notes import GOALS

AS_OF = ("--as-of", "2026-08-15")

HEAD = f"Nordvik · 2026-Q3 · {day(date(2026, 8, 15), date.today())} ·"

TREE = f"""\
{HEAD} day 46 of 92
ref   objective                              now  progress                status      conf.  who   cycle
2000  Customers stay and refer                    ━━━━━━─┃────────  38 %  ◐ behind
4000    Make leaving unthinkable                  ━━━━━━─┃────────  38 %  ◐ behind           anna  2026-Q3
8000      Churn down to 1.8            2.4 → 1.8  ━━━━───┃────────  25 %  ◐ behind           anna
a000      20 reference customers         12 / 20  ━━━━━━━┃────────  50 %  ● on track      6  anna
6000  [@click=app.quit]x[/] 日本語 👨‍👩‍👧             ───────┃────────   0 %  ○ at risk          bo    2026-Q3
c000    Every change reviewed            not yet  ───────┃────────   0 %  ○ at risk          bo
"""

SCORECARD = f"""\
{HEAD} day 46 of 92
ref   scorecard                                   now   goal  score  band     data
      Financial, weight 25 %                                      –  –        0 % measured
g000    Revenue                                     –      –      –  –        never measured
        Revenue has never been measured.
      Customer, weight 25 %                                      47  ◐ watch  100 % measured
2000    Customers stay and refer                                 47  ◐ watch  100 % measured
e000      Churn                           2.4 %/month  ≤ 1.5     47  ◐ watch
        1 measure, 1 with a score.
      Internal process, weight 25 %                               –  –        0 % measured
        No objective here yet.
      Learning & growth, weight 25 %                              –  –        0 % measured
        No objective here yet.
total 47  ◐ watch  25 % measured
"""


def data(shell: Shell, *words: str) -> Any:
    said = shell(*words, "--json", *AS_OF)
    assert said.err == ""
    return json.loads(said.out)


def test_tree(shell: Shell) -> None:
    assert shell("tree", *AS_OF) == (0, TREE, "")


def test_scorecard(shell: Shell) -> None:
    assert shell("scorecard", *AS_OF) == (0, SCORECARD, "")


def test_options_of_every_command_stand_before_it_too(shell: Shell) -> None:
    assert shell("--as-of=2026-08-15", "tree").out == TREE
    assert shell(*AS_OF, "--db", str(shell.database), "tree", "--no-color").out == TREE


def test_tree_as_json_is_the_documented_shape(shell: Shell) -> None:
    tree = data(shell, "tree")
    assert {name: tree[name] for name in ("format", "as_of")} == {"format": 1, "as_of": "2026-08-15"}
    strategic, loose = tree["objectives"]
    okr = strategic["children"][0]
    churn, references = okr["key_results"]
    assert list(okr) == [
        *("ref", "id", "title", "why", "cycle", "owner", "team", "perspective", "theme", "with", "contributes"),
        *(
            "contributing",
            "weight",
            "share",
            "ambition",
            "state",
            "audience",
            "progress",
            "coverage",
            "expected",
            "status",
            "reason",
            "grade",
        ),
        *("key_results", "initiatives", "children"),
    ]
    assert (okr["id"], okr["ref"], okr["cycle"], okr["owner"], okr["team"]) == (
        *(sample.OKR, "4000", "2026-Q3", "anna", "care"),
    )
    assert (okr["perspective"], okr["ambition"], okr["state"], okr["grade"]) == (
        *("customer", "aspirational", "active", None),
    )
    assert okr["progress"] == pytest.approx(0.375, abs=1e-12)
    assert okr["expected"] == 45 / 91
    assert references == references | {
        "ref": "a000",
        "title": "20 reference customers",
        "unit": "",
        "condition": "reach",
        "start": 4,
        "target": 20,
        "stretch": None,
        "description": None,
        "with": [],
        "cadence": "week",
        "weeks": 1,
        "weekday": None,
        "first_day": "2026-07-01",
        "phases": None,
        "value": 12,
        "raw": 0.5,
        "progress": 0.5,
        "expected": 45 / 91,
        "status": "on_track",
        "reason": "50 % of 49 % expected",
        "confidence": 6,
        "weight": 1,
        "share": None,
        "forecast": None,
        "checked_in": "2026-08-12",
        "initiatives": [],
    }
    assert churn["forecast"] == pytest.approx(2.12, abs=0.1)
    assert (loose["title"], loose["progress"], loose["status"]) == (sample.HOSTILE, 0, "at_risk")
    assert loose["key_results"][0]["value"] is None


def test_whole_numbers_have_no_point_in_json(shell: Shell) -> None:
    assert '"start": 4,' in shell("tree", "--json", *AS_OF).out


def test_scorecard_as_json_is_the_documented_shape(shell: Shell) -> None:
    card = data(shell, "scorecard")
    assert list(card) == ["format", "as_of", "score", "coverage", "perspectives", "balance"]
    assert card["score"] == pytest.approx(46.6666666667)
    assert card["coverage"] == 0.25
    financial, customer, *_ = card["perspectives"]
    assert (customer["key"], customer["weight"], customer["band"]) == ("customer", 1, "yellow")
    (churn,) = customer["objectives"][0]["measures"]
    assert [churn] == [
        churn
        | {
            "ref": "e000",
            "title": "Churn",
            "unit": "%/month",
            "value": 2.4,
            "target": 1.5,
            "score": pytest.approx(46.6666666667),
            "band": "yellow",
            "data": "measured",
            "period": "2026-08",
            "running": None,
            "target_to_date": None,
            "judged": True,
            "team": None,
            "initiatives": [],
        }
    ]
    assert (financial["score"], financial["measures"][0]["data"]) == (None, "never")
    assert card["balance"]["objectives"]["counts"]["customer"] == 2
    assert set(card["balance"]) == {
        *("objectives", "lag_measures", "lead_measures", "key_results", "initiatives", "check_ins"),
    }


@pytest.mark.parametrize(
    ("filters", "shown"),
    [
        ((), ["2000", "4000", "8000", "a000", "6000", "c000"]),
        (("--cycle", "2026-q3"), ["2000", "4000", "8000", "a000", "6000", "c000"]),
        (("--team", "care"), ["2000", "4000", "8000", "a000"]),
        (("--owner", "BO"), ["6000", "c000"]),
        (("--mine", "--as", "bo"), ["6000", "c000"]),
        (("--filter", "is:mine", "--as", "BO"), ["6000", "c000"]),
        (("--owner", "bo", "--depth", "1"), ["6000"]),
        (("--depth", "1"), ["2000", "6000"]),
        (("--depth", "2"), ["2000", "4000", "6000", "c000"]),
    ],
)
def test_filters(shell: Shell, filters: tuple[str, ...], shown: list[str]) -> None:
    said = shell("tree", *AS_OF, *filters)
    assert [line[:4] for line in said.out.splitlines()[2:]] == shown


def test_a_filter_keeps_what_a_match_stands_under_and_nothing_beside_it(shell: Shell) -> None:
    tree = data(shell, "tree", "--team", "care")
    assert [row["title"] for row in tree["objectives"]] == ["Customers stay and refer"]
    assert tree["objectives"][0]["key_results"] == []


def test_a_filter_for_nothing_there_is_refused(shell: Shell) -> None:
    said = shell("tree", "--cycle", "2031-Q1")
    assert (said.code, said.out) == (1, "")
    assert "'2031-Q1'" in said.err


def test_due(shell: Shell) -> None:
    said = shell("due", *AS_OF)
    assert said.code == 0
    assert [line.split()[0] for line in said.out.splitlines()] == ["ref", "c000", "g000"]
    assert "38 days" in said.out
    rows = data(shell, "due", "--mine", "--as", "bo")["due"]
    assert [(row["ref"], row["late"], row["mine"], row["owner"]) for row in rows] == [("c000", 38, True, "bo")]


def test_nothing_due_is_said_in_words(shell: Shell) -> None:
    assert shell("due", "--mine", "--as", "nobody at all", *AS_OF) == (0, "", "Nothing of yours is due.\n")
    assert shell("due", "--filter", "no such title") == (0, "", "Nothing that matches is due.\n")


def test_why(shell: Shell) -> None:
    said = shell("why", "20 ref", *AS_OF)
    told = "how far 12 is on the way from 4 to 20: (12 − 4) / (20 − 4) = 50 %"
    assert f"Why 50 %: {told}" in said.out
    steps = data(shell, "why", "20 ref")
    assert (steps["ref"], steps["kind"]) == ("a000", "key_result")
    assert steps["why"][0] == {"label": "Why 50 %", "text": told, "depth": 0}


def test_why_of_the_total_and_of_a_perspective(shell: Shell) -> None:
    assert "Customer: 46.7 × weight 100 %" in shell("why", *AS_OF).out
    assert "Coverage: 100 %" in shell("why", "customer", *AS_OF).out


def test_why_of_something_that_could_be_two_things_names_both(shell: Shell) -> None:
    said = shell("why", "churn")
    if said.code:
        assert "8000" in said.err
    said = shell("why", "re")
    assert said.code == 1
    assert "use the ref" in said.err


def test_check_ends_with_one_where_it_finds_something(shell: Shell) -> None:
    said = shell("check", *AS_OF)
    assert said.code == 1
    assert "finding" in said.err
    found = json.loads(shell("check", "--json", *AS_OF).out)["findings"]
    assert len(found) == len(said.out.splitlines()) > 0
    assert set(found[0]) == {"check", "severity", "kind", "ref", "id", "title", "line", "message", "advice"}
    assert {row["severity"] for row in found} <= {"error", "warning", "hint"}


def test_log_says_who_set_what(shell: Shell) -> None:
    said = shell("log", "a000")
    assert said.code == 0
    newest = said.out.splitlines()[0]
    assert "anna" in newest
    assert (
        f"checked in 12; date {day(date(2026, 8, 12), date.today())}; confidence 6; note 'three from the fair'"
        in newest
    )
    rows = json.loads(shell("log", "a000", "--json").out)["changes"]
    assert [row["new"] for row in rows if row["field"] == "value"] == ["12", "7"]


def test_log_is_asked_for_by_person_and_day(shell: Shell) -> None:
    shell("--as", "bo", "checkin", "a000", "13", "--yes")
    lines = shell("log", "--by", "Bo").out.splitlines()
    assert lines
    assert all(" bo " in line for line in lines)
    unknown = shell("log", "--by", "Boo")
    assert (unknown.code, unknown.out) == (1, "")
    assert "No person is called 'Boo'; did you mean 'bo'?" in unknown.err
    everything = json.loads(shell("log", "--json").out)["changes"]
    days = sorted({row["at"] for row in everything})
    late = json.loads(shell("log", "--since", days[-1], "--json").out)["changes"]
    assert {row["at"] for row in late} == {days[-1]}
    assert shell("log", "--since", "2999-01-01").out == ""
    said = shell("log", "--since", "soon")
    assert said.code == 2
    assert "--since is 'soon'; write a day" in said.err


def test_log_keeps_check_ins_of_one_batch_apart(shell: Shell) -> None:
    shown = [line for line in shell("log", "e000").out.splitlines() if "checked in" in line]
    assert len(shown) == 4
    assert all(line.count("checked in") == 1 for line in shown)


def test_known_at_is_the_workspace_as_it_was_stored(shell: Shell) -> None:
    said = shell("tree", "--json", "--known-at", "2026-07-02T12:00+00:00")
    assert said.code == 0
    references = json.loads(said.out)["objectives"][0]["children"][0]["key_results"][1]
    assert references["value"] is None
    title = shell("tree", "--known-at", "2026-07-02T12:00+00:00").out.splitlines()[0]
    assert f" · as known {day(date(2026, 7, 2), date.today())} " in title


def test_without_a_workspace_reading_says_how_to_make_one(empty: Shell) -> None:
    said = empty("tree")
    assert (said.code, said.out) == (1, "")
    assert "goaltui init" in said.err
    assert not empty.database.exists()


def test_an_empty_workspace_says_what_to_do(empty: Shell) -> None:
    empty("init")
    assert "goaltui add objective" in empty("tree").err


def test_piped_text_has_no_colour_and_is_not_cut(shell: Shell) -> None:
    said = shell.process("tree", *AS_OF, COLUMNS="30")
    assert said.out == TREE


@pytest.mark.parametrize(("variables", "colored"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_a_terminal_gets_colours_and_its_own_width(shell: Shell, variables: dict[str, str], colored: bool) -> None:
    shown = in_terminal(shell, ["tree", *AS_OF], (), **({"TERM": "xterm", "COLUMNS": "60"} | variables)).out
    assert ("\x1b[" in shown) is colored
    if not colored:
        lines = shown.splitlines()[1:]
        assert all(width(line) <= 60 for line in lines)
        assert lines[0].startswith("ref   objective")


def test_json_is_indented_for_eyes_alone(shell: Shell) -> None:
    shown = in_terminal(shell, ["tree", "--json", *AS_OF]).out
    piped = shell("tree", "--json", *AS_OF).out
    assert json.loads(shown) == json.loads(piped)
    assert len(shown.splitlines()) > 10
    assert len(piped.splitlines()) == 1


def test_ascii_glyphs_are_a_setting(shell: Shell) -> None:
    shell.settings('glyphs = "ascii"\n')
    said = shell("tree", *AS_OF)
    assert "====---|--------" in said.out
    assert "* on track" in said.out


def test_an_encoding_without_our_signs_is_no_error(shell: Shell) -> None:
    said = shell.process("tree", *AS_OF, PYTHONIOENCODING="ascii")
    assert (said.code, said.err) == (0, "")
    assert "* on track" in said.out
    card = shell.process("scorecard", "--json", *AS_OF, PYTHONIOENCODING="ascii")
    assert json.loads(card.out)["format"] == 1


def test_people_stand_by_team_with_what_they_owe(shell: Shell) -> None:
    told = data(shell, "people", *AS_OF)
    names = [person["name"] for team in told["teams"] for person in team["people"]]
    assert "bo" in names
    bo = next(person for team in told["teams"] for person in team["people"] if person["name"] == "bo")
    assert bo["due"] == len(data(shell, "due", "--mine", "--as", "bo", *AS_OF)["due"])
    assert "bo" in shell("people", *AS_OF).out


def test_the_history_is_not_asked_for_kinds_that_are_none(shell: Shell) -> None:
    refused = shell("tree", "--filter", "kind:key-resul")
    assert refused.code == 2
    assert "did you mean key-result?" in refused.err


def test_records_are_asked_for_by_words_and_kind(empty: Shell, tmp_path: Path) -> None:
    file = tmp_path / "goals.toml"
    file.write_text(GOALS, encoding="utf-8")
    assert empty("init").code == 0
    assert empty("import", str(file)).code == 0
    assert "No contract text" in empty("records", "contract").out
    told = data(empty, "records", "--kind", "data-gap")["records"]
    assert [(item["text"], item["open"], item["on"]["title"]) for item in told] == [
        ("Nobody counts churn", True, "Customers stay [/]")
    ]
    assert "it can be learning" in empty("records", "--kind", "gap").err


def test_the_agenda_of_a_review_is_markdown_and_goes_to_a_new_file(shell: Shell, tmp_path: Path) -> None:
    said = shell("review", *AS_OF)
    assert said.code == 0
    assert said.out.startswith("# Review of ")
    agenda = data(shell, "review", *AS_OF)["agenda"]
    assert agenda and all(item["reasons"] for item in agenda)
    file = tmp_path / "review.md"
    assert shell("review", "-o", str(file), *AS_OF).code == 0
    assert file.read_text(encoding="utf-8") == said.out
    file.write_text("mine", encoding="utf-8")
    refused = shell("review", "-o", str(file), *AS_OF)
    assert refused.code == 1
    assert "exists and is left as it is" in refused.err and "--yes" in refused.err
    assert in_terminal(shell, ("review", "-o", str(file), *AS_OF), [("Replace it?", "\n")]).code == 1
    assert file.read_text(encoding="utf-8") == "mine"
    assert in_terminal(shell, ("review", "-o", str(file), *AS_OF), [("Replace it?", "y\n")]).code == 0
    assert file.read_text(encoding="utf-8") == said.out
    assert shell("review", "-o", str(file), "--yes", *AS_OF).code == 0
    assert shell("review", "-o", str(tmp_path), "--yes", *AS_OF).code == 1


def test_log_names_what_is_known_by_a_name(shell: Shell) -> None:
    shell("add", "cycle", "2027-Q1")
    lines = shell("log", "2027-q1").out.splitlines()
    assert len(lines) == 1
    assert "  cycle '2027-Q1'  " in lines[0]
    assert "  person 'bo'  " in shell("log", "bo").out
