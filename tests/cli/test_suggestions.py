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
        ("import --dry-run goals.toml", "goaltui diff FILE"),
        ("export goals.toml", "goaltui export --output goals.toml"),
    ],
)
def test_what_is_no_command_names_the_right_one(shell: Shell, typed: str, meant: str) -> None:
    said = shell(*typed.split())
    assert said.code in (1, 2)
    assert not said.out
    assert len(said.err.splitlines()) == 1
    assert meant in said.err


@pytest.mark.parametrize("word", ["-h", "--help", "-V", "--version", "version", "help"])
def test_what_everybody_types_first_is_answered(shell: Shell, word: str) -> None:
    said = shell(word)
    assert said.code == 0
    assert said.out
