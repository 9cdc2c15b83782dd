"""The review: an agenda from what is red, stale or changed, notes that are saved at once, minutes as text."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from goaltui.formats.markdown import escaped
from goaltui.model.enums import EntityKind, RemarkKind, Status
from goaltui.model.errors import InvalidField, NotFound, Refused
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.core.workspace import Workspace
from goaltui.services.filters.filtered_views import asking_of, narrow_scorecard, narrow_today, narrow_tree
from goaltui.services.filters.query import parse_query
from goaltui.services.filters.unknown_names import refuse_unknown
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.parsing.naming import resolve
from goaltui.services.review import agenda as reviews
from goaltui.services.review.agenda import Review
from goaltui.services.review.minutes import minutes_of, write_minutes
from goaltui.services.transfer.toml_files import export_toml, import_toml
from goaltui.services.views.detail import detail_of
from goaltui.services.views.notes import remark_rows
from goaltui.services.views.today import today_of
from tests.goals import cycle, goals, imported, key_result, measure, objective, person

HOSTILE = "Ship [x](javascript:alert) <b>now</b> # 日本語"
GOALS = goals(
    cycle("2026-Q3"),
    objective("Customers stay", cycle="2026-Q3", owner="eva"),
    key_result(HOSTILE, owner="eva", start=0, target=100, check_ins=[{"at": "2026-08-30", "value": 5}]),
    key_result("Going well", start=0, target=100, check_ins=[{"at": "2026-08-30", "value": 80}]),
    measure("Churn", unit="%", scoring={"goal": 1.5, "red_flag": 3.0}, values={"2026-08-30": 4.0}),
    person("Bo Berg"),
)


def opened(path: Path, day: int, month: int = 8) -> Workspace:
    texts = () if path.exists() else (GOALS,)
    return imported(path, *texts, author="eva", now=datetime(2026, month, day, 9, tzinfo=UTC))


def titles(review: Review) -> list[str]:
    return [item.title for item in review.items]


def test_the_agenda_is_what_is_red_and_not_what_goes_well(tmp_path: Path) -> None:
    review = reviews.begin(opened(tmp_path / "work.db", 31))
    assert titles(review) == ["Churn", HOSTILE]
    assert [item.reasons[0] for item in review.items] == ["red", "at risk"]
    assert (review.quiet, review.last, review.noted) == (1, None, ())


def test_the_protocol_says_where_the_cycles_stand_and_how_much_of_that_is_measured(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    import_toml(
        workspace,
        GOALS.replace('title = "Going well"', 'title = "Silent"').replace("value = 80", "note = '-'"),
        "more.toml",
    )
    review = reviews.begin(workspace)
    stands = next(line for line in minutes_of(review, "eva").splitlines() if line.startswith("- 2026-Q3"))
    assert "of 67 % measured" in stands
    assert "expected" in stands
    # What a filter asks for is not the whole cycle.
    asked = reviews.begin(workspace, parse_query("is:mine"))
    assert "2026-Q3:" not in minutes_of(asked, "eva")


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
    assert again.noted == ("Churn, obstacle: Nobody asks (eva)",)
    assert again.record is not None


def test_the_next_review_is_compared_with_the_day_of_the_last(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    reviews.finish(workspace, reviews.begin(workspace))
    workspace.close()
    later = opened(tmp_path / "work.db", 7, 9)
    well = resolve(later.database, "Going well", EntityKind.KEY_RESULT).id
    write_check_in(later, well, "90")
    review = reviews.begin(later)
    assert review.last is not None and review.last.isoformat() == "2026-08-31"
    moved = next(item for item in review.items if item.id == well)
    assert moved.reasons == ("+10 % since the last review",)
    assert moved.before.startswith("80 %")
    assert "at the last review: 80 %" in minutes_of(review, "eva")


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
    text = minutes_of(review, "eva [/]")
    assert r"### Ship \[x\](javascript:alert) \<b\>now\</b\> \# 日本語" in text
    assert "<script>" not in text
    assert "Led by eva \\[/\\]." in text
    assert "Not on the agenda: 1 thing" in text
    file = tmp_path / "review.md"
    write_minutes(file, text)
    with pytest.raises(Refused, match="exists and is left as it is"):
        write_minutes(file, "other")
    assert file.read_text(encoding="utf-8") == text


def test_reviews_go_through_an_export_and_back(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    review = reviews.begin(workspace)
    review = reviews.note(workspace, review, review.items[0], RemarkKind.LEARNING, "Prices matter")
    reviews.finish(workspace, review)
    text = export_toml(workspace)
    other = Workspace.open(tmp_path / "other.db", author="eva", clock=workspace.clock, create=True)
    import_toml(other, text, "goals.toml")
    assert export_toml(other) == text


@pytest.mark.parametrize(
    ("written", "stands"),
    [
        ("from -4 to 10 % (gross)", "from -4 to 10 % (gross)"),
        ("- no list", r"\- no list"),
        ("1. no list", r"1\. no list"),
        ("1.5 %, score 58", "1.5 %, score 58"),
        ("*no* emphasis", r"\*no\* emphasis"),
    ],
)
def test_only_what_would_be_markup_is_escaped(written: str, stands: str) -> None:
    assert escaped(written) == stands


def test_a_second_review_on_a_day_is_compared_with_the_first(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    well = resolve(workspace.database, "Going well", EntityKind.KEY_RESULT).id
    reviews.finish(workspace, reviews.begin(workspace))
    assert titles(reviews.begin(workspace)) == ["Churn", HOSTILE]
    write_check_in(workspace, well, "90")
    review = reviews.begin(workspace)
    moved = next(item for item in review.items if item.id == well)
    assert (moved.reasons, moved.before) == (("+10 % since the last review",), "80 %, on track")
    assert "Compared with the earlier review of the same day." in minutes_of(review, "eva")
    reviews.finish(workspace, review)
    assert titles(reviews.begin(workspace)) == ["Churn", HOSTILE]


def test_of_two_things_with_one_title_the_one_that_was_noted_is_marked(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    import_toml(
        workspace,
        '[[measures]]\ntitle = "Churn"\nkey = "twin"\n[[measures]]\ntitle = "Churn, decision: x"\n',
        "more.toml",
    )
    review = reviews.begin(workspace)
    one, other = (item for item in review.items if item.title == "Churn")
    longer = next(item for item in review.items if item.title.startswith("Churn,"))
    reviews.note(workspace, review, other, RemarkKind.DECISION, "Leave it")
    review = reviews.begin(workspace)
    assert review.noted == (f"Churn ({workspace.refs().of(other.id)}), decision: Leave it (eva)",)
    assert [bool(review.noted_on(item.id)) for item in (one, other, longer)] == [False, True, False]
    review = reviews.note(workspace, review, longer, RemarkKind.DECISION, "Leave it too")
    assert [len(review.noted_on(item.id)) for item in (one, other, longer)] == [0, 1, 1]


def test_what_a_query_calls_stale_is_what_the_agenda_does(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    import_toml(
        workspace,
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
    tree = narrow_tree(workspace.look.tree(), stale, asking_of(workspace))
    card = narrow_scorecard(workspace.look.scorecard(), stale, asking_of(workspace))
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
    today = today_of(workspace)
    assert {"Going well", HOSTILE} <= {row.title for row in today.due}
    found = narrow_today(today, parse_query("is:stale"), asking_of(workspace)).due
    assert sorted(row.title for row in found) == stale


def test_a_note_says_who_wrote_it_and_takes_who_and_until_when_as_an_action_does(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    review = reviews.begin(workspace)
    item = review.items[0]
    review = reviews.note(workspace, review, item, RemarkKind.DECISION, "Ask them ^fri @Bo Berg")
    review = reviews.note(workspace, review, item, RemarkKind.LEARNING, "Mail goes to a@b.se, 10^6 of them")
    reviews.note(workspace, review, item, RemarkKind.OBSTACLE, "We asked @bo about what it costs")
    rows = {row.text: row for row in remark_rows(workspace) if row.kind is not RemarkKind.REVIEW}
    asked = rows["Ask them"]
    assert (asked.owner, asked.due, asked.author) == ("Bo Berg", date(2026, 9, 4), "eva")
    assert rows["Mail goes to a@b.se, 10^6 of them"].author == "eva"
    assert rows["We asked @bo about what it costs"].owner is None
    assert review.noted[0].endswith("decision: Ask them (Bo Berg, 4 Sep; eva)")


def test_a_note_of_the_form_is_signed(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    objective = resolve(workspace.database, "Customers stay").id
    save_form(workspace, open_form(workspace, EntityKind.REMARK, parent=objective).with_value("text", "They like it"))
    assert [row.author for row in remark_rows(workspace)] == ["eva"]
    assert any("They like it (eva)" in line.text for line in detail_of(workspace, objective).facts)


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("status:risk", [HOSTILE]),
        ("status:red", ["Churn"]),
        ("cycle:2026-Q3", ["Churn", HOSTILE]),
        ("kind:measure", ["Churn"]),
        ("owner:bo", []),
    ],
)
def test_a_filter_asks_of_the_agenda_what_it_asks_of_the_views(tmp_path: Path, asked: str, titles: list[str]) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    review = reviews.begin(workspace, parse_query(asked))
    assert [item.title for item in review.items] == titles
    assert f"'{asked}'" in minutes_of(review, "eva")


def test_a_filter_for_a_name_that_is_not_there_names_the_nearest(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    with pytest.raises(NotFound, match="No person is called 'bo berk'; did you mean 'Bo Berg'"):
        refuse_unknown(workspace, parse_query('owner:"Bo Berk"'))
    with pytest.raises(NotFound, match="No cycle is called '2026-Q4'; did you mean '2026-Q3'"):
        refuse_unknown(workspace, parse_query(""), cycle="2026-Q4")
    with pytest.raises(NotFound, match="No perspective is called 'custumer'; did you mean 'customer'"):
        refuse_unknown(workspace, parse_query("-perspective:custumer"))
    assert refuse_unknown(workspace, parse_query("owner:bo by:eva churn"), team="").terms
