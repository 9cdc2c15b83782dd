"""The strategy: its statements, the goals that serve it, and its gaps."""
