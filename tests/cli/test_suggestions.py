"""What people type that is no command names the right one, in a sentence."""

import pytest

from tests.cli.conftest import Shell


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ls", "goaltui tree"),
        ("list", "goaltui tree"),
        ("OKRs", "goaltui tree"),
        ("rm Churn", "goaltui delete"),
        ("create objective X", "goaltui add"),
        ("objective add X", "goaltui add objective"),
        ("goal new X", "goaltui add objective"),
        ("ci Churn 3", "goaltui checkin"),
        ("check-in Churn 3", "goaltui checkin"),
        ("history", "goaltui log"),
        ("teams", "goaltui people"),
        ("notes", "goaltui records"),
        ("teer", "goaltui tree"),
        ("scorecrad", "goaltui scorecard"),
        ("open", "opens the screen"),
        ("add goal X", "goaltui add objective"),
        ("add objectve X", "goaltui add objective"),
        ("add task X", "goaltui add initiative"),
        ("add zzz", "it can be objective"),
        ("add kr Churn Signups", "add kr TITLE --under REF"),
        ("add initiative Churn Call --owner anna", "add initiative TITLE --under REF"),
        ("add note Churn Called", "add note TITLE --on REF"),
        ("kpis", "goaltui scorecard"),
        ("completions bash", "goaltui --install-completion"),
        ("qwertyuiop", "goaltui --help"),
        ("checkin 33 Churn", "comes first"),
        ("tree -j", "--json"),
        ("-j tree", "--json"),
        ("tree -f is:mine", "goaltui tree --filter"),
        ("delete Churn -f", "goaltui delete REF --yes"),
        ("config set author=anna", "goaltui config --init"),
        ("undo 2", "once for each"),
        ("config get language", "goaltui config --init"),
        ("link", "goaltui add link FROM TO?"),
        ("link A B", "goaltui add link A B?"),
        ("report", "goaltui review"),
        ("login", "--as NAME"),
        ("commit -m x", "all is saved"),
        ("watch due", "watch goaltui due"),
        ("Churn checkin 3", "comes first, as in goaltui checkin"),
        ("Churn show", "goaltui show"),
        ("strategy --vision Calm", "goaltui set workspace vision=TEXT"),
        ("add kr X --objective Churn", "--under Churn?"),
        ("add kr X --from 1 --to 2", "--start 1?"),
        ("add measure X --goal 2", "--scoring"),
        ("add objective X --parent Y", "--under Y?"),
        ("add objective X --owner a --owner b", "--owner is given twice"),
        ("add objective X --owner --cycle 2026-Q4", "--owner needs a value"),
        ("add kr", "goaltui add kr needs TITLE, as in goaltui add kr"),
        ("add", "objective, kr, measure"),
        ("hub", "hub move"),
        ("show", "goaltui show needs REF, as in goaltui show"),
        ("show Churn from 2.4", "goaltui show 'Churn from 2.4'"),
        ("find two words", "goaltui find 'two words'"),
        ("move Churn Customers", "goaltui move Churn --under Customers"),
        ("move Churn 2027-Q1", "goaltui move Churn --cycle 2027-Q1"),
        ("tree current", "--cycle current?"),
        ("move Churn next", "goaltui move Churn --cycle next"),
        ("tree 2026-Q4", "--cycle 2026-Q4?"),
        ("tree owner:anna", "--filter owner:anna?"),
        ("tree --status risk", "--filter status:risk?"),
        ("tree --sort progress", "--filter sort:progress?"),
        ("tree --sort=-status", "--filter sort:-status?"),
        ("tree --sort", "--filter sort:-progress?"),
        ("tree --depth=two", "'two'; write a whole number such as 1"),
        ("tree --mine=yes", "--mine takes no value"),
        ("due --owner anna", "--filter owner:anna?"),
        ("due --whenever", "it has --mine, --filter, --format"),
        ("due --overdue", "--filter is:late?"),
        ("log -n 5", "--limit 5?"),
        ("log -5", "--limit 5?"),
        ("log --author anna", "--by anna?"),
        ("undo now", "goaltui undo --help"),
        ("--josn tree", "--json?"),
        ("-v", "--version?"),
        ("--depth 1 tree", "stands behind"),
        ("--install-completion tcsh", "bash, zsh, fish"),
        ("--show-completion tcsh", "bash, zsh, fish"),
        ("checkin Flaky 25 -m calm", "'a note' behind the value"),
        ("checkin -m calm Flaky 25", "'a note' behind the value"),
        ("checkin Flaky 25 --confidence 7", "@7 behind the value"),
        ("checkin Flaky 25 --date yesterday", "^yesterday behind the value"),
        ("checkin refernce 5", "did you mean"),
        ("show Incidnets", "goaltui tree for what there is"),
        ("set Flaky target 2", "goaltui set Flaky target=2"),
        ("set Flaky target = 2", "goaltui set Flaky target=2"),
        ("set Flaky owner:kim", "goaltui set Flaky owner=kim"),
        ("set Flaky --target 2", "fields are set without dashes"),
        ("add objective X --perspective finance", "did you mean 'Financial'?"),
        ("add measure X --perspective customer --scoring gaol=5", "did you mean 'goal'?"),
        ("import a.toml b.toml", "once for each"),
        ("apply", "as in goaltui apply goals.toml"),
        ("map --format png", "text, mermaid, dot"),
        ("init Team", "goaltui init --name Team"),
        ("set a000 confidence=7", "goaltui checkin REF 42 @7"),
        ("checkin a000 25 yesterday", "^yesterday for the day"),
        ("checkin a000 25 on 2026-01-05", "^2026-01-05 for the day"),
        ("add kr Uptime --under leaving --target 99.9%", "write 99.9 here, and % as the unit"),
        ("tree --db sqlite:///goals.db", "--db goals.db"),
        ("import --dry-run goals.toml", "goaltui diff FILE"),
        ("rm Churn", "goaltui delete Churn?"),
        ("rm --force Churn", "goaltui delete REF?"),
        ("update Churn 2.4", "goaltui checkin Churn 2.4?"),
        ("modify Churn owner:bo", "goaltui set Churn owner=bo?"),
        ("modify Churn owner bo", "goaltui set Churn owner=bo?"),
        ("search exit reason", "goaltui find 'exit reason'?"),
        ("annotate Churn hm", "goaltui add note hm --on Churn?"),
        ("archive 2026-Q3", "goaltui close 2026-Q3?"),
        ("open Churn", "goaltui show Churn?"),
        ("start Page", "goaltui set Page state=running?"),
        ("revert", "goaltui undo?"),
        ("checkout", "goaltui tree --as-of DATE?"),
        ("burndown Churn", "goaltui chart Churn?"),
        ("chekin Churn 2.4", "goaltui checkin Churn 2.4?"),
        ("chekin Churn --yes", "goaltui checkin REF VALUE?"),
        ("Churn 2.4", "goaltui checkin Churn 2.4?"),
        ("Churn done", "goaltui done Churn."),
        ("a000 modify owner:bo", "goaltui set a000 owner=bo."),
        ("status:risk", "goaltui tree --filter status:risk?"),
        ("owner:anna list", "goaltui tree --filter owner:anna?"),
        ("tree -f status:risk", "goaltui tree --filter status:risk?"),
        ("tree --limit 3", "goaltui tree | head -n 3?"),
        ("due -n 5", "goaltui due | head -n 5?"),
        ("tree -o out.txt", "goaltui tree > out.txt?"),
        ("tree -o json", "--format json?"),
        ("tree --jq .format", "goaltui tree --json | jq .format?"),
        ("tree title,progress", "goaltui tree --json | jq ."),
        ("tree --quiet", "2>/dev/null"),
        ("-q tree", "2>/dev/null"),
        ("tree -a", "it shows everything"),
        ("log --all", "it has --limit"),
        ("tree --no-pager", "leave it out"),
        ("chart Churn --width 60", "COLUMNS"),
        ("tree --author bo", "--owner bo?"),
        ("tree --assignee @me", "--owner me?"),
        ("scorecard --author bo", "--filter owner:bo?"),
        ("tree help", "goaltui help tree?"),
        ("checkin help", "goaltui help checkin?"),
        ("export --format csv", "goaltui tree --format tsv"),
        ("config --list", "goaltui config,"),
        ("close --cycle 2026-Q3", "goaltui close 2026-Q3?"),
        ("review --output r.md", "-o r.md?"),
        ("move Churn top", "goaltui move Churn --top."),
        ("add objective --title Calm", "goaltui add objective Calm."),
        ("tree --format toml", "it can be table"),
        ("tree --as --mine", "--as needs a value"),
        ("set Churn 2.4", "goaltui checkin Churn 2.4."),
        ("set a000 owner=nobody", "leave the field empty"),
        ("checkin Churn --value 2", "goaltui checkin REF 42."),
        ("checkin Churn=2.4", "goaltui checkin Churn 2.4."),
        ("checkin Churn from 2.4", "would be a note"),
        ("backup list", "--list?"),
        ("find owner:anna", "goaltui tree --filter owner:anna."),
        ("people anna", "owner:anna"),
        ("done 20 --open", "checkin REF VALUE"),
        ("export goals.toml", "goaltui export --output goals.toml"),
    ],
)
def test_what_is_no_command_names_the_right_one(shell: Shell, typed: str, meant: str) -> None:
    said = shell(*typed.split())
    assert said.code in (1, 2)
    assert not said.out
    assert len(said.err.splitlines()) == 1
    assert meant in said.err


