"""Rows of accounts: invitations, and what is known of a user beside Django's own row.

Used by ``casetracker.accounts``.
"""

from casetracker.models.invitation import Invitation, Role
from casetracker.models.member import Member

__all__ = ["Invitation", "Member", "Role"]
