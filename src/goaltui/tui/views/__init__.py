"""The five views, and the one screen that holds them."""
