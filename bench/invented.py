"""How true it is what the product says of whole cases: dockets that were invented in the courts' own wordings, imported
and interpreted as always. Part of the subject ``accuracy``; it needs no court's files.

They were written and labelled without knowing the rules. ``python -m bench.invented`` lists what is wrong, by which
rules may be improved; what each set gave before anybody looked stands in ``README.md``.
"""

import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from bench.figure import Figure
from bench.labelled_cases import CaseLabels, LabelledCase, LabelledMotion
from bench.measures.cases import Misses, SaidOfCase, Tallies, judge_labels
from bench.tally import Tally
from dockets.record.records import DocketRecord

CASES = Path(__file__).parent / "invented_cases.json"
_JUDGED = ("status", "pending or not seen decided", "decided", "last ruling")
_NAMES = {1: "first set", 2: "second set", 3: "third set"}


def figures(rows: int) -> Iterator[Figure]:
    totals: dict[int, Tallies] = {number: defaultdict(Tally) for number in _NAMES}
    for row in load_invented_cases():
        for measure, tally in judge_invented_case(row, []).items():
            totals[row["set"]][measure].add(tally)
    for number, total in totals.items():
        for measure in _JUDGED if total else ():
            tally, name = total[measure], f"invented cases, {_NAMES[number]}: {measure}"
            said, true = tally.right + tally.wrong, tally.right + tally.missed
            yield Figure(f"{name}, precision", tally.precision, "%", note=f"of {said} said")
            yield Figure(f"{name}, recall", tally.recall, "%", note=f"of {true}")


def load_invented_cases() -> list[dict[str, Any]]:
    """The dockets with what is true of each, as ``invented_cases.json`` has them."""
    return list(json.loads(CASES.read_text(encoding="utf-8")))


def judge_invented_case(row: Mapping[str, Any], misses: Misses) -> Tallies:
    """The tallies of one docket, by measure; it is imported and interpreted. What is wrong or missing is added to
    ``misses``, a line each."""
    found: Misses = []
    told = judge_labels(_labels(row), _read(row), found)
    misses += [miss for miss in found if miss.startswith(("status", "motion", "last ruling"))]
    return {measure: tally for measure, tally in told.items() if measure in _JUDGED}


def _labels(row: Mapping[str, Any]) -> CaseLabels:
    return CaseLabels(
        status=row["status"] if row["sure"] else None,
        end=None,
        stages=(),
        stages_or_not=frozenset(),
        motions=tuple(
            LabelledMotion(one["entry"], one["status"], one["outcome"], frozenset(one["deciding"]))
            for one in row["motions"]
        ),
        motions_or_not=frozenset(row["motions_or_not"]),
        last_ruling=frozenset(row["last_ruling"]) if row["sure"] else None,
        hearings={},
        hearings_or_not=frozenset(),
    )


def _read(row: Mapping[str, Any]) -> SaidOfCase:
    """Imports the docket, interprets it, and reads what its page says. Filings are named by their place."""
    from bench.measures.cases import import_case
    from bench.said_of_case import read_said
    from dockets.models import Observation

    case = LabelledCase(
        file="docket.json", kind=row["kind"], court=row["court"], held_out=False,
        as_of=date.fromisoformat(row["as_of"]), body=_write_docket(row),
        record=DocketRecord(court_id=row["court"], docket_number=row["number"]),
        labels=_labels(row), second=None,
    )  # fmt: skip
    docket_id = import_case(case)
    seen = Observation.objects.filter(docket=docket_id).order_by("-position", "-id").values_list("filing", "position")
    return read_said(case, docket_id, dict(seen))


def _write_docket(row: Mapping[str, Any]) -> bytes:
    entries = [
        {"id": f"e{place}", "date_filed": day, "text": text} | ({"number": number} if number else {})
        for place, (day, number, text) in enumerate(row["entries"])
    ]
    told = {
        "format": "casetracker-docket/1", "court": row["court"], "docket_number": row["number"],
        "case_name": row["caption"], "date_filed": row["filed"], "date_terminated": row["terminated"],
        "as_of": f"{row['as_of']}T12:00:00-05:00", "complete": True, "entries": entries,
    }  # fmt: skip
    return json.dumps(told).encode()


def list_misses() -> Iterator[str]:
    """What is wrong or missing, a line each."""
    for row in load_invented_cases():
        misses: Misses = []
        judge_invented_case(row, misses)
        yield from (f"{row['court']} {row['number']}: {miss}" for miss in misses)


def main() -> None:
    """Prints what is wrong, on a database of its own."""
    from bench.database import own_database, set_up_django

    with own_database(), tempfile.TemporaryDirectory() as folder:
        set_up_django(Path(folder))
        sys.stdout.writelines(f"{line}\n" for line in list_misses())


if __name__ == "__main__":
    main()
