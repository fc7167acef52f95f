"""Access: roles, rate limits of pages and log-ins, what caches and other sites may keep or embed.

Called by settings (middleware).
"""
