"""Where each document can be got, and which ones editors want: the facts from the record, saving, the list.

Called by the desk and by the pages of filings, documents and what is wanted.
"""
