"""Trackers: which dockets are one dispute, where each dispute stands and since when, what a page of a tracker shows and
counts, what may be out of date, forms, sheets read in and everything taken away.

Called by the pages of trackers, by the API, and by the tasks that bring rows up to date when a case has changed.
"""
