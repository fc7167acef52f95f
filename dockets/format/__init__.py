"""Formats dates, counts, addresses, CSV rows, fields and word diffs for pages, people and programs. Pure.

Any folder may call it; of ours it imports only the record's plain values.
"""
