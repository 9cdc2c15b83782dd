"""The manual: pages of Markdown in the package, a folder for each language."""
