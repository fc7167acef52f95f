"""One page of a docket's timeline: query, filters, collapsed runs, combination with related dockets, summary.

Called by views and exports.
"""
