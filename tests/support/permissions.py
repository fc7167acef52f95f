"""Who may do what at each address of the site: the table that ``test_permissions`` holds the site to.

To add an address: give it a row. To add an act below one: give it a line in ``ACTS``. To add a model to the admin: say
in ``ADMIN`` what admins may do with its rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

ROLES = ("nobody", "journalist", "editor", "other", "admin", "disabled")
"""``editor`` wrote the notes, ``other`` is an editor who did not. ``disabled`` was an editor, and has a session from
then."""
LOGIN = "login"
"""What is answered where a login is asked for: the way there."""
NOT_OFFERED = "405"


def _denied(journalist: str = "", editor: str = "", other: str = "", admin: str = "") -> Mapping[str, str]:
    told = zip(ROLES, (LOGIN, journalist, editor, other, admin, LOGIN), strict=True)
    return {role: how for role, how in told if how}


EVERYONE: Mapping[str, str] = {}
"""Role -> how it is denied. Whoever is not named may."""
USERS = _denied()
EDITORS = _denied(journalist="403")
ADMINS = _denied(journalist="403", editor="403", other="403")
AUTHOR = _denied(journalist="404", other="404", admin="404")
"""Of a private note: others are told that there is none."""
AUTHOR_WRITES = {**AUTHOR, "journalist": "403"}
KEEPERS = _denied(journalist="404")
"""Of a note that the newsroom has in its hands. A journalist reads it, and finds nothing there to change."""


@dataclass(frozen=True)
class Row:
    """One address. ``get`` and ``post`` are what whoever may is answered; HEAD is GET. PUT and DELETE are offered
    nowhere; Django's own views take them for POST or for GET."""

    denied: Mapping[str, str]
    get: str = NOT_OFFERED
    post: str = NOT_OFFERED
    put: str = NOT_OFFERED
    delete: str = NOT_OFFERED
    private: str = LOGIN
    """What GET answers nobody on a site that asks everyone for a login."""
    missing: str = "404"
    """What whoever may is answered where the thing is not there."""
    place: Mapping[str, str] = field(default_factory=dict)
    """Parts of the address, where they are others than those of ``test_permissions``."""


_PAGE = Row(EVERYONE, get="200")
_EDITORS_PAGE = Row(EDITORS, get="200")
_EDITORS_FORM = Row(EDITORS, get="200", post="422")
_ADMINS_PAGE = Row(ADMINS, get="200")
_API = Row(EVERYONE, get="200", private="401")
_REDIRECT = Row(USERS, get="302")
_SAFEGUARDED = Row(USERS, get="302", post="302", missing="302")
"""A password or a code is asked for first."""
_LINK = Row(EVERYONE, get="200", post="200", private="200", missing="200")
_CASE = "cases/<slug:court_id>/<path:number>/"
_TRACKER = "trackers/<slug:slug>/"
FILING = f"{_CASE}filings/<str:reference>/"

FORMLESS = (
    "accounts/saml/<slug:organization_slug>/acs/", "hooks/courtlistener/", "following/end/", "api/v1/", "^api/v1/",
    "favicon.ico",
)  # fmt: skip
"""Addresses that take no form of ours: what they go by is a signature, a secret, a key, or nothing."""

