"""The cycle from its plan to its close, and the carry-over into the next one."""