def test_a_title_where_a_command_belongs_is_taken_for_one(shell: Shell) -> None:
    assert "goaltui show 'Customers stay'?" in shell("Customers stay").err
    assert "goaltui checkin 'Customers stay' 2?" in shell("Customers stay", "2").err
    assert "goaltui add objective 'Stay calm'." in shell("add", "Stay calm").err


def test_everything_is_no_part_of_a_title_to_write_on(shell: Shell) -> None:
    assert shell("add", "initiative", "Win-back calls", "--under", "a000").code == 0
    for words in (("set", "all", "owner=bo"), ("delete", "all", "--yes")):
        said = shell(*words)
        assert said.code == 1
        assert "one by one" in said.err


def test_help_is_asked_for_before_a_command_too(shell: Shell) -> None:
    assert shell("-h", "add", "kr").out == shell("add", "kr", "--help").out
    assert shell("--help", "tree").out == shell("help", "tree").out


def test_a_spreadsheet_is_told_how_values_come_in(shell: Shell) -> None:
    sheet = shell.home / "values.csv"
    sheet.write_text("ref,value\na000,13\n")
    assert "goaltui checkin --file" in shell("import", str(sheet)).err
    assert shell("checkin", "--file", str(sheet)).err.count("a tab there") == 2


@pytest.mark.parametrize("word", ["-h", "--help", "-V", "--version", "version", "help"])
def test_what_everybody_types_first_is_answered(shell: Shell, word: str) -> None:
    said = shell(word)
    assert said.code == 0
    assert said.out


def test_a_title_that_begins_with_a_dash_is_told_from_an_option(shell: Shell) -> None:
    assert "goaltui add objective -- '-5 % costs'" in shell("add", "objective", "-5 % costs").err
    assert shell("add", "objective", "--", "-5 % costs").code == 0


def test_what_is_refused_writes_nothing(shell: Shell) -> None:
    before = shell("export").out
    for typed in ("checkin Flaky 25 -m calm", "set Flaky target 2", "add objective X --owner a --owner b"):
        assert shell(*typed.split()).code == 2
    assert shell("export").out == before


def test_the_comma_before_what_a_title_says_is_no_part_of_it(shell: Shell) -> None:
    assert "'Pages at night'" in shell("add", "kr", "Pages at night, from 40 to 10", "--under", "leaving").err
