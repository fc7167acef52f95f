"""One line of a timeline as its page shows it: addresses, dates and words, computed from an event. ``render_lines``
draws it.

Everything is plain text, escaped when it is drawn, except for the few pieces of ``Markup`` that many lines share.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from dockets.documents.search import DocumentHit
from dockets.format.print_style import format_date, format_month_day, format_zoned_clock
from dockets.format.urls import build_document_url, build_filing_url, build_pages_url
from dockets.format.web_links import allow_web_link
from rulings.html.markup import Markup, fill_shape
from rulings.vocabulary.corrections import CORRECTED
from rulings.vocabulary.hearing_status import HearingStatus
from rulings.vocabulary.house_style import WordGroup, get_label
from rulings.vocabulary.kinds import EventKind, Kind, is_transcript_release
from rulings.vocabulary.motion_states import OPEN_STATES
from rulings.vocabulary.outcomes import TONES, Outcome
from rulings.vocabulary.read_by import BADGE_OF_MACHINE, ReadBy
from rulings.vocabulary.relations import CombinedDocket, Relation

SHOWN_CHARACTERS = 1_200
"""Characters of a text before "more"."""
CARRIED_CHARACTERS = 6_000
"""Characters of a text on the timeline; the rest is on the filing's own page."""
HERE = ""
"""Addresses on a timeline are relative to its own, which saves 25 bytes a line."""
HEARD, TO_BE_HEARD = "argued", "to be argued"
"""How a motion's thread names a hearing on it."""
MARKED = {Kind.COMPLAINT, Kind.MOTION, EventKind.HEARING, EventKind.DEADLINE, EventKind.MILESTONE}
"""Kinds of line that look different from the rest, and so have their name as a class."""
DOCUMENTS_SHOWN = 6
THREAD_SHOWN = 6


class LinePart(NamedTuple):
    """A piece of the small print under a headline, with its link or "", and the name of its colour or ""."""

    text: str
    url: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class DecidedItem:
    """What a ruling did to one motion or claim."""

    what: str
    outcome: str
    tone: str
    quotation: str = ""
    quoted_from: str = ""
    """Whom the quotation is from, where no text that is kept here says it."""
    reason: str = ""
    place: str = ""
    parties: str = ""
    machine: bool = False
    quoted: int = 0
    """Id of the decision whose quotation may stand in a text of the ruling that is kept here; 0 where none is kept."""

    def quoted_at(self, filing_url: str) -> str:
        """The address of the quoted words; "" where no text is kept."""
        return build_quotation_url(filing_url, self.quoted) if self.quoted else ""


def build_quotation_url(filing_url: str, decision: int) -> str:
    """The address that leads to the words that a decision quotes from the ruling with that filing: marked on the page,
    where readers may see it; else in its text."""
    return f"{build_pages_url(filing_url, 0)}?quotation={decision}"


@dataclass(slots=True)
class EventLine:
    """One line."""

    id: str
    css: str
    time: Markup
    icon: Markup
    url: str
    headline: str
    number: str = ""
    text: str = ""
    is_prose: bool = False
    """Whether ``text`` is the editors' Markdown, and not a court's words."""
    small: list[LinePart] = field(default_factory=list)
    """The small print."""
    rest: str = ""
    """The text beyond what is shown at first."""
    rest_url: str = ""
    """Address of the whole text, where the timeline carries only part of it."""
    notes: list[LinePart] = field(default_factory=list)
    """Notices: altered by the court, no longer on the docket, possibly a duplicate, taken off the calendar."""
    beside: list[LinePart] = field(default_factory=list)
    """What editors have added: plain-language text and notes, with who sees each as their ``tone``."""
    has_texts: bool = False
    """Whether the text of one of its documents is stored, and so can be searched."""
    found: list[DocumentHit] = field(default_factory=list)
    """Where its documents hold the words that were searched for."""
    gap: str = ""
    """The gap in the numbering before this line."""
    news: str = ""
    """Says that what follows is new to the reader."""
    filing: int = 0
    """Id of the filing that the line shows; 0 for a hearing and the like."""
    first_seen: datetime | None = None
    """Of a filing."""
    day: date | None = None
    kind: str = ""
    routine: bool = False
    thread_url: str = ""
    """Address of the motion's thread; "" where it has none."""
    is_ruling: bool = False
    outcome: str = ""
    tone: str = ""
    decided: list[DecidedItem] = field(default_factory=list)
    badge: str = ""
    """Says that a machine read what a ruling decides; "" where an editor has confirmed it."""


