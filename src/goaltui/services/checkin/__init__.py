"""Checking in: the line that is typed, what it would do, what it writes, and the round."""
