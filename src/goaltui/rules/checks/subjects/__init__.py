"""The things of a workspace by subject, as the checks ask for them; each index is built once, when it is asked for."""
