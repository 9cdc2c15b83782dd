"""What opens over a view and returns one value."""
