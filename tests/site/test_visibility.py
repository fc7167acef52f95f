"""One table of forms by roles: what one may not see stands in none of the forms in which this site gives anything away.

To add a form: give it a line in ``forms``. To add something that not everyone may see: give it words that stand nowhere
else, put it on the ``site``, and say in ``SECRETS`` who may see them and where.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings
from django.urls import URLPattern, reverse
from django.utils import timezone

from casetracker.urls import urlpatterns
from dockets.documents.texts import withdraw_text
from dockets.format.urls import build_docket_url
from dockets.history.audit_log import get_state_version
from dockets.models import Docket, Filing
from rulings.exports.claims import FORMS as CLAIM_FORMS
from rulings.exports.formats import FORMS
from rulings.history.snapshots import get_claim_state
from rulings.http.subscription_keys import build_api_key, build_feed_urls
from rulings.models import (
    Channel,
    Correction,
    Editorial,
    Follow,
    HandOver,
    Matter,
    PublicChange,
    Reply,
    Tracker,
    TrackerSearch,
    WantedDocument,
)
from rulings.notes.save import NoteWords, edit_note
from rulings.publishing.comments import add_comment
from rulings.publishing.pending import hold_version
from rulings.publishing.steps import When, Wish
from rulings.trackers.save import (
    add_matters,
    exclude_docket,
    get_matter_state,
    get_table_state,
    get_working_words,
    record_change,
    save_matter,
    save_table,
    save_tracker,
)
from rulings.vocabulary.kinds import Kind
from tests.conftest import Users, make_users
from tests.support import factories
from tests.support.examples import pick_rows

pytestmark = pytest.mark.django_db
ROLES = ("nobody", "journalist", "editor", "admin")
CASE = "Quillfeather"
"""Stands in every form that is not empty."""


@dataclass(frozen=True)
class Secret:
    """Something that not everyone may see."""

    words: str
    readers: frozenset[str]
    """Roles."""
    shown: frozenset[str]
    """Forms in which those readers find it."""
    elsewhere: bool = False
    """Whether they may find it in other forms too, such as pages that tell what is new. Never in what is taken away."""


CONTACT = Secret(
    "9 Hidden Street", frozenset({"admin"}), frozenset({"case", "with notes", "case, newest", "merged case", "parties"})
)  # where a lawyer can be reached
MERGED = Secret("Merged away by mistake", frozenset(), frozenset())
"""The name of a docket that turned out to be another one."""
_WITH_NOTES = frozenset({"filing", "case", "case, newest", "notes"})
NOTES = {
    "private": Secret("Whisper to self", frozenset({"editor"}), _WITH_NOTES, elsewhere=True),
    "newsroom": Secret("Word for the desk", frozenset(ROLES) - {"nobody"}, _WITH_NOTES, elsewhere=True),
}
"""The editor's, by the circle that they are for."""
_IN_FULL = frozenset({"filing", "notes"})
DRAFT = Secret("Not ready for readers", frozenset({"editor"}), _IN_FULL, elsewhere=True)
LATER = Secret("For readers in a hundred years", frozenset(ROLES) - {"nobody"}, _IN_FULL, elsewhere=True)
DELETED = Secret("Struck from the page", frozenset(), frozenset())
ANSWER = Secret("Between colleagues", frozenset(ROLES) - {"nobody"}, frozenset({"filing"}), elsewhere=True)
"""What colleagues answered to a note for readers."""
HANDED = Secret("You know her better", frozenset({"editor"}), frozenset({"desk"}), elsewhere=True)
"""With which a colleague gave the case to the editor."""
WISH = Secret("For the piece on Sunday", frozenset({"editor", "admin"}), frozenset(), elsewhere=True)
"""What an editor wants a document for."""
COMMENT = Secret("Too loud by half", frozenset({"editor", "admin"}), frozenset({"comments"}), elsewhere=True)
"""On a summary that was withdrawn."""
GONE = Secret("Words taken away", frozenset(), frozenset())
"""Of a document's text that an editor took away."""
FILE = Secret("name of the file", frozenset(ROLES) - {"nobody"}, frozenset({"document"}), elsewhere=True)
"""What a text was uploaded as."""
UPLOAD = Secret("from our source at the bank", frozenset(ROLES) - {"nobody"}, frozenset({"filing"}), elsewhere=True)
"""What a file was called in which the docket was uploaded."""
WHY = Secret("They filed it themselves", frozenset({"editor", "admin"}), frozenset({"corrected"}))
"""Why an editor corrected what a machine read."""
_WRITERS = frozenset({"editor", "admin"})
UNPUBLISHED = {
    "claim": Secret("Tortious zeal", _WRITERS, frozenset({"claims, entered"}), elsewhere=True),
    "decision": Secret("Unripe reasons", _WRITERS, frozenset({"decisions, entered"}), elsewhere=True),
    "plain": Secret("Verdict in waiting", _WRITERS, frozenset({"plain words, entered"}), elsewhere=True),
    "summary": Secret("The whole case, unread", _WRITERS, frozenset({"summary, entered"}), elsewhere=True),
    "milestone": Secret("Stock falls tomorrow", _WRITERS, frozenset({"milestones, entered"}), elsewhere=True),
    "version": Secret("Breach most foul", _WRITERS, frozenset({"claims, entered"}), elsewhere=True),
    "note": Secret("Second thoughts on it", _WRITERS, frozenset({"not public"}), elsewhere=True),
    "change": Secret("We had it wrong", frozenset(), frozenset()),
}
"""What editors have entered and not published, each in another state; and what is said of a change in it."""
TRACKERS = {
    "draft": Secret("Suits we do not tell of", _WRITERS, frozenset({"trackers", "draft tracker"}), elsewhere=True),
    "newsroom": Secret("Suits for colleagues", frozenset(ROLES) - {"nobody"}, frozenset({"trackers"}), elsewhere=True),
    "column": Secret("Odds of a win", _WRITERS, frozenset({"draft tracker"}), elsewhere=True),
    "note": Secret("Ask the clerk again", _WRITERS, frozenset({"row, entered"}), elsewhere=True),
    "candidate": Secret("Maybe this one too", _WRITERS, frozenset({"rows, entered"}), elsewhere=True),
    "reason": Secret("We know them too well", _WRITERS, frozenset({"rows, entered"}), elsewhere=True),
    "version": Secret("Who sues whom, told anew", _WRITERS, frozenset({"tracker, entered"}), elsewhere=True),
    "development": Secret("Settled, says a source", _WRITERS, frozenset({"row, entered"}), elsewhere=True),
    "value": Secret("As good as lost", _WRITERS, frozenset({"table, entered"}), elsewhere=True),
    "change": Secret("We counted one twice", _WRITERS, frozenset({"rows, entered", "not public"}), elsewhere=True),
}
"""A draft and one for the newsroom, a column of the draft, what editors say among themselves of a row, a search that
proposes cases, why one was left out, and what is on its way: words, of a row, a value of the vocabulary, a change."""
_EDITORS_OWN = frozenset({"editor"})
FOLLOWING = {
    "note": Secret("A tip from the bailiff", _EDITORS_OWN, frozenset({"following", "rule"})),
    "words": Secret("escrow of the mayor", _EDITORS_OWN, frozenset({"rule"})),
    "channel": Secret("Phone on my desk", _EDITORS_OWN, frozenset({"following", "rule", "channels", "channel"})),
    "address": Secret("secretpath", frozenset(), frozenset()),
    "signed with": Secret("whsec_c2VjcmV0", frozenset(), frozenset()),
    "of the desk": Secret("Why the desk follows it", _WRITERS, frozenset({"newsroom follows"})),
}
"""What an editor follows, why, by which rule and where it is sent; and the newsroom's own."""
_NEWSROOMS = (*NOTES.values(), DRAFT, LATER, DELETED, ANSWER, HANDED, WISH, COMMENT)
SECRETS = (
    GONE,
    FILE,
    UPLOAD,
    CONTACT,
    MERGED,
    WHY,
    *_NEWSROOMS,
    *UNPUBLISHED.values(),
    *TRACKERS.values(),
    *FOLLOWING.values(),
)


