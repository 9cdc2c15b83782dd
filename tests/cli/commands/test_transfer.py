"""Text in and out, and editing it."""

import json
import os
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest

from goaltui.rules.dates import day
from tests.cli.conftest import Said, Shell
from tests.cli.terminal import in_terminal


def test_export_goes_to_stdout_or_to_a_file(shell: Shell) -> None:
    said = shell("export")
    assert (said.code, said.err) == (0, "")
    assert tomllib.loads(said.out)["workspace"]["name"] == "Nordvik"
    target = shell.home / "out.toml"
    to_file = shell("export", "-o", str(target))
    assert (to_file.code, to_file.out) == (0, "")
    assert target.read_text(encoding="utf-8") == said.out
    assert shell("export", "-o", "-").out == said.out


def test_export_is_utf_8_whatever_the_terminal_speaks(shell: Shell) -> None:
    assert "日本語" in shell.process("export", PYTHONIOENCODING="ascii").out


def test_export_of_one_objective(shell: Shell) -> None:
    said = shell("export", "4000")
    assert [row["title"] for row in tomllib.loads(said.out)["objectives"]] == ["Make leaving unthinkable"]


def test_export_where_nothing_can_be_written(shell: Shell) -> None:
    said = shell("export", "-o", str(shell.home))
    assert (said.code, said.out) == (1, "")
    assert len(said.err.splitlines()) == 1


def test_what_was_exported_imports_as_the_same(shell: Shell) -> None:
    source = shell.home / "out.toml"
    shell("export", "-o", str(source))
    other = ("--db", str(shell.home / "other.db"))
    assert shell("import", str(source), *other).code == 0
    assert shell("export", *other).out == source.read_text(encoding="utf-8")


def test_a_file_is_read_from_stdin(shell: Shell) -> None:
    text = b'[[objectives]]\ntitle = "From a pipe"\n'
    assert shell.process("import", "-", typed=text).code == 0
    assert "From a pipe" in shell("tree").out


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"[[objectives]]\ntitle = 'x'\nowenr = 'y'\n", "'owner'"),
        (b"[[objectives]\n", ":1|line 1"),
        (b"\xff\xfe", "UTF-8"),
        (None, "cannot be read"),
    ],
)
@pytest.mark.parametrize("command", ["import", "diff", "apply"])
def test_a_mistake_in_a_file_is_said_and_nothing_written(
    shell: Shell, command: str, content: bytes | None, says: str
) -> None:
    before = shell("export").out
    file = shell.home / "in.toml"
    if content is not None:
        file.write_bytes(content)
    said = shell(command, str(file))
    assert (said.code, said.out) == (1, "")
    assert any(word in said.err for word in says.split("|"))
    assert "in.toml" in said.err
    assert shell("export").out == before


def test_diff_says_what_apply_then_does_and_undo_takes_back(shell: Shell) -> None:
    before = shell("export").out
    file = shell.home / "changed.toml"
    file.write_text(before.replace("Churn down to 1.8", "Churn below 1.8"), encoding="utf-8")
    said = shell("diff", str(file))
    assert said.code == 0
    assert len(said.out.splitlines()) == 1
    assert "Churn below 1.8" in said.out
    assert json.loads(shell("diff", str(file), "--json").out)["steps"] == said.out.splitlines()
    assert shell("export").out == before
    assert shell("apply", str(file)).code == 0
    assert shell("diff", str(file)) == (0, "", "No difference.\n")
    assert shell("undo").code == 0
    assert shell("export").out == before


def edited(shell: Shell, script: str, *words: str) -> Said:
    """`goaltui edit` with an editor that runs a script on its file, `$1`."""
    editor = shell.home / "my editor.sh"
    editor.write_text(f"#!/bin/sh\nset -e\n{script}\n", encoding="utf-8")
    editor.chmod(0o700)
    return shell.process("edit", *words, VISUAL=f"'{editor}'")


def kept(said: Said) -> Path:
    """The file that the last sentence names."""
    return Path(next(word.rstrip(".,;") for word in reversed(said.err.split()) if word.rstrip(".,;").endswith(".toml")))


