"""Folders, settings and what the program remembers."""
