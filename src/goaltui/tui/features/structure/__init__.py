"""Workspace, perspectives, cycles, teams and people."""
