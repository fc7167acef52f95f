"""Plain values of the record: parsers' records, docket numbers, cleaned texts, what is private. Pure.

Any folder may call it; it imports nothing but itself.
"""
