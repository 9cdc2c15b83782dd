"""The commands that write: the ref on stdout, what was done on stderr."""

import json
import re
from datetime import date

import pytest

from goaltui.rules.dates import day
from tests.cli import sample
from tests.cli.conftest import Shell
from tests.store.support import heard


def value_of(shell: Shell, ref: str) -> object:
    def rows(objectives: list[dict[str, object]]) -> list[dict[str, object]]:
        found: list[dict[str, object]] = []
        for row in objectives:
            found += row["key_results"] + rows(row["children"])  # type: ignore[operator, arg-type]
        return found

    tree = json.loads(shell("tree", "--json").out)
    return next(row["value"] for row in rows(tree["objectives"]) if row["ref"] == ref)


def test_from_nothing_to_a_check_in(empty: Shell) -> None:
    made = empty("init", "--name", "Nordvik")
    assert (made.code, made.out) == (0, f"{empty.database}\n")
    objective = empty("add", "objective", "Make leaving unthinkable", "--owner", "anna")
    assert (objective.code, objective.err) == (
        0,
        "Added objective 'Make leaving unthinkable'. New here: person 'anna'.\n",
    )
    words = ("--under", objective.out.strip(), "--start", "3", "--target", "1,8", "--unit", "%/month")
    key_result = empty("add", "kr", "Churn", *words)
    assert key_result.code == 0
    done = empty("checkin", key_result.out.strip(), "2.4", "@6", "three", "from", "the", "fair")
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("Checked in 2.4 %/month on 'Churn': 50 %")
    assert value_of(empty, key_result.out.strip()) == 2.4


def test_the_first_write_makes_the_default_database(empty: Shell) -> None:
    assert empty("add", "objective", "Ship safely").code == 0
    assert empty.database.exists()


def test_a_new_file_is_said_to_be_new(empty: Shell) -> None:
    said = empty("add", "objective", "Ship safely", "--db", str(empty.home / "new.db"))
    assert said.code == 0
    assert f"Made a new workspace at {empty.home / 'new.db'}." in said.err
    assert "Made" not in empty("add", "objective", "Ship often", "--db", str(empty.home / "new.db")).err


def test_no_folder_is_made_by_the_way(empty: Shell) -> None:
    said = empty("add", "objective", "Ship safely", "--db", str(empty.home / "typo" / "new.db"))
    assert (said.code, said.out) == (1, "")
    assert not (empty.home / "typo").exists()


def test_only_adding_and_importing_make_a_workspace(empty: Shell) -> None:
    for words in (("checkin", "x", "1"), ("undo",), ("redo",), ("tree",), ("log",), ("export",), ("backup",)):
        assert empty(*words).code == 1
    assert not empty.database.exists()


def test_init_refuses_a_file_that_is_there(shell: Shell) -> None:
    said = shell("init")
    assert said.code == 1
    assert "is there already" in said.err


def test_init_in_the_past_makes_nothing(empty: Shell) -> None:
    assert empty("init", "--as-of", "2026-08-15").code == 2
    assert not empty.database.exists()


def test_init_with_the_sample(empty: Shell) -> None:
    assert empty("init", "--sample", "--method", "okr").code == 0
    assert len(json.loads(empty("tree", "--json").out)["objectives"]) > 2


def test_init_where_no_folder_can_be_made(empty: Shell) -> None:
    (empty.home / "file").write_text("in the way", encoding="utf-8")
    said = empty("init", "--db", str(empty.home / "file" / "x.db"))
    assert said.code == 1
    assert "--db" in said.err


@pytest.mark.parametrize(
    ("line", "value"),
    [
        (("14",), 14),
        (("+3",), 15),
        (("-2",), 10),
        (("=-3",), -3),
        (("-2,5 @7 less",), 9.5),
        (("60%",), 13.6),
        (("same",), 12),
    ],
)
@pytest.mark.usefixtures("going_on")
def test_check_ins(shell: Shell, line: tuple[str, ...], value: float) -> None:
    said = shell("checkin", "a000", *line)
    assert (said.code, said.out) == (0, "")
    assert value_of(shell, "a000") == pytest.approx(value)


@pytest.mark.parametrize("words", [("",), (" ", ""), ()])
def test_a_check_in_that_says_nothing_is_wrong_usage(shell: Shell, words: tuple[str, ...]) -> None:
    before = shell("export").out
    said = shell("checkin", "a000", *words)
    assert said.code == 2
    assert "same" in said.err
    assert shell("export").out == before


@pytest.mark.parametrize("ref", ["12", "-", "e", "re", "%", "0"])
def test_a_scrap_of_a_title_is_nothing_to_write_on(shell: Shell, ref: str) -> None:
    before = shell("export").out
    said = shell.process("checkin", ref, "13")
    assert said.code in (1, 2)
    assert "Traceback" not in said.err and said.err.count("\n") == 1
    assert shell("export").out == before