@dataclass(frozen=True)
class Site:
    """What stands on the site, and who may come."""

    case: Docket
    merged: Docket
    filing: str
    users: Users

    def client(self, role: str) -> Client:
        client = Client()
        if role != "nobody":
            client.force_login(getattr(self.users, role))
        return client


@pytest.fixture(scope="module")
def site(module_db: None) -> Site:
    users = make_users()
    case = factories.docket(case_name=f"{CASE} v. Doe", docket_number="2:20-cv-00031")
    party = factories.party(docket=case, name=f"{CASE} LLC")
    factories.attorney(party=party, contact=CONTACT.words, name="Ines Roe")
    filing = factories.filing(docket=case, number="7", long_text=f"ORDER on the motion of {CASE}")
    factories.event(filing=filing, kind=Kind.ORDER, headline=f"Order on {CASE}")
    hearing = factories.hearing(docket=case, filing=filing)
    factories.event(hearing=hearing, filing=filing)
    factories.reading(docket=case)
    factories.claim(docket=case, title=f"Breach by {CASE}")
    factories.document_text(filing=filing, by=users.editor, pages=["Words that are read"], name="name of the file.pdf")
    factories.observation(filing=filing, payload=factories.payload(name=f"{UPLOAD.words}.html"))
    gone = factories.document_text(filing=filing, by=users.editor, number=1, pages=[GONE.words])
    withdraw_text(gone.pk, now=timezone.now())
    _enter_unpublished(case, filing, users.editor)
    _keep_trackers(case, users.editor)
    _follow(case, users.editor)
    for circle, note in NOTES.items():
        factories.annotation(filing=filing, author=users.editor, body=note.words, visibility=circle)
    _annotate(filing, users.editor)
    Correction.objects.create(
        docket=case, filing=filing, field="headline", value=f"Order on {CASE}", reason=WHY.words, at=timezone.now()
    )
    merged = factories.docket(case_name=MERGED.words, docket_number="2:20-cv-00099", merged_into=case)
    row = factories.filing(docket=merged, number="1", long_text=f"ORDER {MERGED.words}")
    factories.event(filing=row, kind=Kind.ORDER, headline=MERGED.words)
    factories.event(hearing=factories.hearing(docket=merged, filing=row, title=MERGED.words), filing=row)
    return Site(case, merged, filing.public_id, users)


