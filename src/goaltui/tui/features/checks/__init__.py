"""The checks and their findings."""