@pytest.mark.usefixtures("going_on")
def test_a_value_far_from_all_before_wants_a_word_more(shell: Shell) -> None:
    before = shell("export").out
    said = shell.process("checkin", "a000", "99999")
    assert said.code == 1
    assert "far from all earlier values" in said.err and "--yes" in said.err
    assert shell("export").out == before
    assert shell("checkin", "a000", "99999", "--yes").code == 0
    assert value_of(shell, "a000") == 99999


@pytest.mark.usefixtures("going_on")
def test_a_note_leaves_due_what_is_due(shell: Shell) -> None:
    said = shell("checkin", "a000", "talked to them today")
    assert said.code == 0
    assert "stays due" in said.err


def test_the_answer_says_how_a_number_was_read(shell: Shell) -> None:
    assert "1,234 read as 1234" in shell("checkin", "a000", "1,234", "--yes").err


def _author(shell: Shell) -> str:
    """Return who made the latest change: the name behind the moment."""
    found = re.search(r"\d\d:\d\d +(\S+)", shell("log", "a000").out)
    return found[1] if found else ""


@pytest.mark.usefixtures("going_on")
def test_a_check_in_by_a_part_of_the_title(shell: Shell) -> None:
    assert shell("checkin", "reference", "13", "--as", "bo").code == 0
    assert _author(shell) == "bo"


def test_a_check_in_on_a_measure(shell: Shell) -> None:
    said = shell("checkin", "e000", "1.4")
    assert "score" in said.err


def test_a_check_in_reads_no_more_than_it_needs(shell: Shell) -> None:
    with heard() as asked:
        assert shell("checkin", "a000", "13", "--yes").code == 0
    reads = [statement for statement in asked if statement.lstrip().startswith("SELECT") and "replica" not in statement]
    assert reads
    schema_at_opening = "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema"
    assert [statement for statement in reads if "WHERE" not in statement] == [schema_at_opening]
    # Half of them are for the status that a prompt shows, in the same number whatever the workspace holds.
    assert len([statement for statement in asked if not statement.startswith("PRAGMA")]) < 60


@pytest.mark.usefixtures("going_on")
def test_a_check_in_as_json(shell: Shell) -> None:
    said = shell("checkin", "a000", "13", "--json")
    shape = json.loads(said.out)
    assert said.err.startswith(shape["done"])
    written = {name: shape["check_in"][name] for name in ("ref", "value", "date", "period", "confidence", "note")}
    assert written == {
        "ref": "a000",
        "value": 13,
        "date": date.today().isoformat(),
        "period": f"{date.today():%Y-%m}",
        "confidence": None,
        "note": "",
    }
    assert shape["ref"] == "a000"


@pytest.mark.usefixtures("going_on")
def test_what_was_written_is_told_with_ref_value_day_and_period(shell: Shell) -> None:
    said = shell("checkin", "20 reference", "13", "^2026-08-20")
    assert said.code == 0
    assert f"Written on a000: 13, {day(date(2026, 8, 20), date.today())} (2026-08)." in said.err
    said = shell("checkin", "20 reference", "~14", "@7", "!risk", "the fair was", "slow " * 20)
    assert "), estimate, confidence 7, at risk by hand, note 'the fair was slow slow" in said.err
    assert said.err.endswith("…'.\n")
    assert shell("checkin", "20 reference", "!auto").err.endswith("), status released.\n")
    shape = json.loads(shell("checkin", "20 reference", "15", "!behind", "--json").out)["check_in"]
    assert (shape["manual_status"], shape["status"]) == ("behind", "behind")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("a000", "14/20"), 2, "is not a number"),
        (("a000", "13", "@11"), 2, "@0 to @10"),
        (("a000", "13", "^2999-01-01"), 2, "goes from 1900-01-01 to 2200-12-31"),
        (("a000", "13", "^tomorrow"), 1, "has not come yet"),
        (("zzzz", "13"), 1, "zzzz"),
        (("4000", "13"), 1, "4000"),
        (("a000", "13", "--nose"), 2, "no option '--nose'"),
        ((), 2, "REF"),
        (("a000", "13", "--as-of", "2026-08-15"), 1, "as of 15 Aug"),
    ],
)
def test_check_ins_that_are_refused_write_nothing(shell: Shell, words: tuple[str, ...], code: int, says: str) -> None:
    said = shell("checkin", *words)
    assert (said.code, said.out) == (code, "")
    assert says in said.err
    assert value_of(shell, "a000") == 12


