"""Objectives and key results and the balanced scorecard, in the terminal."""

__version__ = "0.2.0"
