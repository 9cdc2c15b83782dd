"""Commands before the first goal."""
