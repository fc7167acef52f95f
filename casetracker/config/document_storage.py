"""Where the files of documents lie, by the environment: a folder, or a private bucket of S3 or of what speaks its
protocol. Called by settings."""

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

BUCKET = "casetracker.config.document_bucket.DocumentBucket"
ONE_KEY = "Set both CASETRACKER_DOCUMENTS_ACCESS_KEY and CASETRACKER_DOCUMENTS_SECRET_KEY, or neither."
NOT_INSTALLED = (
    "CASETRACKER_DOCUMENTS_BUCKET is set, but the package django-storages is not installed: uv sync --extra s3, or"
    " unset it."
)


def build_document_storage(
    environment: Mapping[str, str], folder: Path, *, access_key: str = "", secret_key: str = ""
) -> dict[str, Any]:
    """The entry of ``STORAGES``. ``folder``: where no bucket is named. Without keys boto3 looks for them where it
    always does, such as the role of the machine. Raises ``ValueError`` with a sentence where one of the two keys is
    missing, or the packages."""
    bucket = environment.get("CASETRACKER_DOCUMENTS_BUCKET", "").strip()
    if not bucket:
        options = {"location": folder, "allow_overwrite": True, "directory_permissions_mode": 0o700}
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}
    if not (find_spec("storages") and find_spec("boto3")):
        raise ValueError(NOT_INSTALLED)
    if bool(access_key) != bool(secret_key):
        raise ValueError(ONE_KEY)
    endpoint = environment.get("CASETRACKER_DOCUMENTS_ENDPOINT", "").strip() or None
    return {
        "BACKEND": BUCKET,
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": endpoint,
            "region_name": environment.get("CASETRACKER_DOCUMENTS_REGION", "").strip() or None,
            "access_key": access_key or None,
            "secret_key": secret_key or None,
            "default_acl": None,
            "file_overwrite": True,
        },
    }
