"""Real rows for tests: plain functions, keyword arguments, defaults that make a whole case out of nothing.

What a test does not name it does not care for. Names are counted, so that two rows made alike never collide.
"""

import hashlib
import zlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from django.contrib.auth.models import Group, User
from django.utils import timezone

from casetracker.access.roles import EDITORS, JOURNALISTS
from casetracker.models import Invitation
from dockets.documents.extract import ExtractedText
from dockets.documents.files import keep_file
from dockets.documents.texts import TextOrigin, mask_text, publish_file, store_text
from dockets.models import (
    Attorney,
    BroughtFile,
    Court,
    Docket,
    DocketRelation,
    Document,
    DocumentText,
    Filing,
    ImportRun,
    Observation,
    Party,
    Payload,
    Representation,
    Sheet,
    Source,
)
from dockets.record.docket_number import parse_docket_number
from rulings.http.api_tokens import make_token
from rulings.models import (
    Annotation,
    ApiToken,
    Channel,
    Claim,
    Disposition,
    Follow,
    Hearing,
    Milestone,
    Motion,
    News,
    Reading,
    Ruling,
    TimelineEvent,
    Tracker,
    Visit,
)
from rulings.notes import save
from rulings.notes.save import NoteTarget, NoteWords
from rulings.passages.anchors import Passage
from rulings.publishing.steps import When, Wish
from rulings.trackers.save import make_tracker
from rulings.vocabulary.kinds import RULING_KINDS, EventKind, Kind
from rulings.vocabulary.outcomes import Outcome
from rulings.vocabulary.topics import Topic
from tests.support import pdfs

NOW = datetime(2021, 3, 5, 17, 0, tzinfo=UTC)
TODAY = timezone.localdate()
"""In the newsroom's zone, when the tests were loaded; with the fixture ``noon`` also while they run."""
"""When the sample case was last looked at."""

_serial = count(1)


def _digest(*parts: object) -> str:
    return hashlib.blake2b("\x1f".join(map(str, parts)).encode(), digest_size=16).hexdigest()


def court(id: str = "wawd", **fields: Any) -> Court:
    """The Western District of Washington, unless another is asked for. Made once: courts are seeded in some tests."""
    defaults = {
        "name": "U.S. District Court, Western District of Washington" if id == "wawd" else f"Court {id}",
        "citation": "W.D. Wash." if id == "wawd" else id.upper(),
        "kind": Court.Kind.DISTRICT,
        "pacer_id": id,
        "time_zone": "America/Los_Angeles",
    }
    return Court.objects.get_or_create(id=id, defaults=defaults | fields)[0]


def docket(*, court: Court | None = None, docket_number: str = "", **fields: Any) -> Docket:
    """An open case without filings. The number is parsed as the importer parses it."""
    # Of a year that no test names, so that it is never the number of another docket.
    number = docket_number or f"2:13-cv-{next(_serial):05d}"
    defaults = {
        "case_name": "Parler LLC v. Amazon Web Services, Inc.",
        "date_filed": date(2021, 1, 11),
        "assigned_to": "Barbara J. Rothstein",
        "record_changed_at": NOW,
        "checked_at": NOW,
        "checked_source": "court-feed",
    }
    place = court or globals()["court"]()
    return Docket.objects.create(
        court=place, docket_number=number, **(_number_fields(number, place) | defaults | fields)
    )


def _number_fields(number: str, place: Court) -> dict[str, Any]:
    parsed = parse_docket_number(number, place.id, place.kind)
    return {
        "number_key": parsed.key,
        "office": parsed.office,
        "year": parsed.year,
        "case_type": parsed.case_type,
        "serial": parsed.serial,
        "defendant": parsed.defendant,
    }


def relation(*, docket: Docket, other: Docket, kind: str = "removed_from") -> DocketRelation:
    return DocketRelation.objects.create(
        docket=docket,
        kind=kind,
        other=other,
        other_court=other.court,
        other_number=other.docket_number,
        other_key=other.number_key,
        other_name=other.case_name,
    )


def party(
    *, docket: Docket, name: str = "Parler LLC", type: str = "Plaintiff", side: str = "plaintiff", **fields: Any
) -> Party:
    return Party.objects.create(docket=docket, name=name, type=type, side=side, **({"as_of": NOW} | fields))


