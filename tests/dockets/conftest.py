"""Who uses the pages of imports, sources and identity: they are for admins alone."""

import pytest
from django.test import Client

from tests.conftest import Users


@pytest.fixture
def admin(client: Client, users: Users) -> Client:
    """A browser in which the admin is logged in."""
    client.force_login(users.admin)
    return client
