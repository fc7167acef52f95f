"""Roles and what they may do."""

import pytest
from django.contrib.auth.models import Group, Permission, User

from casetracker.access import roles
from casetracker.models import Role
from tests.conftest import Users


@pytest.mark.django_db
def test_a_journalist_reads_and_an_editor_edits_and_only_the_admin_runs_the_house() -> None:
    people = {role.value: roles.make_user(role, password=role.value) for role in Role}
    may = {name: user.has_perm("rulings.add_milestone") for name, user in people.items()}
    assert may == {"journalist": False, "editor": True, "admin": True}
    assert {name for name, user in people.items() if user.is_staff} == {"admin"}


def test_the_cast_of_the_tests_is_as_roles_have_it(users: Users) -> None:
    told = {
        name: (roles.get_role(user), user.is_staff, user.check_password(name)) for name, user in vars_of(users).items()
    }
    assert told == {role.value: (role, role is Role.ADMIN, True) for role in Role}


def vars_of(users: Users) -> dict[str, User]:
    return {"journalist": users.journalist, "editor": users.editor, "admin": users.admin}


@pytest.mark.django_db
def test_making_the_groups_again_keeps_what_an_admin_has_given() -> None:
    editors = Group.objects.get(name=roles.EDITORS)
    given = Permission.objects.get(codename="add_court")
    editors.permissions.add(given)
    before = set(editors.permissions.all())
    roles.make_groups()
    assert set(editors.permissions.all()) == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_groups_and_courts_are_there_again_after_a_test_that_commits(turn: int) -> None:
    from dockets.models import Court

    assert Group.objects.filter(name__in=[roles.JOURNALISTS, roles.EDITORS]).count() == 2
    assert Court.objects.filter(id="wawd").exists()
