"""Digests."""

from hashlib import sha256

from goaltui.config.digests import sha256_of


def test_a_digest_is_that_of_the_standard_library() -> None:
    assert sha256_of(b"goal") == sha256(b"goal").hexdigest()