def find_reader(decided: Collection[DecidedItem]) -> ReadBy:
    """Who says what a ruling decides: an editor where one entered or confirmed all of it."""
    return ReadBy.EDITOR if decided and not any(item.machine for item in decided) else ReadBy.MACHINE


def get_outcome_tone(outcome: str) -> str:
    """The name of an outcome's colour; "" where nothing is decided."""
    return TONES.get(Outcome(outcome), "pending") if outcome else ""


def describe_motion_state(state: str, since: date | None) -> str:
    """How far a motion has come: "Briefed since Jan. 13, 2021", "Decided Jan. 21, 2021"."""
    lasts = " since" if state in OPEN_STATES else ""
    return f"{get_label(WordGroup.MOTION, state)}{f'{lasts} {format_date(since)}' if since else ''}"


def label_outcome(outcome: str) -> str:
    return get_label(WordGroup.OUTCOME, outcome) if outcome else ""


def describe_outcome(event: Mapping[str, Any]) -> str:
    """An outcome in words. A motion's own text says nothing of it, so that of a motion names the ruling that it rests
    on: "Denied Jan. 21, 2021, by 34"."""
    words = label_outcome(event["outcome"])
    if not words or event["event_kind"] == EventKind.RULING:
        return words
    grounds = [item for item in event["thread"] or () if _decides(item)]
    return f"{words}{_ground(max(grounds, key=lambda item: item.get('date') or ''))}" if grounds else words


def _decides(item: Mapping[str, Any]) -> bool:
    return not item.get("outgoing") and item.get("relation") == Relation.DECIDES and bool(item.get("outcome"))


def _ground(item: Mapping[str, Any]) -> str:
    """The day of a ruling and its number: " Jan. 21, 2021, by 34"."""
    day = f" {format_date(date.fromisoformat(item['date']))}" if item.get("date") else ""
    number = item.get("number") or ""
    return f"{day}{',' if day else ''} by {number}" if number else day


