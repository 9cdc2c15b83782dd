"""The examples of the manual do what they say."""

import re
import shlex
from pathlib import Path

from goaltui.manual.pages import page
from tests.cli.conftest import Shell, empty

__all__ = ["empty"]

_CODE = re.compile(r"```(\w*)\n(.*?)```", re.DOTALL)


def code(topic: str, language: str) -> list[str]:
    """The examples of a page in a language."""
    return [text for kind, text in _CODE.findall(page(topic).text) if kind == language]


def test_the_file_on_the_page_on_toml_can_be_imported(empty: Shell, tmp_path: Path) -> None:
    (example,) = code("toml", "toml")
    (tmp_path / "goals.toml").write_text(example, encoding="utf-8")
    assert empty("init").code == 0
    assert empty("import", str(tmp_path / "goals.toml")).code == 0
    assert "20 reference customers" in empty("tree", "--as-of", "2026-08-01").out


def test_the_first_steps_in_the_shell_lead_to_a_key_result_with_a_value(empty: Shell) -> None:
    (lines,) = [text for text in code("first-steps", "console") if "goaltui add objective" in text]
    assert empty("init").code == 0
    for line in lines.splitlines():
        said = empty(*shlex.split(line)[1:])
        assert said.code == 0, (line, said.err)
    assert "Reference customers" in said.out
