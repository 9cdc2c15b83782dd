"""Digests without `hashlib`, which loads a library of ciphers that takes longer than many a command."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

_SHA256 = ("_sha2", "_sha256", "hashlib")
_SHA1 = ("_sha1", "hashlib")
_BLAKE2 = ("_blake2", "hashlib")
"""The modules that may hold the function, by the version of Python; the last has it always."""


def sha256_of(content: bytes) -> str:
    """Return the digest as hexadecimal digits."""
    return _digest(_SHA256, "sha256", content)


def sha1_of(content: bytes) -> str:
    """Return the digest as hexadecimal digits, for names alone and not for secrets."""
    return _digest(_SHA1, "sha1", content)


def blake2b_of(content: bytes, size: int) -> str:
    """Return the digest of so many bytes as hexadecimal digits."""
    return _digest(_BLAKE2, "blake2b", content, digest_size=size)


def _digest(modules: tuple[str, ...], name: str, content: bytes, **options: int) -> str:
    return str(_function(modules, name)(content, **options).hexdigest())


@cache
def _function(modules: tuple[str, ...], name: str) -> Callable[..., Any]:
    for module in modules:
        try:
            found: Callable[..., Any] = getattr(import_module(module), name)
        except ImportError:
            continue
        return found
    raise AssertionError("no Python is without hashlib")
