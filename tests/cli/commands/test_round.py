"""The round in the shell: lines typed one after the other, saved at once, taken back at once."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from tests.cli.conftest import Shell
from tests.cli.sample import HOSTILE
from tests.cli.terminal import in_terminal

pytestmark = pytest.mark.usefixtures("going_on")

OWED = {"Churn": "2.4", "References [/]": "12", HOSTILE: "no"}


@pytest.fixture
def owing(empty: Shell) -> Shell:
    """A shell where three key results are due: anna's in a perspective, bo's in none, one of them met or not."""
    today = datetime.now(UTC).date()
    around = [(today + timedelta(days)).isoformat() for days in (-60, 60)]
    empty("init")
    empty("add", "cycle", "Now", "--start", around[0], "--end", around[1])
    stay = empty("add", "objective", "Stay", "--cycle", "Now", "--perspective", "Customer").out.strip()
    ship = empty("add", "objective", "Ship", "--cycle", "Now").out.strip()
    ends = ("--start", "4", "--target")
    kinds = {
        "Churn": (stay, *ends, "1", "--owner", "anna"),
        "References [/]": (stay, *ends, "20", "--owner", "anna"),
        HOSTILE: (ship, "--condition", "done", "--owner", "bo"),
    }
    for title, (under, *words) in kinds.items():
        made = empty("add", "kr", title, "--under", under, *words).out.strip()
        assert empty("checkin", made, OWED[title], "^-30").code == 0
    return empty


def values(shell: Shell) -> dict[str, float | None]:
    rows = json.loads(shell("tree", "--json").out)["objectives"]
    return {item["title"]: item["value"] for row in rows for item in row["key_results"]}


def due(shell: Shell, *words: str) -> list[str]:
    return [row["title"] for row in json.loads(shell("round", "--json", *words).out)["due"]]


def test_json_lists_what_is_due_mine_where_there_is_any(owing: Shell) -> None:
    assert sorted(due(owing, "--all")) == sorted(OWED)
    assert sorted(due(owing, "--as", "anna")) == ["Churn", "References [/]"]
    assert due(owing, "--as", "bo") == [HOSTILE]
    assert due(owing, "--filter", "churn") == ["Churn"]
    assert due(owing, "--filter", "nothing like it") == []


def test_the_whole_round_is_one_undo(owing: Shell) -> None:
    before = values(owing)
    order = due(owing, "--as", "anna")
    lines = {"Churn": "2.2 @7 from the [fair]", "References [/]": "14"}
    typed = "".join(f"{lines[title]}\n" for title in order)
    done = owing.process("round", "--as", "anna", typed=typed.encode())
    assert (done.code, done.out) == (0, "")
    assert "2 of 2" in done.err
    assert "Checked in 2.2 on 'Churn'" in done.err
    assert "2 check-ins in the round; goaltui undo reverts all of it." in done.err
    assert values(owing) == {**before, "Churn": 2.2, "References [/]": 14}
    owing("undo", "--as", "anna")
    assert values(owing) == before
    assert due(owing, "--as", "anna") == order


def test_enter_leaves_it_as_it_is_and_what_surprises_is_asked_once(owing: Shell) -> None:
    only = ("--filter", "references")
    same = owing.process("round", *only, typed=b"\n")
    assert "[12]" in same.err
    assert "Checked in 12 on 'References [/]'" in same.err
    assert due(owing, *only) == []
    owing("undo")
    asked = owing.process("round", *only, typed=b"-400\n\n")
    assert "a different sign" in asked.err
    assert values(owing)["References [/]"] == -388


def test_a_day_to_come_is_asked_once_and_leaves_what_is_due(owing: Shell) -> None:
    only = ("--filter", "references")
    before = values(owing)
    said = owing.process("round", *only, typed=b"14 ^tomorrow\n\n")
    assert "has not come yet" in said.err
    assert "it counts from that day on" in said.err
    assert (values(owing), due(owing, *only)) == (before, ["References [/]"])


def test_what_cannot_be_read_is_asked_again_and_leaving_loses_nothing(owing: Shell) -> None:
    first, second = due(owing, "--as", "anna")
    typed = [("1 of 2", "5 @99\n"), ("not a confidence", ">\n"), ("2 of 2", "<\n"), ("1 of 2", "3 up again\n")]
    said = in_terminal(owing, ["round", "--as", "anna"], [*typed, ("Checked in 3", ".\n")])
    assert said.code == 0
    assert "1 still due; the next round goes on with" in said.out
    assert (values(owing)[first], due(owing, "--as", "anna")) == (3, [second])
    assert "Nothing was checked in." in owing.process("round").err


def test_a_refused_line_of_a_file_ends_the_round_before_the_next_is_taken_for_its_own(owing: Shell) -> None:
    before = values(owing)
    said = owing.process("round", "--as", "anna", typed=b"5 @99\n12\n")
    assert said.code == 2
    assert said.err.endswith("put other words with @ into the note.\n")
    assert "Nothing was checked in." in said.err
    assert values(owing) == before


def test_milestones_are_turned_over_by_their_numbers(owing: Shell) -> None:
    steps = ("--milestones", f"Draft 2020-01-15, Build 2020-02-15, {HOSTILE}", "--owner", "cleo")
    ref = owing("add", "kr", "Ship the map", "--under", "Stay", *steps).out.strip()
    typed = [("1 of 1", "4\n"), ("numbered from 1 to 3", "1 @11\n"), ("not a confidence", "2, 1 @7 calls made\n")]
    said = in_terminal(owing, ["round", "--as", "cleo"], typed)
    assert said.code == 0
    assert "1 [ ] Draft, late 15 Jan 2020" in said.out
    assert f"3 [ ] {HOSTILE}" in said.out
    assert "There is no milestone 4; they are numbered from 1 to 3." in said.out
    assert "2 of 3 milestones of 'Ship the map' done: 67 %." in said.out
    assert due(owing, "--filter", "map") == []
    assert "3 of 3" in owing("tick", ref, HOSTILE).err


def test_hostile_titles_are_shown_as_text_in_a_terminal(owing: Shell) -> None:
    said = in_terminal(owing, ["round", "--as", "bo"], [("1 of 1", "done\n")])
    assert said.code == 0
    assert HOSTILE in said.out
    assert "Checked in done" in said.out
    assert "Nothing that matches is due." in in_terminal(owing, ["round", "--filter", "kind:measure"]).out


def test_in_the_past_nothing_is_walked(owing: Shell) -> None:
    refused = owing("round", "--all", "--as-of", datetime.now(UTC).date().isoformat())
    yesterday = (datetime.now(UTC).date() - timedelta(1)).isoformat()
    refused = owing("round", "--all", "--as-of", yesterday)
    assert (refused.code, "goaltui" in refused.err) == (1, True)


def test_perspective_and_cycle_narrow_what_is_due(owing: Shell) -> None:
    def listed(query: str) -> set[str]:
        return {row["title"] for row in json.loads(owing("due", "--json", "--filter", query).out)["due"]}

    assert listed("perspective:customer") == {"Churn", "References [/]"}
    assert listed("-perspective:customer kind:kr") == {HOSTILE}
    assert listed("cycle:now perspective:customer -churn") == {"References [/]"}
