"""Closing a cycle."""
