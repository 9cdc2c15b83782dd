"""The program in a shell."""
