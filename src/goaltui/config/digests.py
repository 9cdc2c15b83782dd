"""SHA-256 without `hashlib`, which loads a library of ciphers that takes longer than many a command."""

from importlib import import_module

_MODULES = ("_sha2", "_sha256", "hashlib")
"""Where the function lies, by the version of Python; the last has it always."""


def sha256_of(content: bytes) -> str:
    """Return the digest as hexadecimal digits."""
    for name in _MODULES:
        try:
            return str(import_module(name).sha256(content).hexdigest())
        except ImportError:
            continue
    raise AssertionError("no Python is without hashlib")