def _enter_unpublished(case: Docket, filing: Filing, editor: User) -> None:
    """A draft, one for review, one that was withdrawn, and those for later."""
    words, later = UNPUBLISHED, {"published_at": timezone.now() + timedelta(days=36_500)}
    claim = factories.claim(docket=case, number=2, title=words["claim"].words, status="draft", edited_by=editor)
    open_claim = case.claims.get(number=1)
    told: dict[str, Any] = {"by": editor, "request_id": ""}
    state = {**get_claim_state(open_claim), "title": words["version"].words}
    hold_version(open_claim, "claim", state, Wish(When.DRAFT), now=timezone.now(), title=state["title"], **told)
    ruling = factories.ruling(filing=filing, read_by_machine=False, is_complete=True, status="waiting")
    for of in (claim, open_claim):
        decided: dict[str, Any] = {"outcome": "settled", "reason": words["decision"].words, "read_by_machine": False}
        factories.disposition(ruling=ruling, claim=of, motion=None, **decided)
    at: dict[str, Any] = {"edited_by": editor, "edited_at": timezone.now()}
    Editorial.objects.create(docket=case, filing=filing, headline=words["plain"].words, pinned=True, **at, **later)
    summary = Editorial.objects.create(docket=case, summary=words["summary"].words, status="withdrawn", **at)
    factories.milestone(docket=case, headline=words["milestone"].words, **later)
    change: dict[str, Any] = {
        "docket": case,
        "what": "correction",
        "words": words["change"].words,
        "at": timezone.now(),
    }
    PublicChange.objects.create(kind="claim", object_id=claim.pk, **change)
    PublicChange.objects.create(kind="editorial", object_id=summary.pk, **change)
    add_comment(summary, ("editorial", summary.pk), COMMENT.words, by=factories.user("reviewer"), now=timezone.now())
    given: dict[str, Any] = {"to": editor, "words": HANDED.words, "by_name": "Ann", "at": timezone.now()}
    HandOver.objects.create(docket=case, **given)
    wanted: dict[str, Any] = {"document_number": 0, "by": editor, "why": WISH.words, "at": timezone.now()}
    WantedDocument.objects.create(docket=case, filing=filing, **wanted)


