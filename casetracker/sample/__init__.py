"""The sample case, Parler v. AWS: payloads in the form in which courts publish, which are imported like any other.

Written for this project from the sources that ``docs/sample.md`` names; what those do not tell is left out.
``quickstart`` queues ``PAYLOADS`` as imports and then loads ``READING``; whatever their order, the same dockets result.
"""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent
READING = FOLDER / "reading.json"
"""What an editor would have entered: claims, how the rulings decided them, the hearing, milestones."""
PAYLOADS = tuple(
    sorted(path for path in FOLDER.iterdir() if path.suffix in {".html", ".json", ".xml"} and path != READING)
)
"""Files for ``import_docket``; each names its court."""
TRACKER = FOLDER / "trackers" / "tracker.json"
"""The tracker "Platforms and their hosts": its words and its rows."""
TRACKER_PAYLOADS = tuple(sorted(path for path in TRACKER.parent.glob("*.json") if path != TRACKER))
"""Files for ``import_docket`` of invented cases, which stand in the tracker beside the sample case."""
