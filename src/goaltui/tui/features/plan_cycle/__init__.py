"""Planning a cycle."""
