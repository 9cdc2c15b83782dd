"""Progress over time: where a key result stands, should stand and will stand, up to its grade."""
