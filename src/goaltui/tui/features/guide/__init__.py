"""The guide to the models: read, asked, proposed."""
