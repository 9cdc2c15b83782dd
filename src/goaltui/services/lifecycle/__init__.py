"""A cycle from its plan to its close, and what goes on after it."""
