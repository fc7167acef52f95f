"""Where the files of documents lie, by the environment: a folder, or a private bucket of S3 or of what speaks its
protocol. Called by settings."""

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

BUCKET = "casetracker.config.document_bucket.DocumentBucket"
ACCESS_KEY, SECRET_KEY = "CASETRACKER_DOCUMENTS_ACCESS_KEY", "CASETRACKER_DOCUMENTS_SECRET_KEY"
NOT_INSTALLED = (
    "CASETRACKER_DOCUMENTS_BUCKET is set, but the package django-storages is not installed: uv sync --extra s3, or"
    " unset it."
)


def build_document_storage(environment: Mapping[str, str], secrets: Mapping[str, str], folder: Path) -> dict[str, Any]:
    """The entry of ``STORAGES``. ``folder``: where no bucket is named. Without keys boto3 looks for them where it
    always does, such as the role of the machine. Raises ``ValueError`` with a sentence where one of the two keys is
    missing, or the packages."""
    bucket = environment.get("CASETRACKER_DOCUMENTS_BUCKET", "").strip()
    if not bucket:
        options = {"location": folder, "allow_overwrite": True, "directory_permissions_mode": 0o700}
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}
    if not (find_spec("storages") and find_spec("boto3")):
        raise ValueError(NOT_INSTALLED)
    keys = secrets.get(ACCESS_KEY, ""), secrets.get(SECRET_KEY, "")
    if bool(keys[0]) != bool(keys[1]):
        raise ValueError(f"Set both {ACCESS_KEY} and {SECRET_KEY}, or neither.")
    endpoint = environment.get("CASETRACKER_DOCUMENTS_ENDPOINT", "").strip() or None
    return {
        "BACKEND": BUCKET,
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": endpoint,
            "region_name": environment.get("CASETRACKER_DOCUMENTS_REGION", "").strip() or None,
            "access_key": keys[0] or None,
            "secret_key": keys[1] or None,
            "default_acl": None,
            "file_overwrite": True,
        },
    }
