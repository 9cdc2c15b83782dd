"""What the standard library has too, at almost no cost for a start."""
