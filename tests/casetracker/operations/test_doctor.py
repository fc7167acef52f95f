"""``manage.py doctor``: what it finds, and how it exits."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from casetracker.operations import diagnosis
from dockets.db.server.server_facts import read_server_facts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def collected(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "staticfiles.json").write_text("{}")


def run_doctor(*options: str) -> tuple[int, str]:
    told, code = io.StringIO(), 0
    try:
        call_command("doctor", *options, stdout=told)
    except SystemExit as ended:
        code = int(str(ended.code))
    return code, " ".join(told.getvalue().split())


def test_it_says_what_is_wrong_and_what_to_do(settings: Any, tmp_path: Path) -> None:
    settings.CSRF_TRUSTED_ORIGINS = ["https://cases.example", "cases.example"]
    (tmp_path / "staticfiles.json").unlink()
    settings.REDIS_URL = "redis://:a-password@127.0.0.1:1/0"
    settings.DOCUMENTS_DIR = Path("/dev/null/documents")
    code, told = run_doctor()
    assert code == 1
    for said in (
        "cases.example is not in CASETRACKER_HOSTS",
        "“cases.example” in CASETRACKER_ORIGINS is no origin",
        "Run manage.py collectstatic",
        "Redis or Valkey does not answer",
        "Files of documents cannot be kept in /dev/null/documents",
        "better No mail is sent",
    ):
        assert said in told, said
    assert "a-password" not in told and settings.SECRET_KEY not in told


def test_without_a_secret_key_it_goes_on(settings: Any) -> None:
    settings.SECRET_KEY = ""
    assert "WRONG There is no secret key" in run_doctor()[1]


def test_it_exits_with_0_where_nothing_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """The beat and the workers of this site are the only thing that the tests have not."""
    monkeypatch.setattr(diagnosis, "_check_parts", diagnosis._check_server)
    monkeypatch.setattr(diagnosis, "_check_django", lambda: iter(()))
    code, told = run_doctor()
    assert (code, told.startswith("better"), "Nothing wrong, " in told) == (0, True, True)
    assert run_doctor("--strict")[0] == 1


def test_the_server_is_looked_at() -> None:
    facts = read_server_facts()
    assert facts.major in diagnosis.SUPPORTED and facts.database_bytes > facts.payload_bytes > 0
    assert list(diagnosis._check_server()) == []
    odd = type(facts)(140_000, "LATIN1", facts.now + diagnosis.LARGEST_SKEW * 2, 10, 9, 1, 1, ["pg_trgm"])
    said = [finding.said for check in diagnosis._OF_SERVER for finding in check(odd)]
    assert [text.split()[0] for text in said] == ["PostgreSQL", "The", "The", "9", "The"]
    assert "unaccent" in said[2]
