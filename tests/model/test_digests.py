"""Digests."""

from hashlib import sha1, sha256

from goaltui.model.digests import sha1_of, sha256_of


def test_a_digest_is_that_of_the_standard_library() -> None:
    assert sha256_of(b"goal") == sha256(b"goal").hexdigest()
    assert sha1_of(b"goal") == sha1(b"goal").hexdigest()
