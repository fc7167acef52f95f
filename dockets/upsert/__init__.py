"""Writes what one payload says of one docket into the record: one docket, one transaction, one writer at a time.

Called by imports, by identity to resolve a docket again, and by the interpretation for what clerks ended.
"""
