"""The scorecard on the screen."""
