"""One line of a timeline as its page shows it: addresses, dates and words, worked out from an event. ``markup`` draws it.

Everything is plain text, which is escaped when it is drawn, but for the few pieces of ``Markup`` that many lines share.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from dockets.addresses import document_address, filing_address, web_link
from dockets.document_search import Found
from dockets.print_style import full_date, month_day, zoned_clock
from rulings.markup import Markup, fill
from rulings.strand import Strand
from rulings.words import (
    OPEN_STATES,
    OUTCOME_LABELS,
    THREAD_STATE_LABELS,
    TONES,
    EventKind,
    Kind,
    Outcome,
    Relation,
    ThreadState,
)

SHOWN_CHARACTERS = 1_200
"""A longer text is cut here, with "more"."""
CARRIED_CHARACTERS = 6_000
"""How much of a text stands on the timeline at all; the rest is on the filing's own page."""
HERE = ""
"""Addresses on a timeline are told from its own: 25 bytes less a line."""
HEARD, TO_BE_HEARD = "argued", "to be argued"
"""A hearing on a motion, said of the motion."""
MARKED = {Kind.COMPLAINT, Kind.MOTION, EventKind.HEARING, EventKind.DEADLINE, EventKind.MILESTONE}
"""Kinds of line that look different from the rest, and so need their name as a class."""
DOCUMENTS_SHOWN = 6
THREAD_SHOWN = 6


class Part(NamedTuple):
    """A piece of the small print under a headline, with its link or "", and the name of its colour or ""."""

    text: str
    url: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a ruling did to one motion or claim."""

    what: str
    outcome: str
    tone: str
    quotation: str = ""
    reason: str = ""
    place: str = ""
    parties: str = ""
    machine: bool = False


@dataclass(slots=True)
class Row:
    """One line."""

    id: str
    css: str
    time: Markup
    icon: Markup
    url: str
    headline: str
    number: str = ""
    text: str = ""
    small: list[Part] = field(default_factory=list)
    """The small print."""
    rest: str = ""
    """The text beyond what is shown at first."""
    rest_url: str = ""
    """Of the whole text, where the timeline carries only some of it."""
    notes: list[Part] = field(default_factory=list)
    """What is in doubt."""
    beside: list[Part] = field(default_factory=list)
    """What editors have put beside it: plain words, and notes, with who sees each as their ``tone``."""
    found: list[Found] = field(default_factory=list)
    """Where its documents hold the words that were searched for."""
    gap: str = ""
    """What the numbering skips before this line."""
    news: str = ""
    """That what follows is new to the reader."""
    filing: int = 0
    """Id of the filing that the line is; 0 for a hearing and the like."""
    first_seen: datetime | None = None
    """Of a filing."""
    day: date | None = None
    kind: str = ""
    routine: bool = False
    thread_url: str = ""
    """Of what was said on a motion, in one; "" where nothing was."""
    is_ruling: bool = False
    outcome: str = ""
    tone: str = ""
    decided: list[Decided] = field(default_factory=list)


def tone_of(outcome: str) -> str:
    """The name of an outcome's colour; "" where nothing is decided."""
    return TONES.get(Outcome(outcome), "pending") if outcome else ""


def standing(state: str, since: date | None) -> str:
    """How far a motion has come: "Briefed since Jan. 13, 2021", "Decided Jan. 21, 2021"."""
    lasts = " since" if state in OPEN_STATES else ""
    return f"{THREAD_STATE_LABELS[ThreadState(state)]}{f'{lasts} {full_date(since)}' if since else ''}"


def outcome_label(outcome: str) -> str:
    return OUTCOME_LABELS[Outcome(outcome)] if outcome else ""


