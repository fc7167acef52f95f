"""Full-text search, look-up of cases by number and name, and the filters of the lists of cases and filings.

Called by views and by the reading's search.
"""
