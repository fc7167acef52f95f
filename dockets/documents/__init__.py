"""The texts of documents: requested, extracted from files by a limited process, stored page by page, searched.

Called by tasks, by the reading's pages and search, and by upsert, which moves texts along with their filings.
"""