def test_an_emptied_text_changes_nothing(shell: Shell) -> None:
    before = shell("export").out
    for script in (': > "$1"', 'echo "# no" > "$1"', 'printf "\\n \\n" > "$1"'):
        for words in ((), ("4000",)):
            said = edited(shell, script, *words)
            assert (said.code, said.err) == (0, "The text was emptied, so nothing was changed.\n")
    assert shell("export").out == before


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_an_editor_that_saves_no_utf_8_is_refused_and_the_text_kept(shell: Shell, encoding: str) -> None:
    before = shell("export").out
    program = "import sys; p = sys.argv[1]; t = open(p, encoding='utf-8').read().replace('Churn down', 'Öl')"
    said = edited(
        shell,
        f"\"{sys.executable}\" -c \"{program}; open(p, 'w', encoding='{encoding}', errors='replace').write(t)\" \"$1\"",
        "4000",
    )
    assert said.code == 1
    assert "save it as UTF-8" in said.err
    assert "Öl" in kept(said).read_text(encoding=encoding)
    kept(said).unlink()
    assert shell("export").out == before


def test_a_text_kept_of_one_objective_is_applied_to_that_alone(shell: Shell) -> None:
    said = edited(shell, 'sed -i "s/^owner/owenr/; s/Churn down/Churn way down/" "$1"', "4000")
    file = kept(said)
    file.write_text(file.read_text(encoding="utf-8").replace("owenr", "owner"), encoding="utf-8")
    assert shell("apply", str(file)).code == 0
    tree = shell("tree").out
    assert "Churn way down" in tree
    assert "6000" in tree
    file.unlink()


def test_what_an_edit_leaves_out_is_deleted_where_that_is_said(shell: Shell) -> None:
    before = shell("export").out
    cut = 'sed -i "/objectives.key_results/,/^$/d" "$1"'
    said = edited(shell, cut, "4000")
    assert said.code == 1
    assert "key results and 2 check-ins that would be deleted" in said.err
    kept(said).unlink()
    assert shell("export").out == before
    assert edited(shell, cut, "4000", "--delete").code == 0
    assert "References" not in shell("tree").out


def test_apply_asks_at_a_terminal_before_it_deletes(shell: Shell) -> None:
    file = shell.home / "less.toml"
    file.write_text('[[objectives]]\ntitle = "Customers stay and refer"\n', encoding="utf-8")
    before = shell("export").out
    no = in_terminal(shell, ["apply", str(file)], [("[y/N]", "\n")])
    assert no.code == 1
    assert "2 objectives, 3 key results, 2 measures and 6 check-ins" in no.out
    assert shell("export").out == before
    assert in_terminal(shell, ["apply", str(file)], [("[y/N]", "y\n")]).code == 0
    assert shell("undo").code == 0
    assert shell("export").out == before


def test_a_failed_pipe_deletes_nothing(shell: Shell) -> None:
    before = shell("export").out
    for words in (("apply", "-"), ("apply", "-", "--delete"), ("import", "-"), ("diff", "-"), ("apply", os.devnull)):
        said = shell.process(*words)
        assert (said.code, said.out) == (1, "")
        assert ("is empty" if words[1] == "-" else "is not a regular file") in said.err
    assert shell("export").out == before


def test_a_full_disk_or_a_folder_without_rights_leaves_the_earlier_export(shell: Shell) -> None:
    folder = shell.home / "there"
    folder.mkdir()
    target = folder / "team.toml"
    assert shell("export", "-o", str(target)).code == 0
    before = target.read_bytes()
    nowhere = shell("export", "-o", str(shell.home / "missing" / "team.toml"))
    assert (nowhere.code, len(nowhere.err.splitlines())) == (1, 1)
    assert target.read_bytes() == before
    assert list(folder.iterdir()) == [target]


def test_editing_applies_what_changed(shell: Shell) -> None:
    said = edited(shell, 'sed -i "s/Churn down to 1.8/Churn below 1.8/" "$1"', "4000")
    assert said.code == 0, said.err
    assert "Churn below 1.8" in shell("tree").out
    assert "6000" in shell("tree").out
    assert shell("undo").code == 0
    assert "Churn down to 1.8" in shell("tree").out


