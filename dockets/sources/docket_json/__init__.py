"""Our own JSON format of a docket, and its schema.

Called through ``SOURCES``.
"""
