"""Replica and hub: how a team shares one workspace through a place that cannot be trusted."""
