"""The one API of both front ends: intents in, outcomes and frozen view rows out."""
