"""The newsroom's own directory by the environment: one that speaks OpenID Connect, or SAML. Called by settings."""

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

BOTH = "CASETRACKER_OIDC_URL and CASETRACKER_SAML_METADATA are both set. A site has one directory: unset one of them."
NOT_INSTALLED = (
    "CASETRACKER_SAML_METADATA is set, but the package python3-saml is not installed: uv sync --extra saml, or"
    " unset it."
)
_ID = "directory"
_SCHEMA = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/"
ATTRIBUTES = {
    "uid": ["urn:oasis:names:tc:SAML:attribute:subject-id", "urn:oasis:names:tc:SAML:attribute:pairwise-id"],
    "username": ["username", "uid", "urn:oid:0.9.2342.19200300.100.1.1"],
    "email": ["email", "mail", "urn:oid:0.9.2342.19200300.100.1.3", f"{_SCHEMA}emailaddress"],
    "first_name": ["firstName", "givenName", "urn:oid:2.5.4.42", f"{_SCHEMA}givenname"],
    "last_name": ["lastName", "sn", "urn:oid:2.5.4.4", f"{_SCHEMA}surname"],
}
"""What is known of somebody -> the attributes that say it. Without a "uid" the NameID says who somebody is."""
METADATA_SECONDS = 3600
"""After how long a directory's metadata is fetched again. A file is read each time: it is replaced when keys change."""


def build_directory(environment: Mapping[str, str], *, name: str, secret: str) -> dict[str, dict[str, Any]]:
    """``SOCIALACCOUNT_PROVIDERS``: at most one of the two has an app. ``secret``: of the OpenID Connect client. Raises
    ``ValueError`` with a sentence where both are asked for, or where the package for SAML is missing."""
    oidc = environment.get("CASETRACKER_OIDC_URL", "").strip()
    saml = environment.get("CASETRACKER_SAML_METADATA", "").strip()
    if oidc and saml:
        raise ValueError(BOTH)
    if saml and not find_spec("onelogin"):
        raise ValueError(NOT_INSTALLED)
    client = environment.get("CASETRACKER_OIDC_CLIENT_ID", "")
    entity = environment.get("CASETRACKER_SAML_ENTITY_ID", "").strip()
    return {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [build_oidc_app(oidc, name=name, client=client, secret=secret)] if oidc else [],
        },
        "saml": {"APPS": [build_saml_app(saml, name=name, entity=entity)] if saml else []},
    }


def build_oidc_app(address: str, *, name: str, client: str, secret: str) -> dict[str, Any]:
    return {
        "provider_id": _ID,
        "name": name,
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": address},
    }


def build_saml_app(metadata: str, *, name: str, entity: str) -> dict[str, Any]:
    """``metadata``: the directory's, an address or a file. ``entity``: how the site is called there; "": by the address
    of its own metadata."""
    is_address = "://" in metadata
    return {
        "provider_id": _ID,
        "name": name,
        "client_id": _ID,
        "settings": {
            "idp": {
                "metadata_url": metadata if is_address else Path(metadata).absolute().as_uri(),
                "entity_id": None,  # the first that the metadata names
                "metadata_request_timeout": 5,
                "metadata_cache_timeout": METADATA_SECONDS if is_address else 0,
            },
            "sp": {"entity_id": entity},
            "attribute_mapping": ATTRIBUTES,
            "advanced": {
                "strict": True,
                "want_assertion_signed": True,
                "want_name_id": True,
                "reject_deprecated_algorithm": True,
                "reject_idp_initiated_sso": True,
                "allow_single_label_domains": True,  # a name in the newsroom's own network
            },
        },
    }
