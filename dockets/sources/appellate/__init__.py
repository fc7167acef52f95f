"""Dockets of courts of appeals: CM/ECF pages and ACMS's JSON.

Called through ``SOURCES``.
"""
