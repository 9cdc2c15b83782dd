"""Files out and in, and a workspace that a team shares."""
