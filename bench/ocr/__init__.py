"""How well and how fast programs recognise the words of scanned court orders, which are made for it.

Started by ``python -m bench.ocr``; needs no database.
"""