def _keep_trackers(case: Docket, editor: User) -> None:
    now = timezone.now()
    public = factories.tracker(title=f"Suits of {CASE}", slug="public")
    factories.tracker(title=TRACKERS["newsroom"].words, slug="newsroom", visibility="newsroom")
    draft = factories.tracker(title=TRACKERS["draft"].words, slug="draft", status="draft")
    draft.columns.create(key="own", label=TRACKERS["column"].words, position=9)
    for tracker in (public, draft):
        (row,) = add_matters(tracker.pk, [case.pk], by="test", now=now)
        Matter.objects.filter(pk=row.pk).update(note=TRACKERS["note"].words)
    TrackerSearch.objects.create(tracker=public, label=TRACKERS["candidate"].words, query={"words": "x"}, made_at=now)
    exclude_docket(public.pk, case.pk, TRACKERS["reason"].words, by="test", now=now)
    stands = get_working_words(public)
    told = stands | {"standfirst": TRACKERS["version"].words}
    wish = Wish(When.REVIEW, what="update", words="Other words.")
    save_tracker(public.pk, told, wish, seen=get_state_version(stands), by=editor, now=now)
    row = public.matters.get()
    args: dict[str, Any] = {"by": editor, "now": now}
    values = [{"id": None, **each, "name": TRACKERS["value"].words} for each in get_table_state(public)["statuses"][:1]]
    columns, seen = get_table_state(public)["columns"], get_state_version(get_matter_state(row))
    with override_settings(NOTES_NEED_SECOND_EDITOR=True):
        save_matter(row.pk, {"words": TRACKERS["development"].words}, seen=seen, **args)
        save_table(public.pk, values, columns, seen=get_state_version(get_table_state(public)), **args)
        record_change(public.pk, "update", TRACKERS["change"].words, **args)


def _follow(case: Docket, editor: User) -> None:
    words = FOLLOWING
    where = factories.channel(
        owner=editor, name=words["channel"].words, secrets=[words["signed with"].words],
        address=f"https://hooks.example/{words['address'].words}/1234",
    )  # fmt: skip
    rule = {"note": words["note"].words, "words": words["words"].words, "urgency": "now"}
    factories.follow(user=editor, docket=case, channels=[where], **rule)
    factories.follow(user=None, docket=case, note=words["of the desk"].words)
    factories.news(docket=case, headline=f"{CASE} has ended", topics=["ended"])


def _annotate(filing: Filing, editor: User) -> None:
    """Notes for readers: a draft, one for later, one that was deleted, and one that was answered."""
    public: dict[str, Any] = {"filing": filing, "author": editor, "visibility": "public"}
    factories.annotation(**public, body=DRAFT.words, status="draft")
    factories.annotation(**public, body=LATER.words, published_at=timezone.now() + timedelta(days=36_500))
    factories.annotation(**public, body=DELETED.words, deleted_at=timezone.now())
    answered = factories.annotation(**public, body="For readers")
    changed = NoteWords(UNPUBLISHED["note"].words, "public", wish=Wish(When.REVIEW, what="update", words="More."))
    edit_note(answered.pk, changed, by=editor, version=answered.version, now=timezone.now())
    Reply.objects.create(annotation=answered, author=editor, by_name="editor", body=ANSWER.words, at=timezone.now())


