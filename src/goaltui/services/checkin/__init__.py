"""Checking in: the typed line, its preview, the write, and the round."""
