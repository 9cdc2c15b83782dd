"""The strategy map on the screen, drawn or in lanes."""
