"""CourtListener's API and webhooks: requests, their quota, and the parsing of payloads.

Called through ``SOURCES``; its document texts by ``documents``.
"""
