"""Access: roles, rate limits of pages and log-ins, forms whose session has ended, what caches and other sites may keep
or embed.

Called by settings (middleware).
"""
