"""The part of a journal that an export knew."""
