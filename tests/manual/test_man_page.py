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


def test_in_swedish_it_begins_in_swedish_and_ends_with_where_to_read_on() -> None:
    text = man_page("sv")
    assert ".SH NAMN\ngoaltui \\- mål och nyckelresultat" in text
    assert "goaltui \\- objectives" not in text
    assert text.endswith(".SH SE ÄVEN\n\\fBgoaltui help\\fR visar alla sidor i handboken.\n")


@needs_groff
@pytest.mark.parametrize(("language", "passage"), [("en", "The check"), ("sv", "första avstämning")])
def test_groff_finds_nothing_wrong_with_it(language: str, passage: str) -> None:
    command = ["groff", "-Kutf8", "-man", "-Tutf8", "-ww", "-b"]
    done = subprocess.run(command, input=man_page(language).encode(), capture_output=True, check=True, timeout=60)
    assert done.stderr.decode() == ""
    assert passage in done.stdout.decode()
