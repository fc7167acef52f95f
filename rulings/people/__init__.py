"""Parties, counsel and judges: who is in a case, and in which cases somebody of one name is.

Called by views.
"""
