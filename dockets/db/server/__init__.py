"""The server and the database as a whole: sizes, versions, digests of all rows, how long a migration waits.

Called by ``casetracker.operations`` and ``casetracker.backups``.
"""
