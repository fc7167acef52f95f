"""The only way for outgoing requests, with the rules on which servers may be asked.

Called by sources that fetch, and by documents.
"""
