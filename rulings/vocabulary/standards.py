"""The legal standards that courts apply most often, offered to be chosen and then edited. Pure.

Winter v. NRDC, 555 U.S. 7 (2008); Alliance for the Wild Rockies v. Cottrell, 632 F.3d 1127 (9th Cir. 2011); Ashcroft v.
Iqbal, 556 U.S. 662 (2009); Fed. R. Civ. P. 56(a).
"""

from enum import StrEnum


class Standard(StrEnum):
    """A usual standard."""

    INJUNCTION = "injunction"
    INJUNCTION_NINTH = "injunction_ninth"
    DISMISSAL = "dismissal"
    SUMMARY_JUDGMENT = "summary_judgment"


STANDARD_LABELS: dict[Standard, str] = {
    Standard.INJUNCTION: "Preliminary injunction",
    Standard.INJUNCTION_NINTH: "Preliminary injunction, Ninth Circuit",
    Standard.DISMISSAL: "Motion to dismiss, Rule 12(b)(6)",
    Standard.SUMMARY_JUDGMENT: "Summary judgment, Rule 56",
}


STANDARD_TEXTS: dict[Standard, str] = {
    Standard.INJUNCTION: (
        "Success on the merits likely; irreparable harm likely; the balance of hardships; the public interest."
    ),
    Standard.INJUNCTION_NINTH: (
        "Success on the merits likely, or at least serious questions about it; irreparable harm; the balance of"
        " hardships; the public interest."
    ),
    Standard.DISMISSAL: "Facts that, taken as true, make the claim plausible on its face.",
    Standard.SUMMARY_JUDGMENT: "No genuine dispute about a material fact, and judgment due as a matter of law.",
}
"""What readers see; stored with each ruling that applies it."""
