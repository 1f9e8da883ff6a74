"""Makes the documents that say what the code says: `python -m tools.docs` writes them."""
