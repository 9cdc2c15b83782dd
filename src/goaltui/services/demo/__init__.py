"""The sample company Nordvik: a small maker of a support tool, mid-cycle, with a year behind it."""
