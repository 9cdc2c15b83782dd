"""Ids and refs: random UUIDs, ids derived from natural keys, and the short prefixes that people type.

A ref is a prefix of the id's 128 bits in Crockford's base 32 (crockford.com/base32), most significant bits first.
"""

import os
from bisect import bisect_left
from collections.abc import Iterable

from goaltui.model.quick.digests import sha1_of
from goaltui.model.text import fold

SHORTEST_REF = 4
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_READ_AS = str.maketrans({"i": "1", "l": "1", "o": "0"})
_DIGITS = {digit: number for number, digit in enumerate(_ALPHABET)}
_NAMESPACE = "6f1b6a52-4f0e-5d9c-9a53-0a5b3f7f6c11"
_HEX_DIGITS = 32
_VARIANT, _VERSION = 62, 76
"""The lowest bits of what a UUID says of how it was made (RFC 9562, section 4)."""

WORKSPACE_ID = "fc32e7f9-5fae-5adc-8174-0ad9feffc672"
"""`natural_id("workspace")`, reckoned once: the standard library's way takes longer to import than a ref to find."""
_BITS = 128
_UNKNOWN = "????"
_FULL_LENGTH = 26


def new_id() -> str:
    """Return a random UUID in its canonical form, 36 characters."""
    return _marked(int.from_bytes(os.urandom(16), "big"), 4)


def natural_id(kind: str, *key: str) -> str:
    """Return the UUIDv5 that the same natural key yields in every copy of a workspace."""
    return named_id(_NAMESPACE, "\x1f".join((kind, *map(fold, key))))


def named_id(namespace: str, name: str) -> str:
    """Return the UUIDv5 of a name in a namespace, sooner than the standard library's `uuid` is imported."""
    digest = sha1_of(bytes.fromhex(namespace.replace("-", "")) + name.encode())
    return _marked(int(digest[:_HEX_DIGITS], 16), 5)


def encode(identity: str, length: int = _FULL_LENGTH) -> str:
    """Return the first `length` base 32 digits of an id; question marks for no id, as a damaged index may hold."""
    bits = _bits(identity)
    if bits is None:
        return _UNKNOWN[:length]
    bits <<= _FULL_LENGTH * 5 - _BITS
    last = max(_FULL_LENGTH - length, 0)
    return "".join([_ALPHABET[(bits >> (5 * place)) & 31] for place in range(_FULL_LENGTH - 1, last - 1, -1)])


def id_range(ref: str) -> tuple[str, str] | None:
    """Return the lowest and the highest id that begin with `ref`; none when it is not base 32."""
    digits = ref.lower().translate(_READ_AS)
    if not 1 <= len(digits) <= _FULL_LENGTH or any(digit not in _DIGITS for digit in digits):
        return None
    value = 0
    for digit in digits:
        value = value << 5 | _DIGITS[digit]
    spare = _BITS - 5 * len(digits)
    if spare < 0:
        value >>= -spare
        spare = 0
    low = value << spare
    return _text(low), _text(low | ((1 << spare) - 1))


class Refs:
    """A set of ids, which gives the shortest ref of each."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids = sorted(ids)

    def of(self, identity: str) -> str:
        """Return the shortest prefix, at least four digits, that no other id of the set shares."""
        bits = _bits(identity)
        if bits is None:
            return _UNKNOWN
        place = bisect_left(self._ids, identity)
        neighbours = (_bits(other) for other in self._ids[max(0, place - 1) : place + 2] if other != identity)
        # Two ids share as many digits as the bits before the first that differs fill.
        shared = ((_BITS - (bits ^ other).bit_length()) // 5 for other in neighbours if other is not None)
        return encode(identity, max(SHORTEST_REF, 1 + max(shared, default=0)))


def _text(bits: int) -> str:
    """Return the canonical form of a UUID."""
    digits = f"{bits:0{_HEX_DIGITS}x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def _bits(identity: str) -> int | None:
    hexadecimal = identity.replace("-", "")
    try:
        return int(hexadecimal, 16) if len(hexadecimal) == _HEX_DIGITS else None
    except ValueError:
        return None


def _marked(bits: int, version: int) -> str:
    """Return the UUID of these bits that says which version it is."""
    return _text(bits & ~(0b11 << _VARIANT | 0b1111 << _VERSION) | 0b10 << _VARIANT | version << _VERSION)
