"""The forms of editors and admins, found by the addresses that they are sent to: what is typed into each, and on which
page it stands. ``test_kept_forms`` holds the site to this table.

To add an address that takes a form: give it a row in ``TYPED``, or name it in ``BUTTONS`` where nothing is typed or
chosen in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.support.permissions import FILING, FORMLESS, NOT_OFFERED, TABLE

TEXT = 'He said "no" & left <b>early</b>.\r\n\r\nThen § 230 — “so far”.'
LINE = 'A "line" & <b>more</b> of it'
_CASE = "cases/<slug:court_id>/<path:number>/"
_DOCUMENT = f"{FILING}documents/<int:document>/"
_SOURCE = "imports/sources/<int:source_id>/"
_RUN = "imports/<int:run_id>/"


@dataclass(frozen=True)
class TypedForm:
    """``page``: the route of the page on which it stands; "" for its own address. ``files``: its field for files."""

    fields: Mapping[str, str | list[str]]
    page: str = ""
    file: str = ""
    place: Mapping[str, str] = field(default_factory=dict)
    """Parts of the address, where they are others than those of ``test_permissions``."""
    status: str = ""
    """Of the import run on whose page it stands."""


_TRACKER = "desk/trackers/<int:tracker_id>/"
_OF_TRACKER: Mapping[str, str | list[str]] = {
    "title": LINE,
    "standfirst": TEXT,
    "byline": LINE,
    "methodology": TEXT,
    "known_gaps": TEXT,
    "note": TEXT,
    "visibility": "newsroom",
    "unchecked_after": "9",
}
_EDITORIAL = TypedForm({"headline": LINE, "summary": TEXT, "seen": "x", "request_id": "r1"})

_BY_HAND: Mapping[str, str | list[str]] = {
    "case_name": LINE,
    "known_from": LINE,
    "assigned_to": LINE,
    "complete": "on",
    "p0-name": LINE,
    "p3-type": LINE,
    "e0-text": TEXT,
    "e4-number": "7",
}

TYPED: Mapping[str, TypedForm] = {
    "desk/by-hand/": TypedForm({**_BY_HAND, "court": "wawd", "number": "2:20-cv-00031"}),
    "desk/cases/<int:docket_id>/by-hand/": TypedForm(_BY_HAND),
    f"{FILING}decides/": TypedForm(
        {
            "rows": "3",
            "ruling-title": LINE,
            "ruling-standard": TEXT,
            "ruling-by_parties": "on",
            "d0-outcome": "granted",
            "d0-quotation": LINE,
            "d2-motion": "41",
            "d2-reason": TEXT,
            "d1-outcome": "denied",
            "d1-picked": "on",
            "all-outcome": "dismissed",
            "all-reason": TEXT,
        }
    ),
    f"{_CASE}claims/edit/": TypedForm(
        {
            "rows": "4",
            "request_id": "r2",
            "c0-title": LINE,
            "c0-summary": TEXT,
            "c3-number": "9",
            "c3-title": "One of two new rows",
            "c3-for_text": TEXT,
            "all-pleading": "1",
            "table": "7\tOne row\r\n8\tAnother",
        }
    ),
    "desk/cases/<int:docket_id>/": TypedForm({"editor": "EDITOR", "due_on": "2021-02-03"}, page="desk/cases/"),
    "desk/hand-over/<slug:of>/<slug:thing>/": TypedForm({"words": TEXT, "due_on": "2021-02-03", "request_id": "r5"}),
    "desk/publishing/<slug:kind>/<int:object_id>/": TypedForm({"body": TEXT, "request_id": "r6"}),
    "desk/cases/<int:docket_id>/headline/": _EDITORIAL,
    "desk/filings/<slug:filing_id>/headline/": _EDITORIAL,
    "desk/wanted/<slug:filing_id>/<int:document>/": TypedForm({"why": TEXT}),
    "desk/cases/<int:docket_id>/milestones/": TypedForm(
        {"date": "2021-01-10", "headline": LINE, "text": TEXT, "source": LINE, "source_url": "https://x.example/?a=1&b"}
    ),
    "desk/cases/<int:docket_id>/status/": TypedForm({"value": "ended", "on": "2021-02-03", "reason": LINE}),
    "desk/filings/<slug:filing_id>/reading/": TypedForm(
        {
            "kind": "order",
            "headline": LINE,
            "routine": "on",
            "names": LINE,
            "references": TEXT,
            "held": "x",
            "attachments": TEXT,
            "steps": ["complaint"],
            "reason": LINE,
        }
    ),
    "desk/parties/<int:party_id>/": TypedForm({"name": LINE, "side": "defendant", "added": TEXT, "reason": LINE}),
    "desk/cases/<int:docket_id>/notes/": TypedForm({}, file="file"),
    "desk/cases/<int:docket_id>/documents/": TypedForm({}, file="files"),
    "desk/editorial-file/": TypedForm({}, file="file"),
    "following/channels/add/": TypedForm(
        {"name": LINE, "address": "https://x.example/?a=1&b", "digest_at": "09:30", "quiet_from": "22:00"}
    ),
    "following/channels/<int:channel_id>/": TypedForm({"name": LINE, "digest_day": "3", "time_zone": "UTC"}),
    "following/<int:follow_id>/": TypedForm(
        {
            "topics": ["ruling", "ended"],
            "kinds": ["order"],
            "words": LINE,
            "parties": ["Parler LLC"],
            "lead_days": "7",
            "urgency": "daily",
            "note": LINE,
        }
    ),
    "notes/on/<slug:filing_id>/": TypedForm(
        {"body": TEXT, "exact": "ORDER", "visibility": "private", "when": "draft", "tags": LINE}, page=FILING
    ),
    "notes/<slug:public_id>/edit/": TypedForm({"body": TEXT, "version": "1", "visibility": "newsroom", "tags": LINE}),
    "notes/<slug:public_id>/reply/": TypedForm({"body": TEXT, "request_id": "r3"}, page=FILING),
    f"{_DOCUMENT}publish/": TypedForm(
        {"withheld": "1", "pictures_only": "on"}, page=_DOCUMENT, place={"reference": "7"}
    ),
    f"{_DOCUMENT}upload/": TypedForm({"request_id": "r4"}, page=_DOCUMENT, file="file", place={"reference": "7"}),
    "desk/trackers/add/": TypedForm(_OF_TRACKER),
    _TRACKER: TypedForm(_OF_TRACKER),
    f"{_TRACKER}table/": TypedForm(
        {"s0-name": LINE, "s0-definition": TEXT, "s0-tone": "denied", "s0-standings": ["awaiting"], "c0-label": LINE}
    ),
    f"{_TRACKER}sheet/": TypedForm({"text": TEXT}, file="file"),
    f"{_TRACKER}rows/": TypedForm({"numbers": TEXT}),
    f"{_TRACKER}rows/<int:matter_id>/": TypedForm(
        {"name": LINE, "topic": LINE, "sides": TEXT, "note": TEXT, "documents": TEXT, "reason": LINE, "words": LINE}
    ),
    f"{_TRACKER}rows/tell/": TypedForm({"what": "update", "change_words": LINE}, page=f"{_TRACKER}rows/"),
    f"{_TRACKER}rows/search/": TypedForm({"words": LINE, "party": LINE, "statute": LINE}, page=f"{_TRACKER}rows/"),
    "imports/": TypedForm({"source": "pacer-docket", "court": "wawd"}, file="file"),
    "imports/address/": TypedForm({"address": LINE, "watch": "on"}, page="imports/"),
    "imports/find/": TypedForm({"court": LINE, "number": "2:20-cv-00031"}, page="imports/"),
    "imports/sources/add/": TypedForm({"url": "https://x.example/?a=1&b=2", "court": "wawd", "rhythm": "5"}),
    "imports/filings/<slug:filing_id>/": TypedForm({"other": LINE}),
    f"{_SOURCE}rhythm/": TypedForm({"rhythm": "5"}, page=_SOURCE),
    f"{_SOURCE}keep/": TypedForm({"keeps": "all"}, page=_SOURCE),
    "imports/relations/add/": TypedForm(
        {"court": "wawd", "number": LINE, "kind": "appeal_of", "other_number": LINE}, page="imports/relations/"
    ),
    "newsroom/words/": TypedForm({"outcome-may_proceed": LINE, "motion-briefed": "Argued on paper"}),
    "newsroom/invitations/": TypedForm({"emails": LINE, "role": "editor"}),
    f"{_RUN}read-as": TypedForm({"source": "pacer-docket", "court": "wawd"}, page=_RUN, status="refused"),
    f"{_RUN}confirm": TypedForm({"pair-1-2": "same"}, page=_RUN, status="preview"),
}
"""Address -> what is typed and chosen in its form."""

BUTTONS = {
    # What is typed there is secret, or short.
    *(
        route
        for route, row in TABLE.items()
        if route.startswith(("accounts/", "invitations/"))
        and row.post != NOT_OFFERED
        and not route.startswith((*FORMLESS, "accounts/login/"))
    ),
    "subscriptions/",
    *(
        f"newsroom/people/<int:user_id>/{act}/"
        for act in ("role", "disable", "enable", "hand-over", "password-link", "end-sessions", "remove-factors")
    ),
    *(f"newsroom/invitations/<int:invitation_id>/{act}/" for act in ("send-again", "revoke")),
    "notes/preview/",
    "desk/edits/<int:edit_id>/restore/",
    "desk/many/",
    *(f"desk/cases/<int:docket_id>/documents/{of}/" for of in ("publish", "<slug:batch>")),
    *(
        f"desk/publishing/<slug:kind>/<int:object_id>/{act}/"
        for act in ("send", "approve", "give-back", "publish", "withdraw", "preview")
    ),
    *(f"{_TRACKER}rows/{act}/" for act in ("confirm", "remove", "leave", "take", "forget", "unwatch")),
    *(f"{_TRACKER}publish/{act}/" for act in ("send", "approve", "give-back", "publish", "withdraw", "discard")),
    *(f"desk/{act}/" for act in ("take", "let-go", "done", "undo", "confirm")),
    *(
        f"notes/<slug:public_id>/{act}/"
        for act in (
            *("delete", "restore", "approve", "give-back", "acknowledge", "mark", "go-back", "resolve", "reopen"),
            "withdraw",
        )
    ),
    *(f"{_DOCUMENT}{act}/" for act in ("take-away", "put-back", "fetch", "unpublish")),
    *(f"{_SOURCE}{act}/" for act in ("poll", "pause", "go-on", "dismiss", "stop")),
    *(f"imports/relations/<int:relation_id>/{act}/" for act in ("confirm", "reject", "undo")),
    *(f"imports/batch/<slug:batch>/{act}" for act in ("confirm", "throw-away", "cancel", "leave")),
    *(f"{_RUN}{act}" for act in ("throw-away", "cancel", "replay")),
    "following/follow/",
    "following/read/",
    *(f"following/<int:follow_id>/{act}/" for act in ("pause", "resume", "stop")),
    *(
        f"following/channels/<int:channel_id>/{act}/"
        for act in ("off", "on", "renew", "forget", "test", "remove", "again")
    ),
    "imports/duplicates/<int:filing_id>/",
    "imports/duplicates/decided/<int:decision_id>/undo/",
    "imports/dockets/merge/",
    "imports/dockets/apart/",
    "imports/dockets/apart/<int:apart_id>/undo/",
    "imports/dockets/<int:merge_id>/undo/",
}
"""Addresses whose forms are buttons: pressed again, nothing is lost."""