def attorney(
    *, party: Party | None = None, name: str = "David J. Groesbeck", roles: Iterable[str] = (), **fields: Any
) -> Attorney:
    """A lawyer; with ``party``, one who acts for it."""
    defaults = {"firm": "David J. Groesbeck, P.S.", "city": "Spokane", "contact": "1716 Sylvester St SW\n555-0100"}
    values = defaults | fields
    row = Attorney.objects.get_or_create(
        fingerprint=_digest(name, values["contact"]), defaults={"name": name, **values}
    )[0]
    if party is not None:
        Representation.objects.create(party=party, attorney=row, roles=list(roles), as_of=NOW)
    return row


def filing(*, docket: Docket, number: str = "", **fields: Any) -> Filing:
    defaults = {
        "date_filed": date(2021, 1, 11),
        "long_text": "VERIFIED COMPLAINT against Amazon Web Services, Inc.",
        "number_order": int(number) if number.isdigit() else None,
        "position": next(_serial),
        "first_seen": NOW,
        "changed_at": NOW,
    }
    values = defaults | fields
    values.setdefault("fingerprint", _digest(number, *values.values()))
    row = Filing.objects.create(docket=docket, number=number, **values)
    _tally(docket, row)
    return row


def _tally(docket: Docket, row: Filing) -> None:
    docket.filing_count += 1
    docket.date_last_filing = max(filter(None, [docket.date_last_filing, row.date_filed]), default=None)
    docket.save(update_fields=["filing_count", "date_last_filing"])


def document(*, filing: Filing, number: int = 0, **fields: Any) -> Document:
    return Document.objects.create(filing=filing, number=number, **fields)


def payload(*, name: str = "docket.html", body: bytes = b"", **fields: Any) -> Payload:
    content = body or f"payload {next(_serial)}".encode()
    defaults = {"size": len(content), "received_at": NOW, "last_received_at": NOW, "media_type": "text/html"}
    return Payload.objects.create(
        name=name, body=zlib.compress(content), sha256=hashlib.sha256(content).hexdigest(), **(defaults | fields)
    )


def observation(*, filing: Filing, channel: str = "pacer-docket", **fields: Any) -> Observation:
    """What one source said of ``filing``: by default what the filing itself says."""
    defaults = {
        "number": filing.number,
        "date_filed": filing.date_filed,
        "long_text": filing.long_text,
        "short_text": filing.short_text,
        "first_seen": NOW,
        "first_as_of": NOW,
    }
    values = defaults | fields
    if "payload" not in values:
        values["payload"] = payload()
    values.setdefault("fingerprint", _digest(channel, next(_serial)))
    return Observation.objects.create(docket=filing.docket, filing=filing, channel=channel, **values)


def sheet(*, docket: Docket, channel: str = "pacer-docket", **fields: Any) -> Sheet:
    defaults = {"as_of": NOW, "complete": True, "fingerprint": _digest(next(_serial)), "seen_at": NOW}
    values = defaults | fields
    if "payload" not in values:
        values["payload"] = payload()
    return Sheet.objects.create(docket=docket, channel=channel, **values)


def motion(*, filing: Filing, **fields: Any) -> Motion:
    return Motion.objects.create(filing=filing, docket=filing.docket, **({"title": "Motion for relief"} | fields))


def hearing(*, docket: Docket, filing: Filing | None = None, date: date = date(2021, 1, 14), **fields: Any) -> Hearing:
    return Hearing.objects.create(docket=docket, filing=filing, date=date, **({"title": "Motion hearing"} | fields))


def ruling(*, filing: Filing, **fields: Any) -> Ruling:
    return Ruling.objects.create(
        filing=filing, docket=filing.docket, **({"date": filing.date_filed, "title": "Order"} | fields)
    )


def claim(*, docket: Docket, number: int = 1, title: str = "Breach of contract", **fields: Any) -> Claim:
    return Claim.objects.create(docket=docket, number=number, title=title, **fields)


def disposition(
    *,
    ruling: Ruling,
    motion: Motion | None = None,
    claim: Claim | None = None,
    outcome: str = Outcome.DENIED,
    **fields: Any,
) -> Disposition:
    return Disposition.objects.create(ruling=ruling, motion=motion, claim=claim, outcome=outcome, **fields)


def tracker(*, title: str = "Platforms and their hosts", slug: str = "", **fields: Any) -> Tracker:
    """A published one with the usual vocabulary and columns, and without rows."""
    told = {"title": title, "slug": slug or f"tracker-{next(_serial)}"}
    row = make_tracker(told, Wish(When.NOW), by="factories", now=NOW)
    assert row is not None
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))
    return row


def milestone(
    *, docket: Docket, date: date = date(2021, 1, 10), headline: str = "Hosting ends", **fields: Any
) -> Milestone:
    return Milestone.objects.create(docket=docket, date=date, headline=headline, **fields)


