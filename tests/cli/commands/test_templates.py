"""Templates in the shell: listed, used, made."""

import json

from tests.cli.conftest import Shell


def test_a_workspace_is_made_from_a_template(empty: Shell) -> None:
    assert "software-team" in empty("init", "--template", "?").out
    assert len(json.loads(empty("init", "--template", "?", "--json").out)["templates"]) == 6
    assert not empty.database.exists()
    refused = empty("init", "--template", "sofware-team")
    assert (refused.code, empty.database.exists()) == (1, False)
    assert "did you mean software-team?" in refused.err
    said = empty("init", "--template", "software-team", "--as", "anna")
    assert said.code == 0
    assert "Made from the template Software team" in said.err
    assert "We ship without fear" in empty("tree").out


def test_a_template_of_ones_own_comes_out_of_a_workspace(empty: Shell) -> None:
    assert empty("init", "--template", "company").code == 0
    folder = empty.home / "config" / "templates"
    folder.mkdir(parents=True)
    assert empty("export", "--template", "-o", str(folder / "ours.toml")).code == 0
    assert "ours" in empty("init", "--template", "?").out
    other = str(empty.home / "other.db")
    assert empty("--db", other, "init", "--template", "ours").code == 0
    assert "Grow with a profit" in empty("--db", other, "scorecard").out
    assert empty("export", "--template", "Grow").code == 2
