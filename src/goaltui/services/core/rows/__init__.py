"""Frozen view rows: what both front ends show, numbers unrounded, absent is None; no colour, no markup, no SQL."""