@pytest.mark.usefixtures("going_on")
def test_a_day_to_come_is_written_with_yes_and_changes_nothing_today(shell: Shell) -> None:
    refused = shell("checkin", "a000", "14", "^tomorrow")
    assert (refused.code, "has not come yet" in refused.err, "--yes writes it" in refused.err) == (1, True, True)
    done = shell("checkin", "--yes", "a000", "14", "^tomorrow")
    assert (done.code, "it counts from that day on, and today it stays as it is" in done.err) == (0, True)
    assert value_of(shell, "a000") == 12
    assert shell("undo").code == 0


@pytest.mark.usefixtures("going_on")
def test_a_note_may_look_like_anything(shell: Shell) -> None:
    note = f"13 {sample.HOSTILE} \x1b[31mred --json is not an option here"
    assert shell("checkin", "a000", note).code == 0
    shown = shell("log", "a000").out
    assert "\x1b" not in shown
    assert "[@click=app.quit]x[/]" in shown


@pytest.mark.usefixtures("going_on")
def test_undo_and_redo(shell: Shell) -> None:
    shell("checkin", "a000", "14", "--as", "bo")
    assert shell("undo", "--as", "bo").code == 0
    assert value_of(shell, "a000") == 12
    assert shell("redo", "--as", "bo").code == 0
    assert value_of(shell, "a000") == 14
    nothing = shell("undo", "--as", "somebody new")
    assert (nothing.code, nothing.out) == (1, "")


@pytest.mark.usefixtures("going_on")
def test_the_author_is_said_set_or_the_systems(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def author() -> str:
        return _author(shell)

    monkeypatch.setenv("LOGNAME", "system")
    shell("checkin", "a000", "13")
    assert author() == "system"
    shell.settings('author = "settings"\n')
    shell("checkin", "a000", "14")
    assert author() == "settings"
    shell("checkin", "a000", "15", "--as", "said")
    assert author() == "said"


def test_adding_each_kind(shell: Shell) -> None:
    objective = shell("add", "objective", "Two", "--under", "2000", "--cycle", "2026-q3", "--ambition", "committed")
    assert objective.code == 0, objective.err
    ref = objective.out.strip()
    refused = shell("add", "kr", "Every release signed", "--under", ref, "--condition", "done", "--target", "1")
    assert (refused.code, refused.err) == (
        2,
        "goaltui: Target does not apply to a key result with the condition done; use reach or at_least or at_most.\n",
    )
    done = shell("add", "kr", "Every release signed", "--under", ref, "--condition", "done")
    assert done.code == 0, done.err
    measure = shell("add", "measure", "Uptime", "--perspective", "internal", "--scoring", "goal=99.9 red_flag 99")
    assert measure.code == 0, measure.err
    yes_no = shell("add", "measure", "Signed", "--under", ref, "--scoring", "yes_no")
    assert yes_no.code == 0, yes_no.err
    initiative = shell("add", "initiative", "Buy keys", "--under", done.out.strip(), "--owner", "bo")
    assert initiative.code == 0, initiative.err
    tree = json.loads(shell("tree", "--json").out)
    added = next(row for row in tree["objectives"][0]["children"] if row["ref"] == ref)
    assert (added["ambition"], added["cycle"], added["perspective"]) == ("committed", "2026-Q3", "customer")
    assert added["key_results"][0]["condition"] == "done"
    internal = json.loads(shell("scorecard", "--json").out)["perspectives"][2]
    assert (internal["measures"][0]["title"], internal["measures"][0]["target"]) == ("Uptime", 99.9)


def test_an_objective_without_a_cycle_is_strategic(shell: Shell) -> None:
    ref = shell("add", "objective", "Trust", "--cycle", "", "--perspective", "learning-growth").out.strip()
    tree = json.loads(shell("tree", "--json").out)
    row = next(row for row in tree["objectives"] if row["ref"] == ref)
    assert (row["cycle"], row["perspective"]) == (None, "learning-growth")


def test_what_is_added_can_be_given_as_json(shell: Shell) -> None:
    done = json.loads(shell("add", "objective", "Two", "--json").out)
    assert done["id"].startswith(done["id"][:8])
    assert len(done["ref"]) >= 4
    assert done["done"] == "Added objective 'Two'."


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("objective", "Two", "--ambition", "comitted"), 2, "did you mean 'committed'"),
        (("objective", "Two", "--cycle", "2031-Q1"), 2, "2031-Q1"),
        (("objective", "Two", "--under", "nothing"), 1, "nothing"),
        (("objective", " "), 1, "title"),
        (("kr", "Two", "--under", "4000"), 1, "target"),
        (("kr", "Two", "--under", "4000", "--start", "5", "--target", "5"), 1, "Start and target"),
        (("kr", "Two", "--under", "4000", "--target", "many"), 1, "not a number"),
        (("kr", "Two"), 2, "--under"),
        (("measure", "Two", "--scoring", "goal"), 2, "goal"),
        (("measure", "Two", "--scoring", "goal=1 read_flag=3"), 1, "scoring"),
        (("epic", "Two"), 2, "epic"),
    ],
)
def test_what_cannot_be_added(shell: Shell, words: tuple[str, ...], code: int, says: str) -> None:
    before = shell("tree", "--json").out
    said = shell("add", *words)
    assert (said.code, said.out) == (code, "")
    assert says in said.err
    assert shell("tree", "--json").out == before


