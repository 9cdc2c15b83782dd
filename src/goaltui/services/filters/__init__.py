"""Filters: the part of everything that is asked for."""
