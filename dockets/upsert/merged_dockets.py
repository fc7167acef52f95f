"""The sheets and observations of dockets that were merged into another one.

They stay stored with the docket under whose number they were seen, and count for the surviving docket:
``upsert_docket`` resolves all of them together, as though every sheet had come under its number. So undoing a merge
gives each docket what it had, and nothing has to be moved back.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dockets.models import Docket, Sheet
from dockets.resolve import sightings
from dockets.resolve.sightings import PastSheets
from dockets.resolve.values import ObservedValues
from dockets.sources import SOURCES
from dockets.sources.kind import SourceKind
from dockets.upsert import observations
from dockets.upsert.observations import StoredObservation

type _Side = tuple[ObservedValues, PastSheets]
"""An observation, and its source's sheets under the number where it was made."""


@dataclass(frozen=True, slots=True)
class MergedDockets:
    """The dockets that were merged into one docket, with their sheets and observations."""

    dockets: Sequence[Docket] = ()
    sheets: Sequence[Sheet] = ()
    by_docket: Mapping[int, Sequence[StoredObservation]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.dockets)

    @property
    def stored(self) -> list[StoredObservation]:
        return [one for stored in self.by_docket.values() for one in stored]


NONE = MergedDockets()


def load_merged_dockets(docket: Docket, kinds: Mapping[str, SourceKind] = SOURCES) -> MergedDockets:
    """Loads the dockets merged into ``docket``. One query where there are none."""
    dockets = list(Docket.objects.filter(merged_into=docket).defer("search").order_by("pk"))
    if not dockets:
        return NONE
    sheets = list(Sheet.objects.filter(docket__in=dockets).defer("rows").order_by("id"))
    return MergedDockets(
        dockets, sheets, {docket.pk: observations.load_observations(docket, kinds) for docket in dockets}
    )


def combine_seen(
    own: Sequence[StoredObservation], sheets: Mapping[str, PastSheets], family: MergedDockets
) -> list[ObservedValues]:
    """Each observation once, with the times that it would have if all sheets had come under one number.

    ``own``: observations made under the docket's own number. ``sheets``: by source, those that came under that number.
    """
    by_docket = _sheets_by_docket(family.sheets)
    sides: defaultdict[str, list[_Side]] = defaultdict(list)
    for one in own:
        sides[one.seen.fingerprint].append((one.seen, sheets.get(one.seen.channel, PastSheets())))
    for docket, stored in family.by_docket.items():
        for one in stored:
            sides[one.seen.fingerprint].append((one.seen, by_docket.get((docket, one.seen.channel), PastSheets())))
    every = _together([*sheets.items(), *((channel, of_one) for (_, channel), of_one in by_docket.items())])
    return [_united(shown, every.get(shown[0][0].channel, PastSheets())) for shown in sides.values()]


def _sheets_by_docket(sheets: Iterable[Sheet]) -> dict[tuple[int, str], PastSheets]:
    return {(sheet.docket_id, sheet.channel): PastSheets(sheet.complete_as_of, sheet.as_of) for sheet in sheets}


def _together(sheets: Iterable[tuple[str, PastSheets]]) -> dict[str, PastSheets]:
    channels: defaultdict[str, list[PastSheets]] = defaultdict(list)
    for channel, of_one in sheets:
        channels[channel].append(of_one)
    return {channel: sightings.combine_sheets(several) for channel, several in channels.items()}


def _united(sides: Sequence[_Side], every: PastSheets) -> ObservedValues:
    seen = sides[0][0]
    if len(sides) == 1 and sides[0][1] == every:
        return seen
    known = [(observations.get_sighting(one), sheets) for one, sheets in sides]
    return observations.apply_sighting(seen, sightings.combine_sightings(known, every))