class EventLines:
    """Makes the lines of one page. What many lines share, such as days and icons, is made once."""

    def __init__(
        self,
        zone: ZoneInfo,
        decisions: Mapping[int, list[DecidedItem]],
        argued: Mapping[int, list[dict[str, Any]]],
        base: str = HERE,
        strands: Iterable[CombinedDocket] = (),
    ) -> None:
        """``decisions`` are what each ruling decided, ``argued`` the hearings on each motion in the shape of a thread,
        both by the filing's id. ``base`` is the address of the timeline, on pages other than the timeline; lines of
        other dockets have theirs from ``strands``, the combined dockets."""
        self.zone, self.decisions, self.argued, self.base = zone, decisions, argued, base
        self.strands = {strand.docket: strand for strand in strands}
        self.last: date | None = None
        self.days: dict[date, Markup] = {}
        self.icons: dict[str, Markup] = {}

    def of(self, events: Iterable[Mapping[str, Any]]) -> list[EventLine]:
        """From events with the columns ``queries.SHOWN``."""
        if not self.strands:
            return [self._row(event, self.base, self.zone) for event in events]
        return [self._woven(event, self.strands.get(event["docket_id"])) for event in events]

    def _woven(self, event: Mapping[str, Any], strand: CombinedDocket | None) -> EventLine:
        """A line of another, combined docket has that docket's number and colour."""
        if strand is None:
            return self._row(event, self.base, self.zone)
        row = self._row(event, strand.base, strand.zone)
        row.css = f"{row.css} {strand.css}".lstrip()
        row.small.insert(0, LinePart(strand.number, f"{strand.base}#{row.id}"))
        return row

    def _row(self, event: Mapping[str, Any], base: str, zone: ZoneInfo) -> EventLine:
        kind, event_kind = event["kind"], event["event_kind"]
        number, public_id = event["number"] or "", event["public_id"] or ""
        anchor, name = f"e{event['id']}", kind or event_kind
        row = EventLine(
            id=anchor,
            css=name if name in MARKED else "",
            time=self._day(event["date"]) if event["date"] else _say_undated(event["text"] or ""),
            icon=self.icons.get(name) or self._icon(name),
            url=build_filing_url(base, number, public_id) if public_id else f"{base}#{anchor}",
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
            if event["is_corrected"]:
                row.small.append(LinePart(CORRECTED))
            row.notes = _doubts(event, zone, base)
            if event_kind == EventKind.RULING:
                _ruling(row, event, self.decisions)
        return row

    def _day(self, day: date) -> Markup:
        """The first line of a day has its full date, with the year where that changes; further lines have the day
        alone."""
        last, self.last = self.last, day
        if day == last:
            return self.days.get(day) or self.days.setdefault(day, fill_shape("<b>{}</b>", format_month_day(day)))
        year = fill_shape(" <i>{}</i>", str(day.year)) if last is None or day.year != last.year else fill_shape("")
        return fill_shape("<time datetime={}>{}{year}</time>", day.isoformat(), format_month_day(day), year=year)

    def _icon(self, name: str) -> Markup:
        # Our own value, without a space: it needs no quotes, which makes a thousand lines a thousand bytes smaller.
        self.icons[name] = fill_shape("<svg><use href=#{} /></svg>", name)
        return self.icons[name]


_UNDATED = fill_shape("<b>{}</b>", "date not known")
_SAYS_ABOUT_WHEN = re.compile(
    r"\((?:Filed (?:on|in|about) )?(?P<when>(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December)\b[ \w]{0,24}?),? \d{4}[.,]?\.?\)\s*\Z"
)
"""What a text without a date of its own says at its end of when it was filed: "(Filed on January 13 or 14, 2021.)"."""


def _say_undated(text: str) -> Markup:
    said = _SAYS_ABOUT_WHEN.search(text[-80:])
    return fill_shape("<b>{}</b>", said["when"].strip()) if said else _UNDATED


def _filing(row: EventLine, event: Mapping[str, Any], argued: Mapping[int, list[dict[str, Any]]], base: str) -> None:
    text = event["text"] or ""
    row.text = text[:SHOWN_CHARACTERS]
    if len(text) > SHOWN_CHARACTERS:
        row.rest = text[SHOWN_CHARACTERS:CARRIED_CHARACTERS]
        row.rest_url = row.url if len(text) > CARRIED_CHARACTERS else ""
    row.has_texts = bool(event["texts"])
    if event["filed_by"]:
        row.small.append(LinePart(f"By {event['filed_by']}"))
    if event["documents"] or event["texts"]:
        row.small += build_document_parts(event["documents"], row.url, event["texts"] or ())
    items = event["thread"]
    if heard := argued.get(event["filing_id"]):
        items = sorted([*items, *heard], key=lambda item: (not item["outgoing"], item["date"] or "9999"))
    if items:
        row.small += build_thread_parts(
            [item for item in items if item["outgoing"] or item["relation"] != Relation.ABOUT], base, row.url
        )
        if event["kind"] == Kind.MOTION:
            row.thread_url = f"{row.url}thread/"
    if event["state"] in OPEN_STATES:
        # A motion is pending since the day shown beside it.
        row.small.append(
            LinePart(describe_motion_state(event["state"], event["since"] if event["since"] != event["date"] else None))
        )


def _ruling(row: EventLine, event: Mapping[str, Any], decisions: Mapping[int, list[DecidedItem]]) -> None:
    row.is_ruling = True
    row.outcome, row.tone = label_outcome(event["outcome"]), get_outcome_tone(event["outcome"])
    row.css = f"ruling {row.tone}".rstrip()
    row.decided = decisions.get(event["filing_id"], [])
    if row.outcome or row.decided:
        row.badge = BADGE_OF_MACHINE if find_reader(row.decided) is ReadBy.MACHINE else ""


def _doubts(event: Mapping[str, Any], zone: ZoneInfo, base: str) -> list[LinePart]:
    notes = []
    if altered := event["altered"]:
        seen = format_date(altered.astimezone(zone).date())
        notes.append(
            LinePart(f"Altered by the court, seen {seen}: what it said before", f"{base}changes/#{event['public_id']}")
        )
    if missing := event["missing_since"]:
        notes.append(
            LinePart(f"No longer on the court's docket, last seen there {format_date(missing.astimezone(zone).date())}")
        )
    if other := event["twin_public_id"]:
        number = event["twin_number"]
        notes.append(
            LinePart(f"Possibly the same filing as {number or 'another entry'}", build_filing_url(base, number, other))
        )
    return notes


def _names_itself(headline: str) -> bool:
    """Whether a date that is no hearing says without another word what it is."""
    return "deadline" in headline.lower() or is_transcript_release(headline)


def _hearing(row: EventLine, event: Mapping[str, Any], zone: ZoneInfo, base: str) -> None:
    if event["event_kind"] == EventKind.DEADLINE and not _names_itself(row.headline):
        row.small.append(LinePart("Deadline"))
    if at := event["at"]:
        row.small.append(LinePart(format_zoned_clock(at.astimezone(zone))))
    if place := event["place"]:
        row.small.append(LinePart(place))
    row.small += build_thread_parts(event["thread"], base, row.url)
    if number := event["number"]:
        row.small.append(LinePart(f"set by {number}", row.url))
    _hearing_standing(row, event, zone, base)
    if event["hearing_by_machine"]:
        row.small.append(LinePart(BADGE_OF_MACHINE))


def _hearing_standing(row: EventLine, event: Mapping[str, Any], zone: ZoneInfo, base: str) -> None:
    """What has become of the day."""
    if public_id := event["held_by_public_id"]:
        row.notes = [
            LinePart(
                get_label(WordGroup.HEARING, HearingStatus.HELD),
                build_filing_url(base, event["held_by_number"], public_id),
            )
        ]
    elif event["vacated_by_id"]:
        row.css = f"{event['event_kind']} vacated"
        row.notes = [_called_off(event, base)]
    elif event["event_kind"] == EventKind.HEARING and event["date"] < datetime.now(zone).date():
        row.small.append(LinePart(get_label(WordGroup.HEARING, HearingStatus.UNKNOWN).lower()))


def _called_off(event: Mapping[str, Any], base: str) -> LinePart:
    """What became of the day, with a link to the filing that says so."""
    moved = event["moved_to"]
    words = f"Moved to {format_date(moved)}" if moved else get_label(WordGroup.HEARING, HearingStatus.CALLED_OFF)
    return LinePart(words, build_filing_url(base, event["vacated_by_number"], event["vacated_by_public_id"]))


def _milestone(row: EventLine, event: Mapping[str, Any]) -> None:
    row.text, row.is_prose = event["milestone_text"] or "", True
    row.small = [LinePart("Outside the court · added by the editors")]
    if source := event["milestone_source"]:
        row.small.append(LinePart(source, allow_web_link(event["milestone_url"] or "")))


def build_document_parts(
    found: Iterable[Mapping[str, Any]], filing_url: str, texts: Collection[int] = ()
) -> list[LinePart]:
    """The main document's page count and link, and its text where that is stored; then its attachments: if there are
    many, only their number, linked to the filing's page. ``texts``: numbers of the documents whose text is stored."""
    parts, attachments = [], []
    for item in found or ():
        if item["number"] == 0:
            pages = f"{item['pages']} page{'s' if item['pages'] != 1 else ''}" if item["pages"] else ""
            link = allow_web_link(item["url"])
            if pages or link:
                parts.append(LinePart(pages or "document", link))
        else:
            link = allow_web_link(item["url"]) or (
                build_document_url(filing_url, item["number"]) if item["number"] in texts else ""
            )
            attachments.append(LinePart(f"{item['number']} {item['description'] or 'attachment'}"[:120], link))
    if 0 in texts:
        parts.append(LinePart("its text", build_document_url(filing_url, 0)))
    if len(attachments) > DOCUMENTS_SHOWN:
        return [*parts, LinePart(f"{len(attachments)} attachments", filing_url)]
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
"""Relations shown on the filing's own page only: the other filing merely mentions it."""
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


def build_thread_parts(items: Iterable[Mapping[str, Any]], base: str, filing_url: str) -> list[LinePart]:
    """What a filing answers and what answered it: "opposed Jan. 12", "Denied Jan. 21, 2021, by 34", "re 2"."""
    parts = [_spoken(item, base) for item in items]
    if len(parts) > THREAD_SHOWN:
        return [*parts[:THREAD_SHOWN], LinePart(f"and {len(parts) - THREAD_SHOWN} more", filing_url)]
    return parts


def _spoken(item: Mapping[str, Any], base: str) -> LinePart:
    number, public_id = item.get("number") or "", item.get("public_id") or ""
    url = build_filing_url(base, number, public_id) if public_id else ""
    relation = item.get("relation", "")
    if item.get("outgoing"):
        return LinePart(
            f"{_OUTGOING.get(relation, relation.replace('_', ' '))} {number or item.get('headline') or 'an entry'}", url
        )
    day = (
        f" {format_month_day(date.fromisoformat(item['date']))}" if item.get("date") else f" {number}" if number else ""
    )
    outcome = item.get("outcome") or ""
    if relation in (HEARD, TO_BE_HEARD):
        return LinePart(f"{relation}{day}", f"{base}#e{item['event']}")
    if relation == Relation.DECIDES and outcome:
        return LinePart(f"{label_outcome(outcome)}{_ground(item)}", url, get_outcome_tone(outcome))
    return LinePart(f"{_INCOMING.get(relation, relation.replace('_', ' '))}{day}", url)
