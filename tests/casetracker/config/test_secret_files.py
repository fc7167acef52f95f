"""Secrets by file: read for each variable that is secret, and refused in a sentence where the file cannot be used."""

import re
from pathlib import Path

import pytest

from casetracker.config.secret_files import LARGEST, SECRETS, inline_secrets, read_secrets
from tests.casetracker.config.test_settings import ELSEWHERE, PRODUCTION, manage, settings_of
from tests.servers.workers import ROOT

NAME = "CASETRACKER_SECRET_KEY"


def test_each_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    names = sorted({*SECRETS, "CASETRACKER_MAILBOX_PASSWORD", "CASETRACKER_MAILBOX_PASSWORD_COURTS"})
    for name in names:
        (tmp_path / name).write_text(f"  of {name}, \u00e9\n")
    given = {f"{name}_FILE": str(tmp_path / name) for name in names} | {"PATH": "/bin", "CASETRACKER_NAME_FILE": "x"}
    assert read_secrets(given) == {name: f"of {name}, \u00e9" for name in names}
    kept = inline_secrets(given)
    assert {name for name in kept if name.endswith("_FILE")} == {"CASETRACKER_NAME_FILE"} and kept["PATH"] == "/bin"


def test_settings_read_secrets_through_it_alone() -> None:
    text = (ROOT / "casetracker/settings.py").read_text()
    assert {name for name in SECRETS if f'_SECRETS.get("{name}"' not in text} == set()
    read = set(re.findall(r'environ(?:\.get\(|\[)"(\w+)"', text))
    assert {
        name for name in read if re.search(r"_(SECRET|TOKEN|KEY|PASSWORD|DSN)$|^(DATABASE|REDIS)_URL", name)
    } == set()


def test_settings_have_what_the_files_hold(tmp_path: Path) -> None:
    given = {**PRODUCTION, **ELSEWHERE, "CASETRACKER_MAILBOX_PASSWORD_COURTS": "for the mailbox"}
    for name in (NAME, *ELSEWHERE, "CASETRACKER_MAILBOX_PASSWORD_COURTS"):
        (tmp_path / name).write_text(f"{given.pop(name)}\n")
        given[f"{name}_FILE"] = str(tmp_path / name)
    found = settings_of("SECRET_KEY", "CELERY_BROKER_URL", "DATABASES", "MAILBOX_PASSWORDS", **given)
    assert found["SECRET_KEY"] == PRODUCTION[NAME] and found["CELERY_BROKER_URL"] == ELSEWHERE["REDIS_URL"]
    assert found["DATABASES"]["default"]["PASSWORD"] == "secret"
    assert found["MAILBOX_PASSWORDS"] == {"COURTS": "for the mailbox"}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (None, "cannot be read: {path}: no such file or directory."),
        (b" \n", "is empty: {path}."),
        (b"one\ntwo\n", "has more than one line: {path}."),
        (b"x" * (LARGEST + 1), "{path}. It has to hold the secret alone."),
        (b"\xff\xfe", "is no text: {path}."),
    ],
    ids=["missing", "empty", "two lines", "too large", "no text"],
)
def test_a_file_that_cannot_be_used_is_named(written: bytes | None, said: str, tmp_path: Path) -> None:
    path = tmp_path / "secret"
    if written is not None:
        path.write_bytes(written)
    with pytest.raises(ValueError, match=re.escape(said.format(path=path))) as refused:
        read_secrets({f"{NAME}_FILE": str(path)})
    assert f"{NAME}_FILE" in str(refused.value) and "xxx" not in str(refused.value)


def test_a_folder_and_a_secret_given_twice_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"cannot be read: .*: is a directory"):
        read_secrets({f"{NAME}_FILE": str(tmp_path)})
    with pytest.raises(ValueError, match=f"{NAME}_FILE is empty"):
        read_secrets({f"{NAME}_FILE": ""})
    with pytest.raises(ValueError, match=f"{NAME} and {NAME}_FILE are both set"):
        read_secrets({NAME: "x", f"{NAME}_FILE": "/y"})


def test_every_command_says_so_in_a_sentence() -> None:
    done = manage("check", **{f"{NAME}_FILE": "/nowhere/key"})
    said = f"The settings cannot be used: The file that {NAME}_FILE names cannot be read: /nowhere/key: no such file"
    assert (done.returncode, done.stderr.startswith(said), "Traceback" in done.stderr) == (2, True, False), done.stderr
