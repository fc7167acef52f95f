"""Sends errors to Sentry, or what speaks its protocol, where ``CASETRACKER_SENTRY_DSN`` is set. Called by settings."""

from typing import Any

from casetracker.operations.request_ids import get_request_id

NOT_INSTALLED = (
    "CASETRACKER_SENTRY_DSN is set, but the package sentry-sdk is not installed: uv sync --extra sentry, or unset it."
)


def start_error_reports(dsn: str, *, version: str) -> None:
    """No names, addresses, cookies or bodies of requests are sent, and no values of variables: they hold sources and
    drafts. Raises ``ValueError`` where ``dsn`` is no such address or the package is not installed."""
    try:
        import sentry_sdk
    except ImportError:
        raise ValueError(NOT_INSTALLED) from None
    sentry_sdk.init(
        dsn=dsn,
        release=version,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        before_send=add_request_id,
    )


def add_request_id(event: Any, hint: Any) -> Any:
    """Tags an event with the id by which its log lines are found."""
    if request_id := get_request_id():
        event.setdefault("tags", {})["request_id"] = request_id
    return event
