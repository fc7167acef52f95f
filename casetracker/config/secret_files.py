"""Secrets from files: whatever is secret may stand in the file that ``NAME_FILE`` names, instead of in the environment,
where each program that is started, and whoever inspects a container, can read it. Does not import Django."""

from collections.abc import Mapping
from pathlib import Path

SECRETS = frozenset({
    "DATABASE_URL", "REDIS_URL", "CASETRACKER_SECRET_KEY", "CASETRACKER_OLD_SECRET_KEYS", "CASETRACKER_METRICS_TOKEN",
    "CASETRACKER_OIDC_SECRET", "CASETRACKER_COURTLISTENER_TOKEN", "CASETRACKER_WEBHOOK_SECRET", "CASETRACKER_EMAIL_URL",
    "CASETRACKER_SENTRY_DSN", "CASETRACKER_DOCUMENTS_ACCESS_KEY", "CASETRACKER_DOCUMENTS_SECRET_KEY",
})  # fmt: skip
"""Variables that may be given by file; a mailbox's password too (``_MAILBOXES``)."""
_MAILBOXES = "CASETRACKER_MAILBOX_PASSWORD"
LARGEST = 64 * 1024
"""Bytes of a file. What is larger is no secret: the wrong file is named."""


def read_secrets(environment: Mapping[str, str]) -> dict[str, str]:
    """Every secret that is set, by its variable's name, wherever it stands. Raises ``ValueError`` with a sentence where
    a file cannot be used, or where a secret is given in both ways."""
    found: dict[str, str] = {}
    for given, value in environment.items():
        name = given.removesuffix("_FILE")
        if not _is_secret(name):
            continue
        if name == given:
            found.setdefault(name, value)
        elif environment.get(name):
            raise ValueError(f"{name} and {given} are both set. Unset one of them.")
        else:
            found[name] = _read_secret(given, value)
    return found


def inline_secrets(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment for a program that reads no files: with the secrets themselves. Raises ``ValueError`` as
    ``read_secrets``."""
    kept = {name: value for name, value in environment.items() if not _is_secret(name.removesuffix("_FILE"))}
    return kept | read_secrets(environment)


def _is_secret(name: str) -> bool:
    return name in SECRETS or name.startswith(_MAILBOXES)


def is_given(name: str, environment: Mapping[str, str]) -> bool:
    """Whether a secret is set, in either way."""
    return bool(environment.get(name) or environment.get(f"{name}_FILE"))


def _read_secret(given: str, path: str) -> str:
    """The first line of the file is the secret; there is no other."""
    if not path.strip():
        raise ValueError(f"{given} is empty. Name a file, or unset it.")
    try:
        with Path(path).open("rb") as file:
            written = file.read(LARGEST + 1).decode()
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise ValueError(f"The file that {given} names cannot be read: {path}: {reason}.") from None
    except UnicodeDecodeError:
        raise ValueError(f"The file that {given} names is no text: {path}.") from None
    lines = written.strip().splitlines()
    if len(lines) != 1 or len(written) > LARGEST:
        told = "is empty" if not lines else "has more than one line"
        raise ValueError(f"The file that {given} names {told}: {path}. It has to hold the secret alone.")
    return lines[0].strip()
