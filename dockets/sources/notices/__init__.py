"""Courts' notices by e-mail: reading the mailbox, and what is stored of each notice.

Called through ``SOURCES``.
"""
