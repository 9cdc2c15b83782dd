"""Progress of long jobs: what is not heard of is given up."""

import threading

from goaltui.sharing.progress import lasting


def test_the_last_words_are_told_again_until_the_work_is_done() -> None:
    told: list[str] = []
    heard = threading.Semaphore(0)

    def tell(words: str) -> None:
        told.append(words)
        heard.release()

    with lasting(tell, "checking") as say:
        assert all(heard.acquire(timeout=60) for _ in range(2))
        say("1 of 2 taken in")
        assert all(heard.acquire(timeout=60) for _ in range(2))
    assert told[:2] == ["checking", "checking"]
    assert told[-1] == "1 of 2 taken in"
    assert not [thread for thread in threading.enumerate() if thread.name == "telling"]
