"""Completion in bash, zsh and fish: the words of the commands, and the names of the workspace."""
