"""Servers, users and workers for the tests.

Plain ``uv run --group dev pytest`` starts one embedded PostgreSQL and one Valkey for the whole run, in a folder of its
own; with ``DATABASE_URL`` and ``REDIS_URL`` set, those are used. Each worker process of pytest has its own database and
its own prefix in the broker. Settings are loaded only here, once both addresses are known.
"""

import gc
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from pytest_django import DjangoDbBlocker

from casetracker.quickstart import embedded
from tests.servers import bytecode, folders, hangs, lanes
from tests.support import network
from tests.support.examples import count_examples, pick_tests, tries_all_rows

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from tests.servers.workers import Workers

# How long an example takes says how busy the machine is. Where CI is set, Hypothesis has it so by itself.
hypothesis.settings.register_profile(
    "any machine",
    deadline=None,
    max_examples=count_examples(20, 100),
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("any machine")

_FOLDER = pytest.StashKey[Path]()
_SERVERS = pytest.StashKey[embedded.Servers]()


def pytest_configure(config: pytest.Config) -> None:
    """Before the other processes of pytest are started: they inherit the addresses."""
    config.pluginmanager.register(hangs.HardEnd())
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    if worker == "main":
        os.environ["CASETRACKER_TEST_RUN"] = secrets.token_hex(4)
        os.environ["CASETRACKER_TEST_ROWS"] = "all" if tries_all_rows(config) else "some"
        folders.remove_abandoned_folders()
        config.stash[_FOLDER] = folders.make_folder("tests")
        bytecode.keep_bytecode(config, config.stash[_FOLDER])
        if not os.environ.get("DATABASE_URL") or not os.environ.get("REDIS_URL"):
            _start_servers(config)
    os.environ["CASETRACKER_BROKER_PREFIX"] = f"test-{os.environ['CASETRACKER_TEST_RUN']}-{worker}:"
    os.environ.setdefault("CASETRACKER_SECRET_KEY", "for tests only, " * 4)
    os.environ["CASETRACKER_HTTPS"] = "off"
    os.environ.pop("CASETRACKER_TIME_ZONE", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "casetracker.settings"
    _load_settings()
    network.block()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Also reached after Ctrl-C."""
    if (servers := config.stash.get(_SERVERS, None)) is not None:
        servers.discard()
    elif _FOLDER in config.stash and getattr(config.option, "numprocesses", None):
        _drop_template()
    if (folder := config.stash.get(_FOLDER, None)) is not None:
        shutil.rmtree(folder, ignore_errors=True)


def _drop_template() -> None:
    from tests.servers import template

    template.drop_template(os.environ["DATABASE_URL"])


def pytest_xdist_auto_num_workers() -> int:
    """``-n auto``, which is what ``uv run pytest`` does."""
    return lanes.count_processes()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """After the order has been made random: some rows of tables are left out of a run of all tests, and what waits for
    programs is begun first."""
    if os.environ["CASETRACKER_TEST_ROWS"] == "some":
        picked = {*pick_tests(items)}
        config.hook.pytest_deselected(items=[item for item in items if item not in picked])
        items[:] = [item for item in items if item in picked]
    if (given := getattr(config, "workerinput", None)) is not None:
        items[:] = lanes.order_tests(items, given["workercount"])


def pytest_collection_finish() -> None:
    """Modules and tests, half a gigabyte, are there to stay: garbage is looked for only in what comes after them."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)


def _start_servers(config: pytest.Config) -> None:
    servers = embedded.start_servers(config.stash[_FOLDER], throwaway=True)
    config.stash[_SERVERS] = servers
    os.environ["DATABASE_URL"] = servers.addresses.database_url
    os.environ["REDIS_URL"] = servers.addresses.redis_url


def _load_settings() -> None:
    """pytest-django sets Django up only for settings that are loaded. Static files are served as they lie in their
    folders."""
    from django.conf import settings

    # pytest-django has loaded them already in xdist's processes, with what the first process left in the environment.
    settings.BROKER_PREFIX = os.environ["CASETRACKER_BROKER_PREFIX"]
    settings.CACHES["default"]["KEY_PREFIX"] = f"{settings.BROKER_PREFIX}cache"
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {
        **settings.CELERY_BROKER_TRANSPORT_OPTIONS,
        "global_keyprefix": settings.BROKER_PREFIX,
    }
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
    settings.ANONYMOUS_RATE = settings.PAGE_RATE = ""  # the tests themselves are an address that asks often
    settings.MAILS_OUTAGES = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session", autouse=True)
def django_test_environment(django_test_environment: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    from django.conf import settings

    from tests.support import rendered

    rendered.report_pages_alone()
    settings.STORAGES["documents"]["OPTIONS"]["location"] = tmp_path_factory.mktemp("documents")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """Before the database of a process is made, if there are several: by copying one."""
    from tests.servers import template

    if "PYTEST_XDIST_WORKER" in os.environ:
        with django_db_blocker.unblock():
            template.copy_one_template()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A test that commits is followed by a flush of all tables; what the migrations have brought comes back with it."""
    from tests.servers import flush

    with django_db_blocker.unblock():
        flush.bound_waiting()
        kept = flush.copy_rows()
    with flush.copied_back(kept):
        yield


@dataclass(frozen=True, slots=True)
class Users:
    """The cast of the tests of pages. Everyone's password is their name."""

    journalist: "User"
    editor: "User"
    admin: "User"


def make_users() -> Users:
    """As ``roles.make_user`` makes them one by one, in three statements: a thousand tests ask for them."""
    from django.contrib.auth.hashers import make_password
    from django.contrib.auth.models import Group, User

    from casetracker.access.roles import EDITORS, JOURNALISTS

    passwords = {name: make_password(name) for name in ("journalist", "editor", "admin")}
    people = [User(username=name, password=password) for name, password in passwords.items()]
    people[2].is_superuser = people[2].is_staff = True
    made = Users(*User.objects.bulk_create(people))
    groups = {group.name: group for group in Group.objects.all()}
    User.groups.through.objects.bulk_create(
        User.groups.through(user=user, group=groups[name])
        for user, name in ((made.journalist, JOURNALISTS), (made.editor, EDITORS))
    )
    return made


@pytest.fixture(autouse=True)
def built_in_words() -> None:
    """No page asks for the newsroom's words in a test, unless they are changed there: queries are counted."""
    from dockets.format.house_words import set_house_words
    from rulings.publishing.house_style import keep_house_words

    set_house_words({})
    keep_house_words({}, seconds=3_600)


@pytest.fixture
def noon() -> Iterator[None]:
    """The clock goes from noon of ``TODAY`` on: a run of all tests may last past midnight."""
    import time_machine
    from django.utils import timezone

    from tests.support.factories import TODAY

    with time_machine.travel(datetime.combine(TODAY, time(12), timezone.get_current_timezone()).astimezone(UTC)):
        yield


@pytest.fixture
def users(db: None) -> Users:
    return make_users()


@pytest.fixture(scope="module")
def module_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """For fixtures that make rows once for all tests of a module, which look at them or change them in transactions of
    their own.

    All of it is rolled back with the last of the tests. None of the module may commit (``transaction=True``).
    """
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def private_site(settings: Any) -> None:
    """The site as it is with ``CASETRACKER_PUBLIC=off``."""
    settings.SITE_IS_PUBLIC = False
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "django.contrib.auth.middleware.LoginRequiredMiddleware"]


@pytest.fixture
def celery_workers(transactional_db: None, tmp_path: Path) -> Iterator["Workers"]:
    """Starts real Celery workers on this test's database; all are ended with the test and the queue is emptied."""
    from tests.servers.workers import Workers, empty_broker

    empty_broker()
    workers = Workers(tmp_path)
    yield workers
    workers.stop()
    empty_broker()


@pytest.fixture
def live(live_server: Any) -> str:
    """The address of a web server that serves this test's database; for browsers."""
    return str(live_server.url)
