"""What a link ends in with which somebody chooses a new password. Called by django-allauth, which makes it."""

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from django.contrib.auth.models import User

from rulings.models import FeedKey


class ResetTokenGenerator(EmailAwarePasswordResetTokenGenerator):  # type: ignore[misc]
    """``settings.ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR``. Whatever ends a user's keys ends such links too."""

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        turn = FeedKey.objects.filter(user=user).values_list("turn", flat=True).first() or 0
        return f"{super()._make_hash_value(user, timestamp)}|{turn}"
