"""PostgreSQL features that Django lacks: COPY and bulk updates, advisory locks, recursive queries, limits on a search.

The only folder with SQL in it; called by every folder above. It also holds what all work on rows shares: keyset paging,
leases, queueing of tasks after commit, and previews that are rolled back.
"""
