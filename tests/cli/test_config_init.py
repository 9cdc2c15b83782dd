"""A settings file to begin with."""

from goaltui.config.settings import load
from tests.cli.conftest import Shell


def test_a_settings_file_with_comments_is_begun_once(empty: Shell) -> None:
    said = empty("config", "--init")
    path = empty.home / "config" / "settings.toml"
    assert (said.code, said.out) == (0, f"{path}\n")
    assert load(path).problems == ()
    # Set as it stands there, the language would be Swedish from here on.
    begun = path.read_text(encoding="utf-8").replace("# [keys]", "[keys]").replace('"sv"', '"en"')
    set_now = [line.removeprefix("# ") if " = " in line else line for line in begun.splitlines()]
    path.write_text("\n".join(set_now), encoding="utf-8")
    assert load(path).problems == ()
    assert load(path).author == "anna"
    again = empty("config", "--init")
    assert again.code == 1
    assert "there already" in again.err