class Lines:
    """Makes the lines of one page. What many lines share, days and icons, is made once."""

    def __init__(
        self,
        zone: ZoneInfo,
        decisions: Mapping[int, list[Decided]],
        argued: Mapping[int, list[dict[str, Any]]],
        base: str = HERE,
        strands: Iterable[Strand] = (),
    ) -> None:
        """``decisions`` are what each ruling decided, ``argued`` the hearings on each motion in the shape of a thread, both by
        the filing's id. ``base`` is the address of the timeline, on pages that are not it; of other dockets' lines their
        ``strands`` tell it."""
        self.zone, self.decisions, self.argued, self.base = zone, decisions, argued, base
        self.strands = {strand.docket: strand for strand in strands}
        self.last: date | None = None
        self.days: dict[date, Markup] = {}
        self.icons: dict[str, Markup] = {}

    def of(self, events: Iterable[Mapping[str, Any]]) -> list[Row]:
        """From events as ``fetch.COLUMNS`` has them."""
        if not self.strands:
            return [self._row(event, self.base, self.zone) for event in events]
        return [self._woven(event, self.strands.get(event["docket_id"])) for event in events]

    def _woven(self, event: Mapping[str, Any], strand: Strand | None) -> Row:
        """A line of another docket bears its number, and its colour."""
        if strand is None:
            return self._row(event, self.base, self.zone)
        row = self._row(event, strand.base, strand.zone)
        row.css = f"{row.css} {strand.css}".lstrip()
        row.small.insert(0, Part(strand.number, f"{strand.base}#{row.id}"))
        return row

    def _row(self, event: Mapping[str, Any], base: str, zone: ZoneInfo) -> Row:
        kind, event_kind = event["kind"], event["event_kind"]
        number, public_id = event["number"] or "", event["public_id"] or ""
        anchor, name = f"e{event['id']}", kind or event_kind
        row = Row(
            id=anchor,
            css=name if name in MARKED else "",
            time=self._day(event["date"]),
            icon=self.icons.get(name) or self._icon(name),
            url=filing_address(base, number, public_id) if public_id else f"{base}#{anchor}",
            headline=event["headline"] or "Filing",
            day=event["date"],
        )
        if event_kind in (EventKind.HEARING, EventKind.DEADLINE):
            _hearing(row, event, zone, base)
        elif event_kind == EventKind.MILESTONE:
            _milestone(row, event)
        else:
            row.number, row.first_seen, row.kind, row.routine = number, event["first_seen"], kind, event["routine"]
            row.filing = event["filing_id"]
            _filing(row, event, self.argued, base)
            row.notes = _doubts(event, zone, base)
            if event_kind == EventKind.RULING:
                _ruling(row, event, self.decisions)
        return row

    def _day(self, day: date | None) -> Markup:
        """Each day is told in full where it begins, with its year where that changes; its other lines say the day alone."""
        if day is None:
            return _UNDATED
        last, self.last = self.last, day
        if day == last:
            return self.days.get(day) or self.days.setdefault(day, fill("<b>{}</b>", month_day(day)))
        year = fill(" <i>{}</i>", str(day.year)) if last is None or day.year != last.year else fill("")
        return fill("<time datetime={}>{}{year}</time>", day.isoformat(), month_day(day), year=year)

    def _icon(self, name: str) -> Markup:
        # Ours, without a space: it needs no quotes, and a thousand lines are lighter by a thousand bytes.
        self.icons[name] = fill("<svg><use href=#{} /></svg>", name)
        return self.icons[name]


_UNDATED = fill("<b>{}</b>", "date not known")


def _filing(row: Row, event: Mapping[str, Any], argued: Mapping[int, list[dict[str, Any]]], base: str) -> None:
    text = event["text"] or ""
    row.text = text[:SHOWN_CHARACTERS]
    if len(text) > SHOWN_CHARACTERS:
        row.rest = text[SHOWN_CHARACTERS:CARRIED_CHARACTERS]
        row.rest_url = row.url if len(text) > CARRIED_CHARACTERS else ""
    if event["filed_by"]:
        row.small.append(Part(f"By {event['filed_by']}"))
    if event["documents"] or event["texts"]:
        row.small += documents(event["documents"], row.url, event["texts"] or ())
    items = event["thread"]
    if heard := argued.get(event["filing_id"]):
        items = sorted([*items, *heard], key=lambda item: (not item["outgoing"], item["date"] or "9999"))
    if items:
        row.small += thread([item for item in items if item["outgoing"] or item["relation"] != Relation.ABOUT], base, row.url)
        if event["kind"] == Kind.MOTION:
            row.thread_url = f"{row.url}thread/"
    if event["state"] in OPEN_STATES:
        # A motion is pending from the day that stands beside it.
        row.small.append(Part(standing(event["state"], event["since"] if event["since"] != event["date"] else None)))


def _ruling(row: Row, event: Mapping[str, Any], decisions: Mapping[int, list[Decided]]) -> None:
    row.is_ruling = True
    row.outcome, row.tone = outcome_label(event["outcome"]), tone_of(event["outcome"])
    row.css = f"ruling {row.tone}".rstrip()
    row.decided = decisions.get(event["filing_id"], [])


def _doubts(event: Mapping[str, Any], zone: ZoneInfo, base: str) -> list[Part]:
    notes = []
    if altered := event["altered"]:
        seen = full_date(altered.astimezone(zone).date())
        notes.append(Part(f"Altered by the court, seen {seen}: what it said before", f"{base}changes/#{event['public_id']}"))
    if missing := event["missing_since"]:
        notes.append(Part(f"No longer on the court's docket, last seen there {full_date(missing.astimezone(zone).date())}"))
    if other := event["twin_public_id"]:
        number = event["twin_number"]
        notes.append(Part(f"Possibly the same filing as {number or 'another entry'}", filing_address(base, number, other)))
    return notes


