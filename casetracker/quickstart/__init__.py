"""The whole site on one machine: PostgreSQL and Valkey from Python wheels, worker and web server, started and stopped
together.

Called by the command ``quickstart``, by tests and by bench. Only ``site`` imports Django.
"""
