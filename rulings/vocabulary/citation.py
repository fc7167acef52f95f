"""How a filing is cited: Bluebook rule 10.8.3 for what is filed in a case, rule 10 for an opinion that a reporter
prints. Pure.

Names are left as the court writes them; the Bluebook's abbreviations of words in names (table T6) are left to whoever
prints the citation.
"""

from dataclasses import dataclass
from datetime import date

_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
"""Bluebook table T12; newspapers abbreviate months differently."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in three parts, because the name of a case is set in italics."""

    before: str
    name: str
    after: str

    @property
    def text(self) -> str:
        return f"{self.before}{self.name}{self.after}"


def build_citation(
    *, title: str, case_name: str, docket_number: str, court: str, day: date | None, ecf: str = "", reported: str = ""
) -> Citation:
    """The citation of one filing: ``Order, Parler LLC v. Amazon Web Services, Inc., No. 2:21-cv-00031 (W.D. Wash. Jan.
    21, 2021), ECF No. 34.`` ``court`` is the court's abbreviation ("W.D. Wash."), ``ecf`` the entry's number in a
    federal court's electronic files, ``reported`` where an opinion is printed ("514 F. Supp. 3d 1261")."""
    name = case_name or "Untitled case"
    if reported:
        return Citation("", name, f", {reported} ({_inside(court, str(day.year) if day else '')}).")
    written = f"{_MONTHS[day.month - 1]} {day.day}, {day.year}" if day else "date not known"
    place = f", ECF No. {ecf}" if ecf else ""
    return Citation(f"{title}, ", name, f", No. {docket_number} ({_inside(court, written)}){place}.")


def _inside(court: str, time: str) -> str:
    return " ".join(filter(None, [court, time]))
