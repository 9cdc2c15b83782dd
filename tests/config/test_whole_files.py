"""Files at places that users name: the old one stands until the new one is whole, and nothing is left beside it."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from goaltui.config.whole_files import write_whole, written_beside

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has neither these permissions nor these signals")


def test_a_text_replaces_the_old_one_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "team.toml"
    for text in ("old", "nü\n"):
        write_whole(path, text)
    assert path.read_bytes() == "nü\n".encode()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("only_new", [False, True])
def test_what_fails_on_the_way_leaves_the_old_file_and_no_other(only_new: bool, tmp_path: Path) -> None:
    path = tmp_path / "team.toml"
    if not only_new:
        path.write_text("old", encoding="utf-8")
    before = list(tmp_path.iterdir())
    with pytest.raises(KeyboardInterrupt), written_beside(path, only_new=only_new) as part:
        part.write_text("half", encoding="utf-8")
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == before
    assert only_new or path.read_text(encoding="utf-8") == "old"


@posix
def test_permissions_and_links_stay(tmp_path: Path) -> None:
    path, link = tmp_path / "team.toml", tmp_path / "link.toml"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    link.symlink_to(path)
    write_whole(link, "new")
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@posix
def test_a_new_file_has_the_permissions_that_the_user_gives_new_files(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    write_whole(tmp_path / "a", "x")
    with written_beside(tmp_path / "b", private=True) as part:
        part.write_text("x", encoding="utf-8")
    assert (tmp_path / "a").stat().st_mode == plain.stat().st_mode
    assert stat.S_IMODE((tmp_path / "b").stat().st_mode) == 0o600


def test_only_new_leaves_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "minutes.md"
    write_whole(path, "first", only_new=True)
    with pytest.raises(FileExistsError):
        write_whole(path, "second", only_new=True)
    assert path.read_text(encoding="utf-8") == "first"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path, "x")


@posix
def test_a_device_takes_the_text_and_stays_a_device() -> None:
    write_whole(Path("/dev/null"), "x")
    assert Path("/dev/null").is_char_device()


@posix
def test_what_a_killed_process_left_is_removed_by_the_next_and_what_runs_is_not(tmp_path: Path) -> None:
    path = tmp_path / "team.toml"
    program = (
        "import sys, time\nfrom pathlib import Path\nfrom goaltui.config.whole_files import written_beside\n"
        "with written_beside(Path(sys.argv[1])):\n    print('there', flush=True)\n    time.sleep(100)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"there\n"
        write_whole(path, "one")
        assert len(list(tmp_path.iterdir())) == 2
        writer.send_signal(signal.SIGKILL)
    write_whole(path, "two")
    assert list(tmp_path.iterdir()) == [path]
