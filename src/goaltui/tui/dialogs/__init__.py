"""Dialogs that open over a view and return one value."""