def test_editing_everything(shell: Shell) -> None:
    assert edited(shell, 'sed -i "s/name = .Nordvik./name = \\"Sydvik\\"/" "$1"').code == 0
    assert shell("tree").out.startswith("Sydvik")


def test_editing_nothing_changes_nothing(shell: Shell) -> None:
    before = shell("log").out
    said = edited(shell, "true")
    assert (said.code, said.err) == (0, "Nothing was changed.\n")
    assert shell("log").out == before


def test_a_mistake_while_editing_keeps_the_text(shell: Shell) -> None:
    before = shell("export").out
    said = edited(shell, 'sed -i "s/^owner/owenr/" "$1"', "4000")
    assert said.code == 1
    assert "'owner'" in said.err
    file = kept(said)
    assert "owenr" in file.read_text(encoding="utf-8")
    assert shell("export").out == before
    file.unlink()


def test_a_mistake_in_a_terminal_can_be_mended_at_once(shell: Shell) -> None:
    done = shell.home / "opened"
    editor = shell.home / "editor.sh"
    editor.write_text(
        f"""#!/bin/sh
if [ -e {done} ]; then sed -i "s/^owenr/owner/" "$1"; exit; fi
touch {done}
sed -i "s/^owner/owenr/; s/Churn down to 1.8/Churn below/" "$1"
""",
        encoding="utf-8",
    )
    editor.chmod(0o700)
    said = in_terminal(shell, ["edit", "4000"], [("[Y/n]", "\n")], EDITOR=str(editor))
    assert said.code == 0
    assert "'owner'" in said.out
    assert "Churn below" in shell("tree").out


def test_an_editor_that_fails_applies_nothing(shell: Shell) -> None:
    before = shell("export").out
    said = edited(shell, 'echo "[[objectives]]" > "$1"\nexit 3')
    assert said.code == 1
    kept(said).unlink()
    assert shell("export").out == before


def test_no_editor(shell: Shell) -> None:
    said = shell.process("edit", VISUAL="/nowhere/editor")
    assert said.code == 1
    assert "VISUAL or EDITOR" in said.err
    kept(said).unlink()


@pytest.mark.usefixtures("going_on")
def test_a_change_by_somebody_else_while_editing_is_not_undone_by_it(shell: Shell) -> None:
    command = f'"{sys.executable}" -m goaltui checkin a000 19 --as bo'
    said = edited(shell, f'{command} 2>/dev/null\nsed -i "s/Churn down to 1.8/Churn below/" "$1"')
    assert said.code == 1
    assert "Somebody else" in said.err
    kept(said).unlink()
    assert "19 / 20" in shell("tree").out
    assert "Churn below" not in shell("tree").out


def test_the_past_cannot_be_edited(shell: Shell) -> None:
    said = edited(shell, "true", "--as-of", "2026-08-15")
    assert said.code == 1


def test_why_a_target_moves_in_mid_cycle_is_said_and_recorded(shell: Shell, tmp_path: Path) -> None:
    shell("add", "cycle", "Now", "--start", "2026-01-01", "--end", "2099-12-31")
    objective = shell("add", "objective", "Stay", "--cycle", "Now").out.strip()
    made = shell("add", "kr", "Visits [/]", "--under", objective, "--start", "0", "--target", "100").out.strip()
    shell("checkin", made, "4")
    path = tmp_path / "goals.toml"
    path.write_text(shell("export").out.replace("target = 100", "target = 80"), encoding="utf-8")
    done = shell("apply", str(path), "--why", "The fair was cancelled")
    assert "1 target changed in mid-cycle; the first is kept." in done.err
    assert "--why" not in done.err
    assert "first_target = 100" in shell("export").out
    assert "Target moved from 100 to 80: The fair was cancelled" in shell("records", "--kind", "decision").out
    assert shell("diff", str(path)).out == ""
    path.write_text(path.read_text(encoding="utf-8").replace("target = 80", "target = 70"), encoding="utf-8")
    assert "Recorded as imported from" in shell("import", str(path)).err
    shell("undo")
    assert "target = 80" in shell("export").out