TABLE: Mapping[str, Row] = {
    "": _PAGE,
    "cases/": _PAGE,
    "cases/list.csv": _PAGE,
    f"{FILING}documents/<int:document>/": _PAGE,
    f"{FILING}documents/<int:document>/document.pdf": _PAGE,
    f"{FILING}documents/<int:document>/versions/": _PAGE,
    f"{FILING}documents/<int:document>/pages/": Row(EVERYONE, get="302"),
    f"{FILING}documents/<int:document>/pages/<int:page>/": _PAGE,
    f"{FILING}documents/<int:document>/pages/<int:page>/<int:width>.webp": _PAGE,
    f"{FILING}documents/<int:document>/pages/<int:page>/embed/": Row(EVERYONE, get="404"),  # no passage is named
    f"{FILING}documents/<int:document>/pages/<int:page>/passage.<str:form>": Row(EVERYONE, get="404"),
    f"{FILING}decides/": Row(EDITORS, get="200", post="409"),  # it says not what it showed
    f"{FILING}thread/": _PAGE,
    FILING: _PAGE,
    f"{_CASE}annotations.json": _PAGE,
    f"{_CASE}changes/": _PAGE,
    f"{_CASE}corrections/": _PAGE,
    f"{_CASE}card.png": _PAGE,
    f"{_CASE}embed/": _PAGE,
    f"{_CASE}parties/": _PAGE,
    f"{_CASE}claims/": _PAGE,
    f"{_CASE}claims/edit/": Row(EDITORS, get="200", post="302"),
    f"{_CASE[:-1]}/claims.<str:form>": _PAGE,
    f"{_CASE[:-1]}/timeline.<str:form>": _PAGE,
    _CASE: _PAGE,
    "desk/": _EDITORS_PAGE,
    "desk/cases/": _EDITORS_PAGE,
    "desk/count/": _EDITORS_PAGE,
    "desk/hand-over/<slug:of>/<slug:thing>/": _EDITORS_FORM,
    "desk/people.json": Row(USERS, get="200"),
    "desk/publishing/": _EDITORS_PAGE,
    "desk/publishing/<slug:kind>/<int:object_id>/": Row(EDITORS, get="200", post="302"),
    "desk/editorial-file/": _EDITORS_FORM,
    "desk/many/": Row(EDITORS, post="404"),  # nothing is said of what to do
    "desk/cases/<int:docket_id>/": Row(EDITORS, post="302"),
    "desk/cases/<int:docket_id>/notes/": _EDITORS_FORM,
    "desk/cases/<int:docket_id>/documents/": _EDITORS_FORM,
    "desk/cases/<int:docket_id>/documents/publish/": Row(EDITORS, get="200", post="302"),
    "desk/cases/<int:docket_id>/documents/<slug:batch>/": Row(EDITORS, get="200", post="302"),
    "desk/by-hand/": _EDITORS_FORM,
    "desk/cases/<int:docket_id>/by-hand/": _EDITORS_FORM,
    "desk/cases/<int:docket_id>/headline/": _EDITORS_FORM,
    "desk/cases/<int:docket_id>/milestones/": _EDITORS_FORM,
    "desk/cases/<int:docket_id>/status/": _EDITORS_FORM,
    "desk/edits/": _EDITORS_PAGE,
    "desk/edits.csv": _ADMINS_PAGE,
    "desk/edits/<int:edit_id>/restore/": Row(EDITORS, post="302"),
    "desk/filings/<slug:filing_id>/headline/": _EDITORS_FORM,
    "desk/wanted/": _EDITORS_PAGE,
    "desk/wanted.csv": _EDITORS_PAGE,
    "desk/wanted/<slug:filing_id>/<int:document>/": _EDITORS_FORM,
    "desk/filings/<slug:filing_id>/reading/": _EDITORS_FORM,
    "desk/parties/<int:party_id>/": _EDITORS_FORM,
    "following/": Row(USERS, get="200"),
    "following/follow/": Row(USERS, post="302"),
    "following/read/": Row(USERS, post="302"),
    "following/sent/": _ADMINS_PAGE,
    "following/channels/": Row(USERS, get="200"),
    "following/channels/add/": Row(USERS, get="200", post="422"),
    "following/channels/<int:channel_id>/": Row(AUTHOR, get="200", post="422"),
    "following/<int:reader_id>/news.atom": Row(AUTHOR, get="200"),
    "following/<int:reader_id>/dates.ics": Row(AUTHOR, get="200"),
    "following/end/<str:end_key>/": Row(EVERYONE, get="200", post="200", private="200"),
    "following/<int:follow_id>/": Row(AUTHOR, get="200", post="422"),
    "notes/on/<slug:filing_id>/": Row(EDITORS, get="200", post="422"),
    "notes/preview/": Row(USERS, post="404"),  # without htmx there is no preview
    "notes/<slug:public_id>/": Row(AUTHOR, get="200"),
    "notes/<slug:public_id>/edit/": Row(AUTHOR_WRITES, get="200", post="422"),
    "trackers/": _PAGE,
    _TRACKER: _PAGE,
    f"{_TRACKER}rows/<slug:anchor>/": _PAGE,
    f"{_TRACKER}changes/": _PAGE,
    f"{_TRACKER}changes.atom": _PAGE,
    f"{_TRACKER}dates.ics": _PAGE,
    f"{_TRACKER}rows.<slug:form>": _PAGE,
    f"{_TRACKER}counts.<slug:form>": Row(EVERYONE, get="404"),  # a picture is not given as JSON
    f"{_TRACKER}strips.<slug:form>": Row(EVERYONE, get="404"),
    f"{_TRACKER}embed/": _PAGE,
    "desk/trackers/": Row(EDITORS, get="302"),
    "desk/trackers/add/": _EDITORS_FORM,
    "desk/trackers/<int:tracker_id>/": _EDITORS_FORM,
    "desk/trackers/<int:tracker_id>/table/": Row(EDITORS, get="200", post="409"),  # it says not what it showed
    "desk/trackers/<int:tracker_id>/sheet/": _EDITORS_FORM,
    "desk/trackers/<int:tracker_id>/rows/": _EDITORS_FORM,
    "desk/trackers/<int:tracker_id>/rows/<int:matter_id>/": Row(EDITORS, get="200", post="409"),
    "corrections/": _PAGE,
    "corrections.atom": _PAGE,
    "cases/side-by-side/": _PAGE,
    "people/": _PAGE,
    "people/<slug:role>/<path:name>/": _PAGE,
    "pending/": _PAGE,
    "pending.csv": _PAGE,
    "rulings/": _PAGE,
    "rulings.atom": _PAGE,
    "calendar/": _PAGE,
    "calendar.ics": _PAGE,
    "oembed": Row(EVERYONE, get="404", private="401"),  # it was asked for no address
    "api/v1/openapi.json": _API,
    "api/v1/cases/": _API,
    f"api/v1/{_CASE}filings/": _API,
    f"api/v1/{_CASE}parties/": _API,
    f"api/v1/{_CASE}events/": _API,
    f"api/v1/{_CASE}": _API,
    "api/v1/rulings/": _API,
    "api/v1/trackers/": _API,
    f"api/v1/{_TRACKER}": _API,
    f"api/v1/{_TRACKER}rows/": _API,
    r"^api/v1/[\s\S]*": Row(EVERYONE, get="404", private="401"),
    "subscriptions/": Row(EVERYONE, get="200", post="302"),
    "search/": _PAGE,
    "imports/sources/": _ADMINS_PAGE,
    "imports/sources/add/": Row(ADMINS, get="200", post="422"),
    "imports/sources/<int:source_id>/": _ADMINS_PAGE,
    "imports/duplicates/": _EDITORS_PAGE,
    "imports/duplicates/decided/": _EDITORS_PAGE,
    "imports/filings/<slug:filing_id>/": Row(EDITORS, get="200", post="422"),
    "imports/duplicates/<int:filing_id>/": Row(EDITORS, post="302"),
    "imports/duplicates/decided/<int:decision_id>/undo/": Row(EDITORS, post="302", missing="302"),
    "imports/dockets/": _ADMINS_PAGE,
    "imports/dockets/merge/": Row(ADMINS, get="200", post="422"),
    "imports/dockets/apart/": Row(ADMINS, get="200", post="302"),
    "imports/dockets/apart/<int:apart_id>/undo/": Row(ADMINS, post="302", missing="302"),
    "imports/dockets/<int:merge_id>/undo/": Row(ADMINS, post="302"),
    "imports/relations/": _ADMINS_PAGE,
    "imports/relations/add/": Row(ADMINS, post="422"),
    "imports/template.csv": _ADMINS_PAGE,
    "imports/": Row(ADMINS, get="200", post="422"),
    "imports/address/": Row(ADMINS, post="422"),
    "imports/find/": Row(ADMINS, post="422"),
    "imports/history/": _ADMINS_PAGE,
    "imports/batch/<slug:batch>/": _ADMINS_PAGE,
    "imports/<int:run_id>/": _ADMINS_PAGE,
    "imports/<int:run_id>/payload": _ADMINS_PAGE,
    "hooks/courtlistener/<str:secret>/": Row(EVERYONE, post="400", private="405"),  # an empty message
    "accounts/login/": Row(dict.fromkeys(ROLES[1:5], "302"), get="200", post="200", private="200"),
    "accounts/logout/": Row(EVERYONE, post="302"),
    "accounts/": Row(USERS, get="200", post="302"),
    "accounts/tokens/": Row(USERS, post="422"),
    "accounts/tokens/<int:token_id>/end/": Row(AUTHOR, post="302"),
    "accounts/inactive/": Row(EVERYONE, get="200", private="200"),
    "accounts/reauthenticate/": Row(USERS, get="200", post="200"),
    "accounts/email/": _LINK,  # there is no mail
    "accounts/confirm-email/": _LINK,
    "accounts/confirm-email/<str:key>/": _LINK,
    "accounts/password/change/": Row(USERS, get="200", post="200"),
    "accounts/password/set/": Row(USERS, get="302", post="302"),
    "accounts/password/reset/": _LINK,
    "accounts/password/reset/done/": Row(EVERYONE, get="200", private="200"),
    "accounts/password/reset/key/<base36:uidb36>-<str:key>/": _LINK,
    "accounts/password/reset/key/done/": Row(EVERYONE, get="200", private="200"),
    "accounts/2fa/": _REDIRECT,
    "accounts/2fa/authenticate/": Row(USERS, get="302", post="302"),
    "accounts/2fa/reauthenticate/": Row(USERS, get="302", post="302"),
    "accounts/2fa/totp/activate/": _SAFEGUARDED,
    "accounts/2fa/totp/deactivate/": Row(USERS, get="404", post="404"),
    "accounts/2fa/recovery-codes/": Row(USERS, get="404"),
    "accounts/2fa/recovery-codes/generate/": _SAFEGUARDED,
    "accounts/2fa/recovery-codes/download/": Row(USERS, get="404"),
    "accounts/2fa/passkeys/": _REDIRECT,
    "accounts/2fa/passkeys/add/": _SAFEGUARDED,
    "accounts/2fa/passkeys/login/": Row(USERS, get="302", post="302"),
    "accounts/2fa/passkeys/reauthenticate/": Row(USERS, get="302", post="302"),
    "accounts/2fa/passkeys/<int:pk>/remove/": _SAFEGUARDED,
    "accounts/2fa/passkeys/<int:pk>/edit/": _SAFEGUARDED,
    "accounts/directory/": Row(EVERYONE, post="404"),  # the site has none
    "accounts/oidc/<slug:provider_id>/login/": Row(EVERYONE, get="404", private="404"),
    "accounts/oidc/<slug:provider_id>/login/callback/": Row(EVERYONE, get="404", private="404"),
    "accounts/saml/<slug:organization_slug>/login/": Row(EVERYONE, get="404", private="404"),
    "accounts/saml/<slug:organization_slug>/acs/": Row(EVERYONE, post="404"),
    "accounts/saml/<slug:organization_slug>/acs/finish/": Row(EVERYONE, get="404", private="404"),
    "accounts/saml/<slug:organization_slug>/metadata/": Row(EVERYONE, get="404", private="404"),
    "accounts/directory/cancelled/": Row(EVERYONE, get="200", private="200"),
    "accounts/directory/error/": Row(EVERYONE, get="401"),
    "accounts/sessions/": Row(USERS, get="200", post="302"),
    "accounts/sessions/<int:session_id>/end/": Row(AUTHOR, post="302"),
    "invitations/<str:token>/": Row(EVERYONE, get="200", post="422", private="200"),
    "newsroom/": _ADMINS_PAGE,
    "newsroom/words/": Row(ADMINS, get="200", post="422"),
    "newsroom/invitations/": Row(ADMINS, get="200", post="422"),
    "accounts/session/": Row(EVERYONE, get="200", private="200"),
    "site/": _ADMINS_PAGE,
    "site/mark/": _ADMINS_PAGE,
    "healthz": Row(EVERYONE, get="200", private="200"),
    "metrics": Row(EVERYONE, get="200", private="200"),
    "readyz": Row(EVERYONE, get="503", private="503"),  # no beat rings here
    "favicon.ico": Row(EVERYONE, get="302", post="302", put="302", delete="302", private="302"),
}

