"""The round through everything due."""
