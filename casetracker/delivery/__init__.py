"""How answers reach many readers: what caches may keep, what a reader has already, and which database is read.

Called by settings (middleware, router) and by ``casetracker.operations``.
"""
