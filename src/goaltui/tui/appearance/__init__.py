"""Themes, signs, and text as it is painted."""
