"""Charts: the curves, what is marked on them, and how they are drawn."""
