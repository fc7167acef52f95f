"""What pages of the reading share: which docket an address means, rate limits, keys of feeds, forms sent twice.

Called by views and the API.
"""
