"""Tab in bash, zsh and fish as somebody has them open: what it types can be entered as it stands."""

import shutil
from collections.abc import Iterator

import pytest

from goaltui.config.saved_views import save_views, saved_views_file
from tests.cli.completion.live_shell import SHELLS, LiveShell, opened, prepared
from tests.cli.conftest import Shell

HOSTILE = "Evil $(touch pwned) `touch pwned` 'y' \"z\" \\ wow!x [a]* {b,c} ~ # & | < > ; 🚀"
LONG = f"Long {'title ' * 82}end"

TYPED = {
    "goaltui tre": ("goaltui tree ", "objective"),
    "goaltui tree --cyc": ("goaltui tree --cycle ", ""),
    "goaltui tree --cycle 2": ("goaltui tree --cycle 2026-Q3 ", "2026-Q3"),
    "goaltui tree --cycle=2": ("goaltui tree --cycle=2026-Q3 ", "2026-Q3"),
    "goaltui check --severity w": ("goaltui check --severity warning ", ""),
    "goaltui show a00": ("goaltui show a000 ", "20 reference customers"),
    "goaltui show 20\\ ref": ("goaltui show 20\\ reference\\ customers ", "20 reference customers"),
    "goaltui show '20 ": ("goaltui show '20 reference customers' ", "20 reference customers"),
    'goaltui show "20 re': ('goaltui show "20 reference customers" ', "20 reference customers"),
    "goaltui show unthink": ("goaltui show 4000 ", "unthinkable"),
    "goaltui show make\\ lea": ("goaltui show Make\\ leaving\\ unthinkable ", "unthinkable"),
    'goaltui show "Ratio: a': ('goaltui show "Ratio: a = b" ', "Ratio: a = b"),
    "goaltui show Ratio:": ("goaltui show Ratio:\\ a\\ =\\ b ", "Ratio: a = b"),
    "goaltui set a000 own": ("goaltui set a000 owner=", ""),
    "goaltui set a000 owner=a": ("goaltui set a000 owner=anna ", "anna"),
    "goaltui due --filter @m": ("goaltui due --filter @mine-late ", ""),
    "goaltui tree --filter owner:b": ("goaltui tree --filter owner:bo ", ""),
    "goaltui schema tre": ("goaltui schema tree ", '"key_results"'),
    "goaltui help check-": ("goaltui help check-in ", ""),
    "goaltui people ca": ("goaltui people care ", "care"),
}
"""What is typed before Tab, the line after it, and what its command shows; without that it is no whole command."""


@pytest.fixture(params=SHELLS)
def live(request: pytest.FixtureRequest, shell: Shell) -> Iterator[LiveShell]:
    """Each of the shells, at its first prompt, on the sample with titles that mean much to a shell."""
    if shutil.which(request.param) is None:
        pytest.skip(f"there is no {request.param} here")
    for title in (HOSTILE, LONG, "Ratio: a = b"):
        assert shell("add", "objective", title, "--cycle", "2026-Q3").code == 0
    save_views(saved_views_file(shell.home / "state"), {"mine-late": "is:mine is:late"})
    prepared(shell, request.param)
    with opened(shell, request.param) as terminal:
        yield terminal


def test_what_tab_types_can_be_entered(live: LiveShell) -> None:
    for typed, (line, shown) in TYPED.items():
        live.press(f"{typed}\t")
        live.holds(line)
        if shown:
            live.press("\r")
            live.shows(shown)
        else:
            live.press("\x15")
        live.ready()


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_title_is_named_whole_and_runs_nothing(live: LiveShell, shell: Shell, quote: str) -> None:
    for begun, title in (("Evil", HOSTILE), ("Long", LONG)):
        live.press(f"goaltui show {quote}{begun}\t")
        live.shows("🚀" if title == HOSTILE else "end")
        live.press("| cat > said; echo over\r")
        live.shows("\nover")
        live.ready()
        assert title in " ".join((shell.home / "said").read_text(encoding="utf-8").split())
        assert not (shell.home / "pwned").exists()


def test_what_there_is_to_choose_from_is_told(live: LiveShell) -> None:
    live.press("goaltui show \t\t")
    live.shows("4000", "Make leaving unthinkable")
