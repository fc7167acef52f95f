"""Parses environment variables into Django settings, and checks the configuration as a whole.

Called by settings.
"""
