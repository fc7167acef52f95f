"""Settings as the environment makes them, each time in a process of its own."""

import json
import os
import re
import subprocess
import sys
from typing import Any

import pytest
from django.test import Client

from casetracker.config import database
from tests.servers.forks import run_fork
from tests.servers.workers import ROOT

ELSEWHERE = {
    "DATABASE_URL": "postgresql://casetracker:secret@db.example:5432/casetracker?sslmode=require",
    "REDIS_URL": "rediss://:secret@broker.example:6380/2",
}
PRODUCTION = {
    "CASETRACKER_SECRET_KEY": "yK3-dTp0Wc9uVfZ8sQ1mRb6nHx5gLj2aEi7oUw4kXt_vPyBzCqDlFhGrMsNwOe",
    "CASETRACKER_HOSTS": "cases.newsroom.example",
    "CASETRACKER_ORIGINS": "https://cases.newsroom.example",
    "CASETRACKER_BEHIND_PROXY": "on",
}
"""As docs/deploy.md has it, but for the addresses."""


def here() -> dict[str, str]:
    """The servers of this test run: some checks of models ask the database for its version."""
    return {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL")}


def python(code: str, **env: str) -> subprocess.CompletedProcess[str]:
    return manage("-c", code, program=sys.executable, **env)


def manage(*arguments: str, program: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    """In an environment that has nothing of ours in it but what is given."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("CASETRACKER_", "DATABASE_URL", "REDIS_URL"))
    }
    command = [program, *arguments] if program else [sys.executable, "manage.py", *arguments]
    return run_fork(command, env={**kept, **env}, timeout=60)


def settings_of(*names: str, **env: str) -> Any:
    found = f"{{name: getattr(settings, name) for name in {names!r}}}"
    done = python(f"import json; from casetracker import settings; print(json.dumps({found}, default=str))", **env)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_documented_production_environment_has_no_deployment_issue() -> None:
    done = manage("check", "--deploy", "--fail-level", "WARNING", **here(), **PRODUCTION)
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


def test_every_variable_that_is_read_is_documented_and_no_other() -> None:
    code = [path.read_text() for app in ("casetracker", "dockets", "rulings") for path in (ROOT / app).rglob("*.py")]
    read = {name for text in code for name in re.findall(r'"(CASETRACKER_[A-Z_]*[A-Z]|DATABASE_URL|REDIS_URL)"', text)}
    table = re.findall(
        r"^\| `(CASETRACKER_[A-Z_]+|[A-Z]+_URL)` \|", (ROOT / "docs/deploy.md").read_text(), re.MULTILINE
    )
    assert set(table) == read and len(table) == len(read) > 30


def test_cookies_are_the_hosts_own_and_never_go_unencrypted() -> None:
    """``__Host-``: a browser takes it only over HTTPS, of this very host and for all of its paths (ASVS 3.3.1)."""
    parts = ("NAME", "SECURE", "DOMAIN", "PATH", "HTTPONLY", "SAMESITE")
    told = f"[[getattr(settings, f'{{kind}}_COOKIE_{{part}}') for part in {parts}] for kind in ('SESSION', 'CSRF')]"
    environment = PRODUCTION | here() | {"DJANGO_SETTINGS_MODULE": "casetracker.settings"}
    done = python(f"import json; from django.conf import settings; print(json.dumps({told}))", **environment)
    for name, *rest in json.loads(done.stdout):
        assert name.startswith("__Host-") and rest == [True, None, "/", True, "Lax"]


def test_what_would_be_unsafe_is_an_issue() -> None:
    unsafe = {
        "CASETRACKER_HOSTS": "*",
        "CASETRACKER_SECRET_KEY": "",
        "CASETRACKER_DEBUG": "on",
        "CASETRACKER_HTTPS": "off",
        "CASETRACKER_DATA_DIR": "/nowhere",
    }
    done = manage("check", "--deploy", "--fail-level", "WARNING", **here(), **{**PRODUCTION, **unsafe})
    assert done.returncode == 1
    issues = set(re.findall(r"\(([a-z]+\.W\d+)\)", done.stderr))
    assert {"casetracker.W001", "security.W004", "security.W008", "security.W009", "security.W018"} <= issues


def test_a_real_broker_and_database_are_used_as_given() -> None:
    found = settings_of("CELERY_BROKER_URL", "DATABASES", **PRODUCTION, **ELSEWHERE)
    assert found["CELERY_BROKER_URL"] == ELSEWHERE["REDIS_URL"]
    default = found["DATABASES"]["default"]
    assert (default["HOST"], default["NAME"], default["PORT"], default["OPTIONS"]["sslmode"]) == (
        "db.example",
        "casetracker",
        "5432",
        "require",
    )


def test_one_proxy_is_believed_where_there_is_one_and_else_none() -> None:
    """What log-ins and sessions do with it: tests/casetracker/access/test_login_rate.py."""
    names = ("BEHIND_PROXY", "ALLAUTH_TRUSTED_PROXY_COUNT")
    for set_to, trusted in (("on", 1), ("off", 0)):
        found = settings_of(*names, **{**PRODUCTION, **ELSEWHERE, "CASETRACKER_BEHIND_PROXY": set_to})
        assert (found["BEHIND_PROXY"], found["ALLAUTH_TRUSTED_PROXY_COUNT"]) == (bool(trusted), trusted)


def test_without_addresses_a_command_says_what_to_start(tmp_path: Any) -> None:
    done = manage("showmigrations", CASETRACKER_DATA_DIR=str(tmp_path), CASETRACKER_SECRET_KEY="x" * 50)
    assert done.returncode == 2
    assert "uv run manage.py quickstart" in done.stderr
    assert "DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"DATABASE_URL": "postgresql://x@127.0.0.1:1/x"}, "The database does not answer: connection failed"),
        ({"CASETRACKER_TIME_ZONE": "Mars/Olympus"}, "The settings cannot be used: CASETRACKER_TIME_ZONE is"),
        ({"DATABASE_URL": "postgresql//x"}, "The settings cannot be used: DATABASE_URL is no address"),
    ],
    ids=["no database", "no zone", "no address"],
)
def test_a_command_that_cannot_begin_says_why_in_a_sentence(given: dict[str, str], said: str) -> None:
    done = manage("check", "--deploy", **{**here(), **PRODUCTION, **given})
    assert (done.returncode, done.stderr.startswith(said), "Traceback" in done.stderr) == (2, True, False), done.stderr


def test_groups_of_a_directory_are_found_under_the_names_that_they_had() -> None:
    code = "from casetracker.settings import *; print(*DIRECTORY_GROUPS.values(), DIRECTORY_HOURS)"
    named = {"CASETRACKER_OIDC_EDITORS": "desk", "CASETRACKER_OIDC_ADMINS": "old", "CASETRACKER_OIDC_HOURS": "2"}
    done = python(code, **{**PRODUCTION, **ELSEWHERE, **named, "CASETRACKER_DIRECTORY_ADMINS": "chiefs"})
    assert done.stdout.split() == ["['chiefs']", "['desk']", "[]", "2.0"], done.stderr


def test_pages_have_a_time_limit_in_the_database_and_workers_have_none() -> None:
    code = "{}from django.db import connection as c; import os; print(c.settings_dict['OPTIONS'].get('options', ''))"
    environment = {**PRODUCTION, **ELSEWHERE, "DJANGO_SETTINGS_MODULE": "casetracker.settings"}
    assert "statement_timeout=10s" in python(code.format("import casetracker.wsgi; "), **environment).stdout
    assert "timeout" not in python(code.format(""), **environment).stdout


@pytest.mark.parametrize(
    ("given", "celery"),
    [
        ("unix:///A/b/valkey.sock", "redis+socket:///A/b/valkey.sock?virtual_host=0"),
        ("unix:///A/b/valkey.sock?db=3", "redis+socket:///A/b/valkey.sock?virtual_host=3"),
        ("redis://127.0.0.1:6379/1", "redis://127.0.0.1:6379/1"),
    ],
)
def test_the_brokers_address_in_celerys_words(given: str, celery: str) -> None:
    assert database.build_broker_url(given) == celery


def test_a_sockets_folder_keeps_its_capitals() -> None:
    assert database.parse_database_url("postgresql://me@%2FUsers%2FAnn/cases")["HOST"] == "/Users/Ann"


@pytest.mark.django_db
def test_every_page_has_a_strict_policy(client: Client) -> None:
    policy = client.get("/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


ANSWERS = """
import django; django.setup()
from django.test import Client
for page in ["/", "/cases/"]:
    answer = Client().get(page, HTTP_HOST="localhost")
    print(page, answer.status_code, answer.get("Location", ""))
"""


def test_a_site_for_the_newsroom_alone_asks_for_a_login(tmp_path: Any) -> None:
    (tmp_path / "staticfiles.json").write_text('{"version": "1.1", "paths": {}}')
    environment = {
        "DJANGO_SETTINGS_MODULE": "casetracker.settings",
        "CASETRACKER_PUBLIC": "off",
        "CASETRACKER_HTTPS": "off",
    }
    done = python(
        ANSWERS, **environment, **here(), CASETRACKER_SECRET_KEY="x" * 50, CASETRACKER_STATIC_ROOT=str(tmp_path)
    )
    lines = done.stdout.splitlines()
    assert lines[:2] == ["/ 302 /accounts/login/?next=/", "/cases/ 302 /accounts/login/?next=/cases/"], done.stderr