def forms(site: Site) -> dict[str, str]:
    """Everything in which the site gives something of a case away, by its name, with where it stands."""
    base = build_docket_url(site.case.court_id, site.case.docket_number)
    api = f"/api/v1/cases/{site.case.court_id}/{site.case.docket_number}/"
    given = {
        "front page": "/",
        "cases": "/cases/",
        "cases by words": "/cases/?q=Doe",
        "case": f"{base}?parties=all&all=1",
        "case, newest": f"{base}?order=newest",
        "filing": f"{base}filings/{site.filing}/",
        "thread": f"{base}filings/{site.filing}/thread/",
        "document": f"{base}filings/{site.filing}/documents/0/",
        "changes": f"{base}changes/",
        "claims": f"{base}claims/",
        "claims, entered": f"{base}claims/edit/",
        "decisions, entered": f"{base}filings/{site.filing}/decides/",
        "plain words, entered": f"/desk/filings/{site.filing}/headline/",
        "summary, entered": f"/desk/cases/{site.case.pk}/headline/",
        "milestones, entered": f"/desk/cases/{site.case.pk}/milestones/",
        "comments": f"/desk/publishing/editorial/{Editorial.objects.get(docket=site.case, filing=None).pk}/",
        "corrections": "/corrections/",
        "corrections of the case": f"{base}corrections/",
        "corrections feed": "/corrections.atom",
        "notes": f"{base}annotations.json",
        "with notes": f"{base}?notes=1",
        "desk": "/desk/?of=all",
        "not public": "/desk/publishing/",
        "corrected": f"/desk/filings/{site.filing}/reading/",
        "parties": f"{base}parties/",
        "cases, table": "/cases/list.csv",
        "rulings": "/rulings/",
        "rulings feed": "/rulings.atom",
        "hearings": "/calendar/?month=2021-01",
        "hearings feed": "/calendar.ics?month=2021-01",
        "search": "/search/?q=motion",
        "search by contact": f"/search/?q={CONTACT.words.replace(' ', '+')}",
        "embed": f"{base}embed/",
        "oembed": f"/oembed?url=http://testserver{base}",
        "card": f"{base}card.png",
        "api: cases": "/api/v1/cases/",
        "api: case": api,
        "api: filings": f"{api}filings/",
        "api: parties": f"{api}parties/",
        "api: events": f"{api}events/",
        "api: rulings": "/api/v1/rulings/",
        "merged case": build_docket_url(site.merged.court_id, site.merged.docket_number),
        "merged case, card": f"{build_docket_url(site.merged.court_id, site.merged.docket_number)}card.png",
    }
    rule, where = Follow.objects.exclude(user=None).get(), Channel.objects.get()
    given |= {
        "following": "/following/",
        "newsroom follows": "/following/?of=newsroom",
        "rule": f"/following/{rule.pk}/",
        "channels": "/following/channels/",
        "channel": f"/following/channels/{where.pk}/",
        "what goes out": "/following/sent/",
    }
    public, row = Tracker.objects.get(slug="public"), Matter.objects.get(tracker__slug="public")
    given |= {
        "trackers": "/trackers/",
        "tracker": "/trackers/public/",
        "tracker, row": f"/trackers/public/rows/{row.anchor}/",
        "tracker, changes": "/trackers/public/changes/",
        "tracker, table": "/trackers/public/rows.csv",
        "tracker, table as workbook": "/trackers/public/rows.xlsx",
        "tracker, table as JSON": "/trackers/public/rows.json",
        "tracker, feed": "/trackers/public/changes.atom",
        "tracker, feed of dates": "/trackers/public/dates.ics",
        "tracker, counts": "/trackers/public/counts.svg",
        "tracker, strips": "/trackers/public/strips.svg",
        "draft tracker, strips": "/trackers/draft/strips.svg",
        "tracker, embed": "/trackers/public/embed/",
        "draft tracker": "/trackers/draft/",
        "draft tracker, table": "/trackers/draft/rows.json",
        "draft tracker, embed": "/trackers/draft/embed/",
        "tracker, entered": f"/desk/trackers/{public.pk}/",
        "rows, entered": f"/desk/trackers/{public.pk}/rows/",
        "table, entered": f"/desk/trackers/{public.pk}/table/",
        "row, entered": f"/desk/trackers/{public.pk}/rows/{row.pk}/",
        "api: trackers": "/api/v1/trackers/",
        "api: tracker": "/api/v1/trackers/public/",
        "api: tracker rows": "/api/v1/trackers/public/rows/",
    }
    given |= {f"claims.{form}": f"{base}claims.{form}" for form in CLAIM_FORMS}
    return given | {f"timeline.{form}": f"{base}timeline.{form}?order=newest" for form in FORMS}


FOR_OTHER_SITES = {"embed", "oembed", "card", "merged case, card", "tracker, embed", "draft tracker, embed"}
"""What a private site gives to none: it is made for the readers of other sites."""
QUIET = {
    *("search by contact", "changes", "card", "merged case, card", "claims.png"),
    *("plain words, entered", "summary, entered", "milestones, entered", "corrections", "corrections feed"),
    *("claims, entered", "decisions, entered", "corrected", "notes", "desk", "not public", "comments"),
    *("tracker, table as workbook", "draft tracker", "draft tracker, table", "draft tracker, embed"),
    "draft tracker, strips",
    *("rows, entered", "row, entered", "table, entered", "tracker, entered"),
    *("following", "newsroom follows", "rule", "channels", "channel", "what goes out"),
}
"""Forms that do not name the case: there is nothing to tell, a picture tells it, or editors alone are told."""


