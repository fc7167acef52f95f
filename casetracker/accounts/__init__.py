"""Accounts: django-allauth as this site uses it, people and their roles, invitations, second factors.

Called by settings, the site's addresses and its commands.
"""
