"""The review: an agenda from what is red, stale or changed, notes that are saved at once, a protocol as text."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind, RemarkKind
from goaltui.model.errors import InvalidField, Refused
from goaltui.services import review as reviews
from goaltui.services.clock import FixedClock
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
    assert again.noted == ("Churn: obstacle: Nobody asks",)
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
