"""Undo and redo: batches read again, the changes in the way of undoing one, and its inverse."""
