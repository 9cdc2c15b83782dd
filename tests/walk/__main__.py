"""Random keys, pastes, clicks and sizes, for as long as it is wished.

python -m tests.walk 1 60 demo                     seeds from 1 on, for 60 seconds
python -m tests.walk 7 3600 demo empty hostile goals.toml ../shared/data/*.toml
"""

import argparse
import asyncio
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

from tests.walk.sets import prepared
from tests.walk.walking import walk

_STEPS = 1_500
"""From a new copy of the data, so that a walk that went wrong can be done again."""


def main() -> int:
    """Walk and tell; 1 where something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.walk", description=__doc__)
    parser.add_argument("seed", type=int)
    parser.add_argument("seconds", type=float)
    parser.add_argument("data", nargs="+")
    parser.add_argument("--steps", type=int, default=_STEPS)
    asked = parser.parse_args()
    until, done, bad = time.monotonic() + asked.seconds, 0, 0
    for number in count():
        left = until - time.monotonic()
        if left <= 0:
            break
        seed, data = asked.seed + number, asked.data[number % len(asked.data)]
        with tempfile.TemporaryDirectory(prefix="walk") as folder:
            found = asyncio.run(walk(prepared(Path(folder) / "work.db", data), seed, asked.steps, left))
        done, bad = done + found.steps, bad + bool(found.faults)
        print(data, found, flush=True)
    print(f"{done} steps, {bad} walks that went wrong")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
