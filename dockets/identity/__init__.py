"""Decisions about identity: filings that are the same or different, dockets merged and separated again, relations.

Called by imports and by the views of the import desk.
"""
