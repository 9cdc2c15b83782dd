"""The program on a screen."""
