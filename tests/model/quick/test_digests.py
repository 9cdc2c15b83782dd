"""Digests."""

from hashlib import blake2b, sha1, sha256

from goaltui.model.quick.digests import blake2b_of, sha1_of, sha256_of


def test_a_digest_is_that_of_the_standard_library() -> None:
    assert sha256_of(b"goal") == sha256(b"goal").hexdigest()
    assert sha1_of(b"goal") == sha1(b"goal").hexdigest()
    assert blake2b_of(b"goal", 16) == blake2b(b"goal", digest_size=16).hexdigest()
