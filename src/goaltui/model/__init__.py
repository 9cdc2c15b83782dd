"""The goal as data: entities declared once, enums, refs, clean text and errors fit to show."""
