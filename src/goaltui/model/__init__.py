"""What a goal is: entities declared once, enums, refs, clean text and errors that are fit to show."""
