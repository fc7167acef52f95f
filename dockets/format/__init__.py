"""Formats dates, counts, addresses, CSV rows, fields and word diffs for pages, people and programs.

Any folder may call it; it imports nothing of ours. Pure, but for ``urls``, which asks Django where pages are.
"""
