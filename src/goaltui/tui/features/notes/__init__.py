"""Learnings, obstacles, decisions and data gaps."""
