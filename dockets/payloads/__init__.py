"""Turns the bytes of a payload into clean records: recognise, parse, normalise, observe; and masks kept payloads again.

Called by upsert and imports.
"""
