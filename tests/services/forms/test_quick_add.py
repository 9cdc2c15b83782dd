"""Quick add: the one line that adds, what is read out of it, and what is refused."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goaltui.model.enums import EntityKind
from goaltui.model.errors import InvalidField
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.quick_add import save_quick, understood
from goaltui.services.parsing.future_date import read_due
from goaltui.services.parsing.quick_line import DUE, OWNER, RANGE, SCORING, QuickLine, read_line
from tests.goals import opened, sample

TODAY = date(2026, 11, 24)
ALL = (RANGE, SCORING, OWNER, DUE)
PEOPLE = ("anna Berg", "bo")


def day(text: str) -> str:
    return read_due(text, "due", TODAY, {}).isoformat()


def read(line: str, parts: tuple[str, ...] = ALL) -> QuickLine:
    return read_line(line, parts, PEOPLE, day)


LATENCY = {"start": "900", "target": "300", "unit": "ms"}


@pytest.mark.parametrize(
    ("line", "title", "values"),
    [
        ("p99 latency from 900 to 300 ms @bo ^31 Dec", "p99 latency", LATENCY | {"owner": "bo", "due": "2026-12-31"}),
        ("p99 latency ^31 Dec @bo from 900ms to 300ms", "p99 latency", LATENCY | {"owner": "bo", "due": "2026-12-31"}),
        ("p99 latency 900 -> 300 ms", "p99 latency", LATENCY),
        ("Revenue from 0 to 2 mn SEK", "Revenue", {"start": "0", "target": "2 mn SEK", "unit": "SEK"}),
        ("Green deploys ≥ 95 %", "Green deploys", {"condition": "at_least", "target": "95", "unit": "%"}),
        ("Churn goal 1.5 red 3 %", "Churn", {"preset": "goal_red_flag", "numbers": "goal 1.5 red_flag 3", "unit": "%"}),
        ("p99-latens från 900 till 300 ms @bo ^31 dec", "p99-latens", LATENCY | {"owner": "bo", "due": "2026-12-31"}),
        ("p99-latens ^v53 Från 900ms till 300ms", "p99-latens", LATENCY | {"due": "2027-01-03"}),
        (
            "Tappade mål 1,5 röd 3 %",
            "Tappade",
            {"preset": "goal_red_flag", "numbers": "goal 1,5 red_flag 3", "unit": "%"},
        ),
        ("Lugn @Anna Berg ^slutet av kvartalet", "Lugn", {"owner": "anna Berg", "due": "2026-12-31"}),
        ("Flytta från Malmö till Lund", "Flytta från Malmö till Lund", {}),
        ("Väx från 3 till 5 kontor i hela Asien", "Väx från 3 till 5 kontor i hela Asien", {}),
        ("Calm @Anna Berg ^end of quarter", "Calm", {"owner": "anna Berg", "due": "2026-12-31"}),
        ('Calm @"Eva Ek"', "Calm", {"owner": "Eva Ek"}),
        ('"Set-up from 20 to 60 %" @bo', "Set-up from 20 to 60 %", {"owner": "bo"}),
        ('"Set-up from 20 to 60 %"', "Set-up from 20 to 60 %", {}),
        ("Move from Malmö to Lund", "Move from Malmö to Lund", {}),
        ("Grow from 3 to 5 offices in all of Asia", "Grow from 3 to 5 offices in all of Asia", {}),
        ("Mail anna@firma.se about 2^8", "Mail anna@firma.se about 2^8", {}),
    ],
)
def test_a_line_is_read(line: str, title: str, values: dict[str, str]) -> None:
    found = read(line)
    assert (found.title, dict(found.values)) == (title, values)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Reach 5 @mentions a week", "not an owner"),
        ("Reach 5 @mentions a week ^31 Dec", "not an owner"),
        ("Calm ^someday", "not a day"),
        ("Calm @7", "not an owner"),
        ("Calm @bo @eva", "owner twice"),
        ("Run from 5 m to 8 m", "several things"),
        ("Run from 5 km to 8 h", "one unit"),
        ("Revenue from 1,2 to 2 mn SEK", "has a scale"),
    ],
)
def test_what_could_mean_two_things_is_refused(line: str, why: str) -> None:
    with pytest.raises(InvalidField, match=why) as refused:
        read(line)
    assert "double quotes" in str(refused.value)


def test_a_due_day_is_refused_where_there_is_none() -> None:
    with pytest.raises(InvalidField, match="does not have"):
        read("Calm ^31 Dec", (OWNER,))


_WORDS = st.lists(
    st.from_regex(r"\A[A-Za-zåäö]{1,9}\Z").filter(lambda word: word.lower() not in ("from", "goal", "från", "mål"))
)
_SIZES = st.integers(-(10**9), 10**9).map(str)


@given(_WORDS.filter(bool), _SIZES, _SIZES, st.sampled_from(["", "%", "ms", "h/week"]), st.permutations([0, 1, 2]))
def test_what_was_put_in_comes_out_whatever_the_order(
    words: list[str], start: str, target: str, unit: str, order: list[int]
) -> None:
    title = " ".join(words)
    marks = [f"from {start} to {target} {unit}".strip(), "@bo", "^2026-12-31"]
    found = read(f"{title} {' '.join(marks[place] for place in order)}")
    assert found.title == title
    assert dict(found.values) == {
        "start": start,
        "target": target,
        "unit": unit,
        "owner": "bo",
        "due": "2026-12-31",
    }


@given(st.text(max_size=80) | st.text('@^"from to 0123456789->≥%k m', max_size=40))
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    try:
        found = read(text)
    except InvalidField as refused:
        assert str(refused).endswith(".")
    else:
        assert len(found.title) <= len(text)


def test_it_is_saved_and_told(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    form = open_form(workspace, EntityKind.KEY_RESULT, parent=made.objective)
    line = "p99 latency from 900 to 300 ms @eva ^31 Dec"
    outcome = save_quick(workspace, form.with_value("title", line))
    assert outcome.sentence == (
        "Added key result 'p99 latency'. New here: person 'eva'. Understood: from 900 to 300 ms, owner eva, due 31 Dec."
    )
    record = next(item for item in workspace.look.records().key_results if item.id == outcome.created)
    assert (record.start, record.target, record.unit, record.due) == (900, 300, "ms", date(2026, 12, 31))
    # What a field says already is not looked for in the title.
    typed = form.with_value("title", "Set-up from 20 to 60 %").with_value("target", "70")
    assert understood(typed).form == typed
    workspace.close()
