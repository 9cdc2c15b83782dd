"""The readers of the views: frozen rows from a workspace."""
