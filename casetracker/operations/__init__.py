"""How the site is: what answers, who was heard, what waits, and what is told of it to people and to programs.

Called by settings (middleware, logging), urls, Celery and the command ``doctor``.
"""
