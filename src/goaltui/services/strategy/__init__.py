"""The strategy: what it says, what serves it, and what it still lacks."""
