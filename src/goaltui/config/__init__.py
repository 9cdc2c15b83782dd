"""Folders, settings and the state that the program keeps between starts."""
