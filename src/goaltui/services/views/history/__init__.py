"""The History: the journal in words, batch by batch, and back from it."""
