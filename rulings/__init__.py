"""The reading: what the record means, and what editors add.

Called by ``casetracker``; imports ``dockets``, never the other way.
"""
