"""The strategy and the thread up to it, in a shell."""
