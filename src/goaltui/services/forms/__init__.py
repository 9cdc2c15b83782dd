"""The add and edit forms, from the values in the workspace to the changes that are saved."""
