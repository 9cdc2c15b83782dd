"""JSON texts by an encoder of C that is made once, where the standard library makes one for every text."""

import json
from collections.abc import Callable
from typing import Any


def encoding(*, ensure_ascii: bool = True, separators: tuple[str, str] = (", ", ": ")) -> Callable[[object], str]:
    """Return a function that does what `json.dumps` does with these options, and does not look for circles."""
    encoder = json.JSONEncoder(ensure_ascii=ensure_ascii, check_circular=False, separators=separators)
    make: Any = getattr(json.encoder, "c_make_encoder", None)
    if make is None:
        return encoder.encode
    item, key = separators
    string = json.encoder.encode_basestring_ascii if ensure_ascii else json.encoder.encode_basestring
    chunks: Callable[[object, int], tuple[str, ...]] = make(
        None, encoder.default, string, None, key, item, False, False, True
    )

    def encode(value: object) -> str:
        return "".join(chunks(value, 0))

    return encode
