"""Scores and statuses, and the weights with which they roll up."""
