"""The review: an agenda from what is red, stale or changed, notes that are saved at once, a protocol as text."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind, RemarkKind, Status
from goaltui.model.errors import InvalidField, Refused
from goaltui.services import review as reviews
from goaltui.services.clock import FixedClock
from goaltui.services.narrowing import asking_of, narrow_scorecard, narrow_today, narrow_tree
from goaltui.services.protocol import escaped, protocol, write_protocol
from goaltui.services.query import parse_query
from goaltui.services.remarks import remark_rows
from goaltui.services.review import Review
from goaltui.services.workspace import Workspace

HOSTILE = "Ship [x](javascript:alert) <b>now</b> # 日本語"
GOALS = f"""\
[[cycles]]
name = "2026-Q3"
start = 2026-07-01
end = 2026-09-30

[[objectives]]
title = "Customers stay"
cycle = "2026-Q3"
owner = "eva"

  [[objectives.key_results]]
  title = "{HOSTILE}"
  owner = "eva"
  start = 0
  target = 100
  check_ins = [{{ at = 2026-08-30, value = 5 }}]

  [[objectives.key_results]]
  title = "Going well"
  start = 0
  target = 100
  check_ins = [{{ at = 2026-08-30, value = 80 }}]

  [[objectives.measures]]
  title = "Churn"
  unit = "%"
  scoring = {{ goal = 1.5, red_flag = 3.0 }}
  values = {{ 2026-08-30 = 4.0 }}

