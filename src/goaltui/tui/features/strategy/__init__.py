"""The strategy on a page, and the thread up to it."""
