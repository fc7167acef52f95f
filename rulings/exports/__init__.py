"""A timeline as a file or feed: CSV, JSON, Atom, iCalendar, TimelineJS, and pictures of claims.

Called by views, the API and casetracker's export.
"""