def test_a_key_result_is_added_with_phases(shell: Shell) -> None:
    under = ("--under", sample.OKR, "--start", "0", "--target", "100")
    assert shell("add", "kr", "Talks", *under, "--phases", "31 Jul 10, 31 Aug 30").code == 0
    rows = json.loads(shell("tree", "--json").out)
    assert '"phases": {"2026-07-31": 10' in json.dumps(rows)
    refused = shell("add", "kr", "More talks", *under, "--phases", "31 Jul 200")
    assert refused.code == 1 and "not between 0 and 100" in refused.err


def test_stretch_target_description_partners_and_rhythm_are_added_shown_and_refused(shell: Shell) -> None:
    under = ("--under", sample.OKR, "--start", "0", "--target", "100")
    more = (
        "--stretch",
        "120",
        "--description",
        "Only public ones",
        "--with",
        "Cy, bo",
        "--weeks",
        "2",
        "--weekday",
        "fri",
    )
    made = shell("add", "kr", "Talks", *under, *more)
    assert made.code == 0 and "New here: person 'Cy'" in made.err
    shown = shell("show", made.out.strip()).out
    assert all(text in shown for text in ("stretch: 120", "beyond the target", "Only public ones", "Cy, bo"))
    refused = shell("set", made.out.strip(), "stretch=90")
    assert refused.code == 1 and "90, is not beyond the target, 100" in refused.err
    refused = shell("set", made.out.strip(), "cadence=month")
    assert refused.code == 1 and "Weeks go with a check-in every week" in refused.err
    assert shell("set", made.out.strip(), "with=cy").code == 0
    told = json.loads(shell("show", made.out.strip(), "--json").out)["item"]
    assert (told["with"], told["cadence"], told["weeks"], told["weekday"]) == (["Cy"], "week", 2, "fri")
    assert "with" in shell("log").out


def test_what_an_objective_contributes_to_is_shown_at_both_ends_and_counts_once(shell: Shell) -> None:
    before = json.loads(shell("tree", "--json").out)["objectives"][0]["progress"]
    made = shell("add", "objective", "Hiring", "--cycle", "2026-Q3", "--contributes", "4000").out.strip()
    assert "contributes to" in shell("show", made).out
    assert "Hiring" in shell("show", sample.OKR).out
    after = json.loads(shell("tree", "--json").out)["objectives"]
    assert after[0]["progress"] == before
    served = next(row for row in after if row["ref"] == "4000" or row["children"])
    assert made in [*served["contributing"], *served["children"][0]["contributing"]]
    refused = shell("set", made, "under=4000")
    assert refused.code == 1 and "is its parent already" in refused.err


def test_what_is_added_is_owned_by_who_adds_it(shell: Shell) -> None:
    own = shell("--as", "bo", "add", "objective", "Mine", "--cycle", "2026-q3").out.strip()
    free = shell("--as", "bo", "add", "objective", "Free", "--cycle", "2026-q3", "--owner", "").out.strip()
    stranger = shell("--as", "nobody", "add", "objective", "Strange", "--cycle", "2026-q3").out.strip()
    rows = {row["ref"]: row["owner"] for row in json.loads(shell("tree", "--json").out)["objectives"]}
    assert [rows[ref] for ref in (own, free, stranger)] == ["bo", None, None]


def test_what_the_method_hides_is_added_and_said(shell: Shell) -> None:
    assert shell("set", "workspace", "method=scorecard").code == 0
    said = shell("add", "kr", "Sales", "--under", sample.OKR, "--start", "0", "--target", "9")
    assert said.code == 0 and "the screen leaves this out. Kept, and not shown under" in said.err
    assert "leaves this out" not in shell("add", "measure", "Margin", "--perspective", "financial").err
    assert "leaves this out" in shell("add", "cycle", "2031-Q1").err
    assert "leaves this out" in shell("add", "objective", "Moves", "--cycle", "2031-Q1").err
    assert "leaves this out" not in shell("add", "objective", "Lasts", "--cycle", "").err
    assert "leaves this out" in shell("close", "2031-Q1", "--dry-run").err
    assert shell("set", "workspace", "method=okr").code == 0
    assert "leaves this out" in shell("add", "measure", "Churned", "--perspective", "financial").err
    assert "leaves this out" not in shell("add", "objective", "Moves on", "--cycle", "2031-Q1").err