def event(
    *,
    filing: Filing | None = None,
    hearing: Hearing | None = None,
    milestone: Milestone | None = None,
    kind: str = Kind.OTHER,
    **fields: Any,
) -> TimelineEvent:
    """The line of a timeline for one filing, hearing or milestone, as ``rulings.interpret.events`` would write it."""
    values = _event_of(filing, hearing, milestone, kind) | fields
    values.setdefault("fingerprint", _digest(next(_serial)))
    return TimelineEvent.objects.create(**values)


def _event_of(filing: Filing | None, hearing: Hearing | None, milestone: Milestone | None, kind: str) -> dict[str, Any]:
    if hearing is not None:
        return _dated(EventKind.HEARING, hearing, hearing.date, hearing.title) | {
            "hearing": hearing,
            "at": hearing.starts_at,
        }
    if milestone is not None:
        return _dated(EventKind.MILESTONE, milestone, milestone.date, milestone.headline) | {"milestone": milestone}
    if filing is None:
        raise ValueError("an event is of a filing, a hearing or a milestone")
    word = EventKind.RULING if kind in RULING_KINDS else EventKind.FILING
    return _dated(word, filing, filing.date_filed, filing.short_text or "Filing") | {"filing": filing, "kind": kind}


def _dated(event_kind: EventKind, row: Filing | Hearing | Milestone, day: date | None, headline: str) -> dict[str, Any]:
    return {
        "docket_id": row.docket_id,
        "event_kind": event_kind,
        "date": day,
        "sort_date": day or date(2021, 1, 1),
        "sort_order": next(_serial),
        "headline": headline,
    }


def reading(*, docket: Docket, **fields: Any) -> Reading:
    """Of the docket's events as they now are."""
    events = list(docket.events.values_list("kind", "date"))
    kinds: dict[str, int] = {}
    months: dict[str, list[int]] = {}
    for kind, day in events:
        if kind:
            kinds[kind] = kinds.get(kind, 0) + 1
            if day:
                tally = months.setdefault(f"{day:%Y-%m}", [0, 0])
                tally[0] += 1
                tally[1] += kind in RULING_KINDS
    defaults = {
        "version": 1,
        "record_changed_at": docket.record_changed_at,
        "read_at": NOW,
        "event_count": len(events),
        "kinds": kinds,
        "months": [[month, *tally] for month, tally in sorted(months.items())],
    }
    return Reading.objects.create(docket=docket, **(defaults | fields))


def many_filings(
    *, docket: Docket, number: int, kind: str = Kind.NOTICE, text: str = "NOTICE of Appearance"
) -> list[Filing]:
    """``number`` filings of one docket, one a day, each with its event, in two statements; then the docket is read."""
    first = date(2021, 1, 11)
    days = [first + timedelta(days=i) for i in range(number)]
    filings = Filing.objects.bulk_create(
        Filing(
            docket=docket, number=str(i), number_order=i, date_filed=day, long_text=f"{text} {i}", position=i,
            first_seen=NOW, changed_at=NOW, fingerprint=_digest(docket.pk, i),
        )
        for i, day in enumerate(days, start=1)
    )  # fmt: skip
    word = EventKind.RULING if kind in RULING_KINDS else EventKind.FILING
    TimelineEvent.objects.bulk_create(
        TimelineEvent(
            docket=docket, event_kind=word, filing=row, date=row.date_filed, sort_date=day, sort_order=row.position,
            kind=kind, headline=f"Notice {row.number}", fingerprint=row.fingerprint,
        )
        for row, day in zip(filings, days, strict=True)
    )  # fmt: skip
    docket.filing_count = number
    docket.date_last_filing = days[-1] if days else None
    docket.save(update_fields=["filing_count", "date_last_filing"])
    reading(docket=docket)
    return filings


def source(*, slug: str = "court-feed", url: str = "", **fields: Any) -> Source:
    return Source.objects.create(
        slug=slug, url=url or f"https://court.example/{next(_serial)}", **({"next_at": NOW} | fields)
    )


def import_run(**fields: Any) -> ImportRun:
    defaults: dict[str, Any] = {"not_before": NOW, "reference": "docket.html", "status": ImportRun.Status.DONE}
    values = defaults | fields
    if "payload" not in values:
        values["payload"] = payload()
    return ImportRun.objects.create(**values)


def user(username: str = "", *, role: str = "journalist", password: str = "correct horse", **fields: Any) -> User:
    """``role``: "journalist", "editor" or "admin"."""
    name = username or f"{role}{next(_serial)}"
    if role == "admin":
        return User.objects.create_superuser(name, password=password, **fields)
    row = User.objects.create_user(name, password=password, **fields)
    row.groups.add(Group.objects.get(name=EDITORS if role == "editor" else JOURNALISTS))
    return row


