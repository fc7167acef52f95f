"""The server and the database as a whole: sizes, versions, digests of all rows, what migrations wait for and make.

Called by ``casetracker.operations``, ``casetracker.backups``, the command ``migrate`` and the initial migrations.
"""