[[people]]
name = "Bo Berg"
"""


def opened(path: Path, day: int, month: int = 8) -> Workspace:
    clock = FixedClock(datetime(2026, month, day, 9, tzinfo=UTC))
    fresh = not path.exists()
    workspace = Workspace.open(path, author="eva", clock=clock, create=True)
    if fresh:
        workspace.import_toml(GOALS, "goals.toml")
    return workspace


def titles(review: Review) -> list[str]:
    return [item.title for item in review.items]


def test_the_agenda_is_what_is_red_and_not_what_goes_well(tmp_path: Path) -> None:
    review = reviews.begin(opened(tmp_path / "work.db", 31))
    assert titles(review) == ["Churn", HOSTILE]
    assert [item.reasons[0] for item in review.items] == ["red", "at risk"]
    assert (review.quiet, review.last, review.noted) == (1, None, ())


def test_a_query_narrows_it(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    assert titles(reviews.begin(workspace, parse_query("is:mine"))) == [HOSTILE]
    assert titles(reviews.begin(workspace, parse_query("kind:measure"))) == ["Churn"]


def test_what_is_noted_is_on_the_thing_and_in_the_protocol_and_all_is_one_undo(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    review = reviews.begin(workspace)
    churn, ship = review.items
    review = reviews.note(workspace, review, ship, RemarkKind.DECISION, "We go on\nwithout it")
    review = reviews.act(workspace, review, ship, "Call ten customers @Bo Berg ^2026-09-04")
    review = reviews.act(workspace, review, churn, "Ask those who left @eva")
    review = reviews.check_in(workspace, review, ship, "20 @6 two signed")
    review = reviews.finish(workspace, review)
    records = workspace.look.records()
    assert [item.title for item in records.initiatives] == ["Call ten customers", "Ask those who left"]
    assert workspace.look.outline().key_results[ship.id].value == 20
    decision = next(row for row in remark_rows(workspace) if row.kind is RemarkKind.DECISION)
    assert (decision.text, decision.title) == ("We go on\nwithout it", HOSTILE)
    assert len(review.noted) == 4
    workspace.undo()
    assert not workspace.look.records().initiatives
    assert not remark_rows(workspace)
    assert workspace.look.outline().key_results[ship.id].value == 5


def test_a_review_that_was_left_is_gone_on_with(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    review = reviews.begin(workspace)
    reviews.note(workspace, review, review.items[0], RemarkKind.OBSTACLE, "Nobody asks")
    workspace.close()
    again = reviews.begin(opened(tmp_path / "work.db", 31))
    assert again.noted == ("Churn, obstacle: Nobody asks",)
    assert again.record is not None


def test_the_next_review_is_compared_with_the_day_of_the_last(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    reviews.finish(workspace, reviews.begin(workspace))
    workspace.close()
    later = opened(tmp_path / "work.db", 7, 9)
    well = later.resolve("Going well", EntityKind.KEY_RESULT).id
    later.check_in(well, "90")
    review = reviews.begin(later)
    assert review.last is not None and review.last.isoformat() == "2026-08-31"
    moved = next(item for item in review.items if item.id == well)
    assert moved.reasons == ("+10 % since the last review",)
    assert moved.before.startswith("80 %")
    assert "at the last review: 80 %" in protocol(review, "eva")


def test_nothing_said_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    review = reviews.begin(workspace)
    with pytest.raises(InvalidField):
        reviews.note(workspace, review, review.items[0], RemarkKind.DECISION, " ")
    with pytest.raises(InvalidField):
        reviews.act(workspace, review, review.items[0], " @eva")
    assert not remark_rows(workspace)


def test_the_protocol_holds_text_and_no_markup_and_overwrites_nothing(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    review = reviews.begin(workspace)
    review = reviews.note(workspace, review, review.items[1], RemarkKind.DECISION, "- [ ] <script>")
    text = protocol(review, "eva [/]")
    assert r"### Ship \[x\](javascript:alert) \<b\>now\</b\> \# 日本語" in text
    assert "<script>" not in text
    assert "Led by eva \\[/\\]." in text
    assert "Not on the agenda: 1 thing" in text
    file = tmp_path / "review.md"
    write_protocol(file, text)
    with pytest.raises(Refused, match="exists and is left as it is"):
        write_protocol(file, "other")
    assert file.read_text(encoding="utf-8") == text


def test_reviews_go_through_an_export_and_back(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    review = reviews.begin(workspace)
    review = reviews.note(workspace, review, review.items[0], RemarkKind.LEARNING, "Prices matter")
    reviews.finish(workspace, review)
    text = workspace.export_toml()
    other = Workspace.open(tmp_path / "other.db", author="eva", clock=workspace.clock, create=True)
    other.import_toml(text, "goals.toml")
    assert other.export_toml() == text


@pytest.mark.parametrize(
    ("written", "stands"),
    [
        ("from -4 to 10 % (gross)", "from -4 to 10 % (gross)"),
        ("- no list", r"\- no list"),
        ("1. no list", r"1\. no list"),
        ("*no* emphasis", r"\*no\* emphasis"),
    ],
)
def test_only_what_would_be_markup_is_escaped(written: str, stands: str) -> None:
    assert escaped(written) == stands


def test_a_second_review_on_a_day_is_compared_with_the_first(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    well = workspace.resolve("Going well", EntityKind.KEY_RESULT).id
    reviews.finish(workspace, reviews.begin(workspace))
    assert titles(reviews.begin(workspace)) == ["Churn", HOSTILE]
    workspace.check_in(well, "90")
    review = reviews.begin(workspace)
    moved = next(item for item in review.items if item.id == well)
    assert (moved.reasons, moved.before) == (("+10 % since the last review",), "80 %, on track")
    assert "Compared with the review before it on the same day." in protocol(review, "eva")
    reviews.finish(workspace, review)
    assert titles(reviews.begin(workspace)) == ["Churn", HOSTILE]


def test_of_two_things_with_one_title_the_one_that_was_noted_is_marked(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    workspace.import_toml(
        '[[measures]]\ntitle = "Churn"\nkey = "twin"\n[[measures]]\ntitle = "Churn, decision: x"\n', "more.toml"
    )
    review = reviews.begin(workspace)
    one, other = (item for item in review.items if item.title == "Churn")
    longer = next(item for item in review.items if item.title.startswith("Churn,"))
    reviews.note(workspace, review, other, RemarkKind.DECISION, "Leave it")
    review = reviews.begin(workspace)
    assert review.noted == (f"Churn ({workspace.refs().of(other.id)}), decision: Leave it",)
    assert [bool(review.noted_on(item.id)) for item in (one, other, longer)] == [False, True, False]
    review = reviews.note(workspace, review, longer, RemarkKind.DECISION, "Leave it too")
    assert [len(review.noted_on(item.id)) for item in (one, other, longer)] == [0, 1, 1]


def test_what_a_query_calls_stale_is_what_the_agenda_does(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    workspace.import_toml(
        GOALS.replace("Customers stay", "Quiet").replace("2026-08-30", "2026-07-05").replace("Churn", "Old")
        + '\n[[measures]]\ntitle = "Never"\n'
        + '\n[[objectives]]\ntitle = "Draft"\ncycle = "2026-Q3"\nstate = "draft"\n'
        + '[[objectives.key_results]]\ntitle = "Drafted"\ntarget = 3\n'
        + '\n[[cycles]]\nname = "2026-Q1"\nstart = 2026-01-01\nend = 2026-03-31\n'
        + '\n[[objectives]]\ntitle = "Ended"\ncycle = "2026-Q1"\n'
        + '[[objectives.key_results]]\ntitle = "Left behind"\ntarget = 3\n'
        + "check_ins = [{ at = 2026-01-10, value = 1 }]\n",
        "more.toml",
    )
    stale = parse_query("is:stale")
    agenda = {
        item.id
        for item in reviews.begin(workspace).items
        if {"outdated", "pending", "never measured", "missing"} & {*item.reasons}
    }
    tree = narrow_tree(workspace.tree(), stale, asking_of(workspace))
    card = narrow_scorecard(workspace.scorecard(), stale, asking_of(workspace))
    found = {row.id for root in tree.roots for row in root.key_results}
    found |= {row.id for part in card.perspectives for row in part.measures}
    found |= {row.id for part in card.perspectives for item in part.objectives for row in item.measures}
    assert found == agenda and len(found) >= 3
    statuses = {row.title: row.status for row in workspace.look.outline().key_results.values()}
    assert statuses["Left behind"] is Status.OUTDATED


@pytest.mark.parametrize(("day", "month", "stale"), [(29, 9, ["Going well", HOSTILE]), (2, 10, [])])
def test_what_is_owed_for_a_cycle_that_is_over_is_due_and_not_stale(
    tmp_path: Path, day: int, month: int, stale: list[str]
) -> None:
    workspace = opened(tmp_path / "work.db", day, month)
    today = workspace.today_view()
    assert {"Going well", HOSTILE} <= {row.title for row in today.due}
    found = narrow_today(today, parse_query("is:stale"), asking_of(workspace)).due
    assert sorted(row.title for row in found) == stale
