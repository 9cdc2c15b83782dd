"""The sample company Nordvik: a small maker of a support tool, mid-cycle, with a year behind it."""

from goaltui.services.demo.story import sample_drafts

__all__ = ["sample_drafts"]
