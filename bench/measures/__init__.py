"""What is measured, a module a subject: pages, exports, search, imports, polling.

Called by ``bench.__main__``.
"""
