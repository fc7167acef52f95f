"""Pages saved from PACER, of district and bankruptcy courts: dockets, histories, attachment pages.

Called through ``SOURCES``; other sources use its modules for cells, courts, pages, receipts and juriscraper.
"""
