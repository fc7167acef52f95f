"""Writes what one payload says of one docket into the record: one docket, one transaction, one writer at a time.

Called by imports (and by identity, to resolve a docket again).
"""
