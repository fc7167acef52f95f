"""The texts of documents: requested, extracted from files by a limited process, stored page by page, searched.

Called by tasks, by the reading's pages and by search.
"""
