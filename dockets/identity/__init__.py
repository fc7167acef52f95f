"""Decisions about identity: filings that are the same or different, dockets merged and separated again, relations;
which docket a typed number means.

Called by imports, by the views of the import desk and by trackers.
"""
