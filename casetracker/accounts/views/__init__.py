"""Pages of accounts: the profile, invitations, the newsroom's people.

Called by the site's addresses.
"""
