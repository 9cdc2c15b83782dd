"""What other programs ask for: a line for the prompt, the shapes of JSON."""
