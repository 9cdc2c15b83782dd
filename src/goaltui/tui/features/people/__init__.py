"""People by team."""
