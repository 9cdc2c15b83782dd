"""The part of a journal that was known to an export, or when somebody last looked."""