ONLY_TAKES = {"document-text-act"}
"""Addresses that take a form and show nothing."""


def is_taken_away(name: str) -> bool:
    """Programs fetch it, pass it on, and keep it where nobody sees to who reads it."""
    return (
        name.startswith(("api:", "timeline.", "claims."))
        or name in FOR_OTHER_SITES
        or "feed" in name
        or "table" in name
    )


def shown(client: Client, address: str, **more: Any) -> str:
    answer: Any = client.get(address, follow=True, **more)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(content.decode(errors="replace"))


def every_form(site: Site) -> Iterator[tuple[str, str, str, str]]:
    """(role, name, address, what stands there)"""
    clients = {role: site.client(role) for role in ROLES}
    for role, (name, address) in pick_rows(product(ROLES, forms(site).items()), 60):
        yield role, name, address, shown(clients[role], address)


@pytest.mark.long
def test_who_finds_what_in_which_form(site: Site) -> None:
    for role, name, address, text in every_form(site):
        assert name in QUIET or CASE in text, (role, name, address)
        for secret in SECRETS:
            if name == "search by contact" and secret is CONTACT:
                assert CASE not in text, (role, address)  # it shows what was typed, and must find nothing by it
                continue
            is_reader = role in secret.readers
            if is_reader and name in secret.shown:
                assert secret.words in text, (secret, role, name, address)
            elif not is_reader or not secret.elsewhere or is_taken_away(name):
                assert secret.words not in text, (secret, role, name, address)


def test_it_is_counted_for_nobody(site: Site) -> None:
    for role in ROLES:
        client = site.client(role)
        assert len(client.get("/api/v1/cases/").json()["results"]) == 1
        assert len(client.get("/api/v1/rulings/").json()["results"]) == 1
        assert "1 ruling," in shown(client, "/rulings/"), role
        assert "1 hearing seen" in shown(client, "/calendar/?month=2021-01"), role


def test_a_private_site_shows_nothing_to_nobody(site: Site, private_site: None) -> None:
    for name, address in forms(site).items():
        text = shown(site.client("nobody"), address)
        assert CASE not in text and "Ines Roe" not in text, (name, address)
        assert name == "search by contact" or not [secret for secret in SECRETS if secret.words in text], (
            name,
            address,
        )
        if name in FOR_OTHER_SITES:
            assert CASE not in shown(site.client("admin"), address), (name, address)


def test_a_key_shows_what_any_reader_may_see(site: Site, private_site: None) -> None:
    base = build_docket_url(site.case.court_id, site.case.docket_number)
    feeds = [(f"{base}timeline.{form}", "") for form in FORMS] + [
        ("/rulings.atom", ""),
        ("/calendar.ics", "month=2021-01"),
    ]
    for address in build_feed_urls(site.users.editor, feeds) + build_feed_urls(site.users.admin, feeds):
        text = shown(Client(), address)
        assert CASE in text and not [secret for secret in SECRETS if secret.words in text], address
    key = {"headers": {"Authorization": f"Bearer {build_api_key(site.users.editor)}"}}
    for name, address in forms(site).items():
        text = shown(Client(), address, **key)
        assert (CASE in text) == name.startswith("api:"), (name, address)
        assert name == "search by contact" or not [secret for secret in SECRETS if secret.words in text], (
            name,
            address,
        )


def test_every_address_that_tells_of_a_case_is_in_the_table(site: Site) -> None:
    """A new form belongs into it."""
    known = {address.partition("?")[0] for address in forms(site).values()}
    place = {"court_id": site.case.court_id, "number": site.case.docket_number, "reference": site.filing, "form": "csv"}
    place |= {"document": "0"}
    for pattern in urlpatterns:
        if (
            isinstance(pattern, URLPattern)
            and "court_id" in pattern.pattern.converters
            and pattern.name not in ONLY_TAKES
        ):
            values = {name: place[name] for name in pattern.pattern.converters}
            assert reverse(str(pattern.name), kwargs=values) in known, pattern.name
