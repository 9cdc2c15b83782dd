"""The visiting process and what the program asks of it."""