def _hearing(row: Row, event: Mapping[str, Any], zone: ZoneInfo, base: str) -> None:
    if event["event_kind"] == EventKind.DEADLINE and "deadline" not in row.headline.lower():
        row.small.append(Part("Deadline"))
    if at := event["at"]:
        row.small.append(Part(zoned_clock(at.astimezone(zone))))
    if place := event["place"]:
        row.small.append(Part(place))
    row.small += thread(event["thread"], base, row.url)
    if number := event["number"]:
        row.small.append(Part(f"set by {number}", row.url))
    if event["vacated_by_id"]:
        row.css = f"{event['event_kind']} vacated"
        row.notes = [Part("Taken off the calendar")]


def _milestone(row: Row, event: Mapping[str, Any]) -> None:
    row.text = event["milestone_text"] or ""
    row.small = [Part("Outside the court · added by the editors")]
    if source := event["milestone_source"]:
        row.small.append(Part(source, web_link(event["milestone_url"] or "")))


def documents(found: Iterable[Mapping[str, Any]], filing_url: str, texts: Collection[int] = ()) -> list[Part]:
    """The main document's pages and link, and its text where that is kept; then its attachments: many of them are a number that
    leads to the filing's page. ``texts``: numbers of the documents whose text is kept."""
    parts, attachments = [], []
    for item in found or ():
        if item["number"] == 0:
            pages = f"{item['pages']} page{'s' if item['pages'] != 1 else ''}" if item["pages"] else ""
            link = web_link(item["url"])
            if pages or link:
                parts.append(Part(pages or "document", link))
        else:
            link = web_link(item["url"]) or (document_address(filing_url, item["number"]) if item["number"] in texts else "")
            attachments.append(Part(f"{item['number']} {item['description'] or 'attachment'}"[:120], link))
    if 0 in texts:
        parts.append(Part("its text", document_address(filing_url, 0)))
    if len(attachments) > DOCUMENTS_SHOWN:
        return [*parts, Part(f"{len(attachments)} attachments", filing_url)]
    return parts + attachments


_INCOMING = {
    Relation.OPPOSES: "opposed",
    Relation.REPLIES: "reply",
    Relation.SUPPORTS: "supported",
    Relation.DECIDES: "decided",
    Relation.SETS_HEARING: "hearing set",
    Relation.AMENDS: "amended",
    Relation.WITHDRAWS: "withdrawn",
    Relation.ABOUT: "see also",
}
"""What only speaks of a filing is told on the filing's own page, not on the timeline."""
_OUTGOING = {
    Relation.OPPOSES: "opposes",
    Relation.REPLIES: "in reply on",
    Relation.SUPPORTS: "in support of",
    Relation.DECIDES: "decides",
    Relation.SETS_HEARING: "sets a hearing on",
    Relation.AMENDS: "amends",
    Relation.WITHDRAWS: "withdraws",
    Relation.ABOUT: "re",
}


def thread(items: Iterable[Mapping[str, Any]], base: str, filing_url: str) -> list[Part]:
    """What a filing answers and what answered it: "opposed Jan. 12", "Denied Jan. 21", "re 2"."""
    parts = [_spoken(item, base) for item in items]
    if len(parts) > THREAD_SHOWN:
        return [*parts[:THREAD_SHOWN], Part(f"and {len(parts) - THREAD_SHOWN} more", filing_url)]
    return parts


def _spoken(item: Mapping[str, Any], base: str) -> Part:
    number, public_id = item.get("number") or "", item.get("public_id") or ""
    url = filing_address(base, number, public_id) if public_id else ""
    relation = item.get("relation", "")
    if item.get("outgoing"):
        return Part(f"{_OUTGOING.get(relation, relation.replace('_', ' '))} {number or item.get('headline') or 'an entry'}", url)
    day = f" {month_day(date.fromisoformat(item['date']))}" if item.get("date") else f" {number}" if number else ""
    outcome = item.get("outcome") or ""
    if relation in (HEARD, TO_BE_HEARD):
        return Part(f"{relation}{day}", f"{base}#e{item['event']}")
    if relation == Relation.DECIDES and outcome:
        return Part(f"{outcome_label(outcome)}{day}", url, tone_of(outcome))
    return Part(f"{_INCOMING.get(relation, relation.replace('_', ' '))}{day}", url)
