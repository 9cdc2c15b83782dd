"""Things moved, ordered, copied and deleted."""
