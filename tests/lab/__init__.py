"""Fault injection on real drives: `python -m tests.lab --help`; needs root, FUSE and what each kind of drive needs."""