_DONE = "302"
_PRIVATE = Row(AUTHOR, post=_DONE)
_NO_THREAD = Row(_denied("404", "404", "404", "404"), post=_DONE)
"""Below a private note there is none to close."""
_SHARED = Row(KEEPERS, post=_DONE, place={"public_id": "shared"})
_ANSWERED = Row(USERS, post=_DONE, place={"public_id": "shared"})
_DESK = Row(EDITORS, post=_DONE)
_SOURCE = Row(ADMINS, post=_DONE)
_RELATION = Row(ADMINS, post=_DONE, missing=_DONE)
_BATCH = Row(ADMINS, post=_DONE)

ACTS: Mapping[str, Mapping[str, tuple[Row, ...]]] = {
    "notes/<slug:public_id>/<slug:act>/": {
        "delete": (_PRIVATE, _SHARED),
        "restore": (_PRIVATE, _SHARED),
        "approve": (_PRIVATE, _SHARED),
        "give-back": (_PRIVATE, _SHARED),
        "acknowledge": (_PRIVATE, _SHARED),
        "mark": (_PRIVATE, _SHARED),
        "go-back": (_PRIVATE, _SHARED),
        "resolve": (_NO_THREAD, _ANSWERED),
        "reopen": (_NO_THREAD, _ANSWERED),
        "reply": (_PRIVATE, _ANSWERED),
        "withdraw": (Row(_denied("404", "404", "404", "404"), post=_DONE),),  # a journalist's answer is theirs alone
    },
    "following/<int:follow_id>/<slug:act>/": dict.fromkeys(("pause", "resume", "stop"), (_PRIVATE,)),
    "following/channels/<int:channel_id>/<slug:act>/": dict.fromkeys(
        ("off", "on", "renew", "forget", "test", "remove"), (_PRIVATE,)
    )
    | {"again": (Row(AUTHOR, post="404"),)},  # it says not which message
    f"{FILING}documents/<int:document>/<slug:act>/": dict.fromkeys(
        ("take-away", "put-back", "publish", "unpublish"), (Row(EDITORS, post=_DONE),)
    )
    | dict.fromkeys(
        ("upload", "fetch"), (Row(EDITORS, post="422"),)
    ),  # it was sent no file, and the site has no account
    "desk/publishing/<slug:kind>/<int:object_id>/<slug:act>/": dict.fromkeys(
        ("approve", "give-back", "publish", "send", "withdraw"), (_DESK,)
    )
    | {"preview": (Row(EDITORS, post="200"),)},
    "desk/trackers/<int:tracker_id>/rows/<slug:act>/": dict.fromkeys(
        ("take", "tell", "search", "forget", "unwatch"), (_DESK,)
    )
    | dict.fromkeys(("confirm", "remove", "leave"), (Row(EDITORS, post="404"),)),  # it says not which row
    "desk/trackers/<int:tracker_id>/publish/<slug:act>/": dict.fromkeys(
        ("approve", "discard", "give-back", "publish", "send", "withdraw"), (_DESK,)
    ),
    "desk/<slug:act>/": dict.fromkeys(("take", "let-go", "done", "undo"), (_DESK,))
    | {"confirm": (Row(EDITORS, post="404"),)},  # of a filing there is nothing to confirm
    "imports/sources/<int:source_id>/<slug:act>/": dict.fromkeys(
        ("poll", "pause", "go-on", "rhythm", "keep", "dismiss", "stop"), (_SOURCE,)
    ),
    "imports/relations/<int:relation_id>/<slug:act>/": dict.fromkeys(("confirm", "reject", "undo"), (_RELATION,)),
    "imports/batch/<slug:batch>/<slug:act>": dict.fromkeys(("confirm", "throw-away", "cancel"), (_BATCH,))
    | {"leave": (Row(ADMINS, post=_DONE, missing=_DONE),)},
    "newsroom/people/<int:user_id>/<slug:act>/": dict.fromkeys(
        ("role", "disable", "enable", "hand-over", "password-link", "end-sessions", "remove-factors"),
        (Row(ADMINS, post=_DONE),),
    ),
    "newsroom/invitations/<int:invitation_id>/<slug:act>/": dict.fromkeys(
        ("send-again", "revoke"), (Row(ADMINS, post=_DONE),)
    ),
    "imports/<int:run_id>/<slug:act>": dict.fromkeys(
        ("confirm", "throw-away", "cancel", "replay", "read-as"), (_BATCH,)
    ),
}
"""Addresses whose last part says what is done."""

ADMIN: Mapping[str, str] = {
    "auth.group": "add change delete",
    "auth.user": "change delete",
    "dockets.attorney": "",
    "dockets.auditentry": "",
    "dockets.court": "",
    "dockets.docket": "",
    "dockets.filing": "",
    "dockets.identitydecision": "delete",
    "dockets.importrun": "",
    "dockets.observation": "",
    "dockets.party": "",
    "dockets.payload": "",
    "dockets.source": "",
    "rulings.annotation": "",
    "rulings.claim": "add change delete",
    "rulings.disposition": "add change delete",
    "rulings.hearing": "add change delete",
    "rulings.milestone": "add change delete",
    "rulings.motion": "add change delete",
    "rulings.reading": "",
    "rulings.ruling": "add change delete",
    "rulings.timelineevent": "",
}
"""Model of Django's admin -> what admins may do with its rows beside looking at them. Nobody else is let in at all."""
ADMIN_OPEN = ("admin/login/", "admin/logout/")
"""Addresses of the admin that let everyone in."""
