"""The man page."""

import shutil
import subprocess

import pytest

from goaltui.manual.man_page import man_page

needs_groff = pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not there")


def test_it_has_every_command_of_the_shell() -> None:
    text = man_page().replace("\\-", "-")
    assert ".SH NAME" in text
    for command in ("goaltui checkin REF", "goaltui export [REF]", "goaltui hub move TO"):
        assert command in text


@needs_groff
def test_groff_finds_nothing_wrong_with_it() -> None:
    command = ["groff", "-Kutf8", "-man", "-Tutf8", "-ww", "-b"]
    done = subprocess.run(command, input=man_page().encode(), capture_output=True, check=True, timeout=60)
    assert done.stderr.decode() == ""
    assert "The check" in done.stdout.decode()
