"""What people read from a command is in their language; what programs read is the same in every one."""

import re
from collections.abc import Iterator

import pytest

from goaltui.model.quick.translation import SOURCE, speak
from hatch_build import compiled
from tests.catalogues.extraction import catalogue_files
from tests.cli.conftest import Said, Shell


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    """Catalogues as the program reads them, and English for the next test."""
    for path in catalogue_files():
        compiled(path)
    yield
    speak(SOURCE)


def said(shell: Shell, monkeypatch: pytest.MonkeyPatch, language: str, *words: str) -> Said:
    """What a command says to a reader of a language."""
    monkeypatch.setenv("GOALTUI_LANGUAGE", language)
    return shell(*words)


@pytest.mark.parametrize(
    "words",
    [
        "tree --json",
        "tree --format tsv",
        "tree --depth x --json",
        "due --json",
        "due --format tsv",
        "scorecard --json",
        "scorecard --format tsv",
        "show Churn --json",
        "show 2026-Q3 --json",
        "show workspace --json",
        "log --limit 30 --json",
        "log --limit 30 --format tsv",
        "records --json",
        "records --format tsv",
        "check --json",
        "check --format github --json",
        "people --json",
        "cycles --json",
        "map --json",
        "balance --json",
        "strategy --json",
        "thread Churn --json",
        "review --json",
        "chart Churn --json",
        "find churn --json",
        "why --json",
        "why Churn --json",
        "set Churn",
        "set Churn --json",
        "export",
        "export --json",
        "schema tree",
        "nonsense --json",
    ],
)
def test_what_a_program_reads_is_in_english(shell: Shell, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    english, swedish = (said(shell, monkeypatch, language, *words.split()) for language in ("en", "sv"))
    assert english.out or english.err
    assert (swedish.code, swedish.out) == (english.code, english.out)
    if "--json" in words:
        assert swedish.err == english.err


def test_a_process_of_its_own_reads_the_language_too(shell: Shell) -> None:
    assert shell.process("tree", "--json", GOALTUI_LANGUAGE="sv") == shell.process("tree", "--json")
    assert shell.process("tre", GOALTUI_LANGUAGE="sv").err.startswith("goaltui: Det finns inget kommando 'tre'")


def test_a_workspace_speaks_the_language_of_who_makes_it(empty: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    said(empty, monkeypatch, "sv", "init", "--sample")
    assert "language=sv" in said(empty, monkeypatch, "sv", "set", "workspace").out
    added = said(empty, monkeypatch, "sv", "add", "kr", "Väntetid från 1,500 till 0,250 h", "--under", "Gör det")
    assert "från 1,5 till 0,25" in added.err


def test_a_whole_session_is_held_in_swedish(empty: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def sv(*words: str) -> Said:
        return said(empty, monkeypatch, "sv", "--as", "anna", *words)

    assert "skapa en med goaltui init" in sv("due").err
    assert "Arbetsytan är klar; goaltui öppnar den." in sv("init", "--method", "okr").err
    assert "Inget mål än" in sv("tree").err
    assert "Lade till cykel 'Nu'." in sv("add", "cycle", "Nu", "--start", "2020-01-01", "--end", "2099-12-31").err
    added = sv("add", "objective", "Kunderna stannar hos oss")
    assert "Lade till mål 'Kunderna stannar hos oss'." in added.err
    added = sv("add", "kr", "Referenskunder från 4 till 20", "--under", "Kunderna stannar")
    assert "Uppfattat: från 4 till 20" in added.err
    ref = added.out.strip()
    written = sv("checkin", ref, "8", "@7", "tre sade ja")
    assert written.err.startswith("Stämde av 'Referenskunder': 8") and "Skrivet på" in written.err
    tree = sv("tree").out
    assert all(word in tree for word in ("mål", "framsteg", "tillf.", "8 / 20"))
    assert "Inget att göra." in sv("due").err
    assert sv("undo").err == "Ångrat: avstämningen av 'Referenskunder'.\n"
    assert "8 / 20" not in sv("tree").out
    assert sv("redo").err.startswith("Gjort om: ")
    assert "stämde av 8" in sv("log").out
    assert sv("add", "note", "Fråga igen", "--on", ref).code == 0
    assert "anteckning" in sv("log").out and "remark" not in sv("log").out
    wrong = sv("checkin", ref, "abc")
    assert wrong.code == 2 and "är inget värde" in wrong.err
    assert sv("tree", "--depth", "x").err == ("goaltui: --depth är 'x'; skriv ett heltal som 1.\n")
    assert sv("due", "--help").out.startswith("Användning: goaltui due [VÄLJARE]")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("key result", "decision", "5 Mar 2031")),
        ("sv", ("nyckelresultat", "beslut", "5 mar 2031", "| totalt |")),
    ],
)
def test_a_list_for_a_paper_has_the_days_and_words_of_its_reader(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, language: str, words: tuple[str, ...]
) -> None:
    assert shell("add", "note", "Ask again", "--on", "Churn", "--kind", "decision", "--due", "2031-03-05").code == 0
    lists = ("due", "tree", "scorecard", "records", "log")
    told = "".join(said(shell, monkeypatch, language, name, "--format", "markdown").out for name in lists)
    assert re.findall(r"\d{4}-\d\d-\d\d.*", told) == []
    assert [word for word in words if word not in told] == []
