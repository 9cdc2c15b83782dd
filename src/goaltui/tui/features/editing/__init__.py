"""Commands on the item under the cursor."""
