"""The part of a journal that an export or a look knew."""
