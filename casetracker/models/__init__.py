"""Rows of accounts: invitations.

Used by ``casetracker.accounts``.
"""

from casetracker.models.invitation import Invitation, Role

__all__ = ["Invitation", "Role"]
