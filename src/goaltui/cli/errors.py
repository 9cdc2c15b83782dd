"""Errors on stderr: a sentence for people, an object for programs that asked for JSON."""

import sys
from collections.abc import Sequence
from itertools import pairwise

from goaltui.model.quick_dataclass import dataclass

_FORMAT = 1
_KINDS = {0: "stored", 1: "refused", 2: "wrong_usage", 3: "unreachable"}


def wants_json(words: Sequence[str]) -> bool:
    """Return whether a command line asks for JSON, however little else of it can be read."""
    said = list(words)[: words.index("--")] if "--" in words else list(words)
    return "--json" in said or "--format=json" in said or ("--format", "json") in pairwise(said)


@dataclass(frozen=True, slots=True)
class ErrorStyle:
    """The form of the errors of a command line: JSON, or sentences."""

    as_json: bool

    def error(self, sentence: str, code: int) -> int:
        """Say an error; the exit code that it ends with."""
        from goaltui.cli.output.console import printable

        if self.as_json:
            import json

            from goaltui.model.text import escaped

            told = {"code": code, "kind": _KINDS.get(code, "refused"), "message": " ".join(sentence.split())}
            print(escaped(json.dumps({"format": _FORMAT, "error": told})), file=sys.stderr, flush=True)
            return code
        lines = "\n".join(map(printable, sentence.splitlines()))
        print(f"goaltui: {lines}", file=sys.stderr, flush=True)
        return code
