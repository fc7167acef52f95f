"""Template filters of the reading. Loaded by templates alone."""
