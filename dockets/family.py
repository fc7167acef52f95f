"""What was seen of one case under its other numbers: the sheets and observations of dockets that turned out to be another one.

They stay where they were seen, and count for the docket that stands: ``merge`` resolves all of them together, as though every
sheet had come under its number. So taking back that two dockets are one gives each what it had, and nothing has to be put back.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dockets import bulk, merge_observations, sightings
from dockets.merge_observations import Stored
from dockets.models import Docket, Sheet
from dockets.seen import Seen
from dockets.sightings import Sheets
from dockets.sources import SOURCES
from dockets.sources.kind import SourceKind

type _Side = tuple[Seen, Sheets]
"""An observation, and the sheets of its channel under the number where it was made."""


@dataclass(frozen=True, slots=True)
class Family:
    """The dockets that turned out to be one docket, with their sheets and what was seen there."""

    dockets: Sequence[Docket] = ()
    sheets: Sequence[Sheet] = ()
    by_docket: Mapping[int, Sequence[Stored]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.dockets)

    @property
    def stored(self) -> list[Stored]:
        return [one for stored in self.by_docket.values() for one in stored]


NONE = Family()


def of(docket: Docket, kinds: Mapping[str, SourceKind] = SOURCES) -> Family:
    """One query, where there is no such docket."""
    dockets = bulk.load(Docket, "merged_into_id = %s", [docket.pk])
    if not dockets:
        return NONE
    sheets = list(Sheet.objects.filter(docket__in=dockets).defer("rows").order_by("id"))
    return Family(dockets, sheets, {docket.pk: merge_observations.load(docket, kinds) for docket in dockets})


def seen_together(own: Sequence[Stored], sheets: Mapping[str, Sheets], family: Family) -> list[Seen]:
    """Each observation once, with the times that it would have, had all sheets come under one number.

    ``own``: what was seen under the docket's own number. ``sheets``: by channel, those that came under it."""
    by_docket = _sheets_by_docket(family.sheets)
    sides: defaultdict[str, list[_Side]] = defaultdict(list)
    for one in own:
        sides[one.seen.fingerprint].append((one.seen, sheets.get(one.seen.channel, Sheets())))
    for docket, stored in family.by_docket.items():
        for one in stored:
            sides[one.seen.fingerprint].append((one.seen, by_docket.get((docket, one.seen.channel), Sheets())))
    every = _together([*sheets.items(), *((channel, of_one) for (_, channel), of_one in by_docket.items())])
    return [_united(shown, every.get(shown[0][0].channel, Sheets())) for shown in sides.values()]


def _sheets_by_docket(sheets: Iterable[Sheet]) -> dict[tuple[int, str], Sheets]:
    return {(sheet.docket_id, sheet.channel): Sheets(sheet.complete_as_of, sheet.as_of) for sheet in sheets}


def _together(sheets: Iterable[tuple[str, Sheets]]) -> dict[str, Sheets]:
    channels: defaultdict[str, list[Sheets]] = defaultdict(list)
    for channel, of_one in sheets:
        channels[channel].append(of_one)
    return {channel: sightings.together(several) for channel, several in channels.items()}


def _united(sides: Sequence[_Side], every: Sheets) -> Seen:
    seen = sides[0][0]
    if len(sides) == 1 and sides[0][1] == every:
        return seen
    known = [(merge_observations.sighting(one), sheets) for one, sheets in sides]
    return merge_observations.sighted(seen, sightings.united(known, every))
