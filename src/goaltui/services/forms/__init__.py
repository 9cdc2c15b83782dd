"""The forms to add and edit with, from what stands in the workspace to the changes that are saved."""
