"""The commands for other programs: a line for the prompt, the shapes of JSON."""
