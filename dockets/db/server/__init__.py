"""The server and the database as a whole: sizes, versions, digests of all rows.

Called by ``casetracker.operations`` and ``casetracker.backups``.
"""
