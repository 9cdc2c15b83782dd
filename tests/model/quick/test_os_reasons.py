"""Why the system refused something: the common reasons in the reader's language, others in its own words."""

import errno
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from goaltui.model.quick.os_reasons import known_reason, reason_of
from goaltui.model.quick.translation import SOURCE, speak


@pytest.fixture
def swedish() -> Iterator[None]:
    speak("sv")
    yield
    speak(SOURCE)


def raised(number: int) -> OSError:
    return OSError(number, os.strerror(number), "a")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOENT, "filen eller mappen finns inte"),
        (errno.EACCES, "åtkomst nekas"),
        (errno.EISDIR, "det är en mapp"),
        (errno.ENOSPC, "det finns inget utrymme kvar"),
        (errno.EROFS, "filsystemet är skrivskyddat"),
        (errno.EEXIST, "filen finns redan"),
        (errno.EPIPE, "ingen läser längre i andra änden"),
        (errno.ECONNREFUSED, "anslutningen nekades"),
        (errno.ETIMEDOUT, "inget svar i tid"),
        (errno.EMFILE, "för många öppna filer"),
        (errno.EIO, "fel vid läsning eller skrivning"),
    ],
)
@pytest.mark.usefixtures("swedish")
def test_the_common_reasons_are_told_in_swedish(number: int, said: str) -> None:
    assert reason_of(raised(number)) == said


@pytest.mark.usefixtures("swedish")
def test_what_nobody_translated_stands_in_quotes_in_the_words_of_the_system() -> None:
    assert reason_of(raised(errno.EXDEV)) == f"'{os.strerror(errno.EXDEV)}'"


@pytest.mark.usefixtures("swedish")
def test_a_real_failure_is_told_in_swedish(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="gone") as missing:
        (tmp_path / "gone").read_text()
    assert reason_of(missing.value) == "filen eller mappen finns inte"
    assert reason_of(TimeoutError()) == reason_of(TimeoutError("timed out")) == "inget svar i tid"
    unknown = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    assert reason_of(unknown) == "namnet finns inte"


@pytest.mark.usefixtures("swedish")
def test_own_words_stay_and_those_of_a_server_are_known_by_their_end() -> None:
    assert reason_of(OSError(errno.EFBIG, "den är större än 64 kB")) == "den är större än 64 kB"
    said = 'connection failed: connection to server at "127.0.0.1", port 1 failed: Connection refused'
    assert known_reason(said) == "anslutningen nekades"
    assert known_reason("failed to resolve host 'n': [Errno -2] Name or service not known") == "namnet finns inte"
    assert known_reason("password authentication failed") == ""


def test_in_english_they_are_the_system_s() -> None:
    assert reason_of(raised(errno.ENOENT)) == os.strerror(errno.ENOENT)