def invitation(token: str, *, by: User, email: str = "new@paper.example", role: str = "journalist") -> Invitation:
    """Open, with a link that ends in ``token``."""
    now, digest = timezone.now(), hashlib.sha256(token.encode()).hexdigest()
    return Invitation.objects.create(
        email=email, role=role, digest=digest, invited_by=by, made_at=now, expires_at=now + timedelta(days=7)
    )


def api_token(user: User, *, scope: str = "read", days: int = 30) -> tuple[ApiToken, str]:
    """The row, and the token itself."""
    return make_token(user, "A program", ApiToken.Scope(scope), valid=timedelta(days=days), now=timezone.now())


def annotation(*, filing: Filing, author: User, body: str = "A note", passage: str = "", **fields: Any) -> Annotation:
    """A published note for the newsroom, as ``add_note`` makes one; ``passage``: words of the filing that it is
    about."""
    words = NoteWords(body, fields.pop("visibility", Annotation.Visibility.NEWSROOM), fields.pop("tags", ()))
    target = NoteTarget(passage=Passage(passage) if passage else None)
    row = save.add_note(filing.pk, words, by=author, now=fields.pop("now", NOW), target=target)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))
    return row


def follow(*, user: User | None, channels: Iterable[Channel] = (), **fields: Any) -> Follow:
    """``user`` None: the newsroom. Of everything that happens, but told on its page only."""
    row = Follow.objects.create(user=user, **{"topics": [topic.value for topic in Topic], "since": NOW} | fields)
    row.channels.set(channels)
    return row


def visit(*, user: User, docket: Docket, at: datetime = NOW) -> Visit:
    """The docket was shown to somebody then, as it was then."""
    return Visit.objects.create(user=user, docket=docket, seen_at=at, seen_to=at)


def channel(*, owner: User | None, kind: str = "webhook", **fields: Any) -> Channel:
    """``owner`` None: of the newsroom."""
    address = "" if kind == "mail" and owner else f"https://{kind}.example/{next(_serial)}"
    defaults = {"name": kind, "address": address, "secrets": ["whsec_x"] if kind == "webhook" else []}
    return Channel.objects.create(owner=owner, kind=kind, **(defaults | fields))


def news(*, docket: Docket, filing: Filing | None = None, topics: Iterable[str] = ("filing",), **fields: Any) -> News:
    defaults = {"at": NOW, "headline": "Filing", "said_by": "machine", "key": f"filing:{next(_serial)}"}
    if filing is None:
        defaults["key"] = f"case:{next(_serial)}"
    return News.objects.create(docket=docket, filing=filing, topics=[*topics], **(defaults | fields))


def kept_document(
    *,
    filing: Filing,
    by: User,
    pages: Iterable[str] = ("Words of the document",),
    published: bool = True,
    **fields: Any,
) -> DocumentText:
    """A PDF with these words on its pages, kept and read, with its pages ``published`` or not; ``withheld`` and the
    fields of ``document_text``."""
    shown, withheld = list(pages), fields.pop("withheld", ())
    body = pdfs.pdf(*shown)
    kept = keep_file(body, page_count=len(shown), now=NOW)
    row = document_text(filing=filing, by=by, pages=shown, body=body, file=kept, **fields)
    return publish_file(row.pk, withheld=withheld, now=NOW) if published else row


def brought_file(*, docket: Docket, by: User, **fields: Any) -> BroughtFile:
    """As "Bring documents in" keeps a file that is not taken yet; it is of a batch "abc"."""
    body = fields.pop("body", pdfs.pdf("Words of the document"))
    given = {"batch": "abc", "position": 0, "name": "7.pdf", "size": len(body), "at": NOW}
    return BroughtFile.objects.create(docket=docket, by=by, body=body, **{**given, **fields})


def document_text(
    *, filing: Filing, by: User, pages: Iterable[str] = ("Words of the document",), **fields: Any
) -> DocumentText:
    """As an upload stores it; ``number`` of the document, ``name``, ``now``, ``is_paged``, ``body`` of the file."""
    shown = list(pages)
    came = TextOrigin(
        DocumentText.Origin.UPLOAD,
        fields.pop("name", "order.pdf"),
        fields.pop("body", "\f".join(shown).encode()),
        fields.pop("file", None),
    )
    found = mask_text(filing.pk, ExtractedText(shown, fields.pop("is_paged", True)))
    return store_text(filing.pk, fields.pop("number", 0), found, came, by=by, now=fields.pop("now", NOW))
