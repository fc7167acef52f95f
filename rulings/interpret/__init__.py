"""Interprets the filings of one docket: motions, hearings, rulings, related cases, the account, timeline events.

Called by casetracker's tasks, and by the packages that save what editors enter.
"""
