"""Undo and redo: batches read again, what is in the way of taking one back, and its inverse."""