_TO_COME = """
[[objectives]]
title = "Later"
  [[objectives.key_results]]
  title = "Typed with the wrong year"
  start = 0
  target = 10
  values = { 2199-01-01 = 3, 2199-02-01 = 4 }
"""


@pytest.mark.parametrize("command", ["import", "apply"])
def test_check_ins_of_days_to_come_are_asked_for(shell: Shell, command: str) -> None:
    file = shell.home / "later.toml"
    whole = shell("export").out
    file.write_text(whole + _TO_COME if command == "apply" else _TO_COME, encoding="utf-8")
    said = shell(command, str(file))
    assert said.code == 1
    assert "2 check-ins dated in the future, 1 Jan to 1 Feb 2199; nothing was written. --yes" in said.err
    assert shell("export").out == whole
    answered = in_terminal(shell, (command, str(file)), [("anyway", "n\n")])
    assert answered.code == 1
    assert shell("export").out == whole
    assert in_terminal(shell, (command, str(file)), [("anyway", "y\n")]).code == 0
    # Once they are there nobody is asked again.
    file.write_text(shell("export").out, encoding="utf-8")
    assert shell(command, str(file)).code == 0
    assert shell("undo").code == 0
    assert shell(command, str(file), "--yes").code == 0


def test_check_ins_of_days_to_come_in_an_edited_text_are_asked_for(shell: Shell) -> None:
    script = f"cat >> \"$1\" <<'END'{_TO_COME}END"
    said = edited(shell, script)
    assert said.code == 1
    assert "2 check-ins dated in the future" in said.err
    assert "2199-01-01" in kept(said).read_text(encoding="utf-8")
    kept(said).unlink()
    assert edited(shell, script, "--yes").code == 0


def test_a_value_far_from_all_before_is_asked_about_in_a_file_too(empty: Shell, tmp_path: Path) -> None:
    file = tmp_path / "goals.toml"
    text = '[[objectives]]\ntitle = "Stay"\n[[objectives.key_results]]\ntitle = "Pages"\nstart = 0\ntarget = 100\n'
    file.write_text(f"{text}values = {{ 2026-07-10 = 10 }}\n", encoding="utf-8")
    assert empty("import", str(file)).code == 0
    for value, code in ((150, 0), (2000, 1)):
        file.write_text(f"{text}values = {{ 2026-07-10 = 10, 2026-07-20 = {value} }}\n", encoding="utf-8")
        said = empty("import", str(file))
        assert said.code == code
    told = f"1 value far from all earlier ones, 2 000 of 'Pages' on {day(date(2026, 7, 20), date.today())}"
    assert f"{told} beside 0 to 100" in said.err
    assert empty("import", str(file), "--yes").code == 0


@pytest.mark.parametrize("words", [("import",), ("apply",), ("diff",), ("checkin", "--file")])
def test_of_what_is_no_text_only_the_beginning_is_read(shell: Shell, words: tuple[str, ...]) -> None:
    large = shell.home / "large.db"
    with large.open("wb") as file:
        file.truncate(6 * 1024**3)
    before = shell("export").out
    said = shell(*words, str(large))
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith(f"goaltui: {large} cannot be read (it is no text); name a ")
    assert shell("export").out == before


def test_what_is_not_for_the_public_stays_in_the_house(shell: Shell) -> None:
    assert shell("set", "Churn", "audience=public").code == 0
    said = shell("export", "--audience", "public")
    assert (said.code, "anna" in said.out) == (0, False)
    assert shell("export", "--audience", "piblic").code == 2
    html = shell("scorecard", "--format", "html", "--audience", "public")
    assert html.out.startswith("<!DOCTYPE html>") and "Left out" in html.err
    assert shell("set", "workspace", "name=Acme </title> [x").code == 0
    page = shell("strategy", "--format", "html").out
    assert "<script" not in page and "<title>Strategy · Acme &lt;/title&gt; [x</title>" in page
    for command, name in (
        ("scorecard", "Scorecard"),
        ("tree", "Objectives"),
        ("log", "History"),
        ("due", "Check-ins due"),
    ):
        page = shell(command, "--format", "html").out
        assert all(f"<{tag}>{name} · Acme &lt;/title&gt; [x</{tag}>" in page for tag in ("title", "h1"))
