"""The courts: courts-db's list with corrections, and which court a name means.

Called by sources, imports and views. No other folder imports courts-db.
"""
