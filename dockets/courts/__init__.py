"""The courts: courts-db's list with corrections, and which court a name means.

Called by sources, by forms, and by the interpretation. No other folder imports courts-db.
"""
