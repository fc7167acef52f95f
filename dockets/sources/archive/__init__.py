"""The Internet Archive's docket.xml of RECAP.

Called through ``SOURCES``.
"""
