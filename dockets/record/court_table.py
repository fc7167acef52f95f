"""Data for ``dockets.courts``: what ``courts-db`` lacks or has wrong about courts (districts, time zones, citations,
names)."""

import re

DISTRICTS = frozenset({
    "almd", "alnd", "alsd", "akd", "azd", "ared", "arwd", "cacd", "caed", "cand", "casd", "cod", "ctd", "ded",
    "dcd", "flmd", "flnd", "flsd", "gamd", "gand", "gasd", "gud", "hid", "idd", "ilcd", "ilnd", "ilsd", "innd",
    "insd", "iand", "iasd", "ksd", "kyed", "kywd", "laed", "lamd", "lawd", "med", "mdd", "mad", "mied", "miwd",
    "mnd", "msnd", "mssd", "moed", "mowd", "mtd", "ned", "nvd", "nhd", "njd", "nmd", "nyed", "nynd", "nysd",
    "nywd", "nced", "ncmd", "ncwd", "ndd", "nmid", "ohnd", "ohsd", "oked", "oknd", "okwd", "ord", "paed",
    "pamd", "pawd", "prd", "rid", "scd", "sdd", "tned", "tnmd", "tnwd", "txed", "txnd", "txsd", "txwd", "utd",
    "vtd", "vid", "vaed", "vawd", "waed", "wawd", "wvnd", "wvsd", "wied", "wiwd", "wyd",
})  # fmt: skip
"""The 94 districts. ``courts-db`` does not mark them, lists abolished ones beside them, and says that New Jersey's has
ended."""

BANKRUPTCY_IDS = {"azd": "arb", "ned": "nebraskab"}
"""Exceptions. Otherwise a bankruptcy court's id is its district's with "b" as the last letter."""

PACER_IDS = {"arb": "azb", "uscfc": "cofc", "nebraskab": "neb"}
"""Our id -> PACER's, where the two differ."""
OTHER_PACER_IDS = {"nysb-mega": "nysb", "sdny": "nysd", "cfc": "uscfc"}
"""Other ids in use -> our id: PACER's second server of the S.D.N.Y. bankruptcy court, and common usage."""

DIRECTIONS = {"n": "Northern", "s": "Southern", "e": "Eastern", "w": "Western", "m": "Middle", "c": "Central"}
TERRITORIES = {"gud": "Guam", "nmid": "the Northern Mariana Islands", "vid": "the Virgin Islands"}

CIRCUITS = {
    "ca1": "First", "ca2": "Second", "ca3": "Third", "ca4": "Fourth", "ca5": "Fifth", "ca6": "Sixth",
    "ca7": "Seventh", "ca8": "Eighth", "ca9": "Ninth", "ca10": "Tenth", "ca11": "Eleventh",
    "cadc": "District of Columbia", "cafc": "Federal",
}  # fmt: skip
PANELS = {"bap1": "First", "bap6": "Sixth", "bap8": "Eighth", "bap9": "Ninth", "bap10": "Tenth"}
NAMES = {
    "scotus": "Supreme Court of the United States",
    "cit": "U.S. Court of International Trade",
    "uscfc": "U.S. Court of Federal Claims",
    "jpml": "U.S. Judicial Panel on Multidistrict Litigation",
    "cavc": "U.S. Court of Appeals for Veterans Claims",
    "armfor": "U.S. Court of Appeals for the Armed Forces",
    "tax": "U.S. Tax Court",
    "fisc": "U.S. Foreign Intelligence Surveillance Court",
    "fiscr": "U.S. Foreign Intelligence Surveillance Court of Review",
}
CITATIONS = {
    "scotus": "U.S.",
    "cit": "Ct. Int'l Trade",
    "ca2": "2d Cir.",
    "ca3": "3d Cir.",
    "mdd": "D. Md.",
    "mnd": "D. Minn.",
    "nyed": "E.D.N.Y.",
    "pamd": "M.D. Pa.",
    "wvnd": "N.D. W. Va.",
    "wvsd": "S.D. W. Va.",
    "nmid": "D. N. Mar. I.",
}

STATE_ZONES = {
    zone: frozenset(states.split(", "))
    for zone, states in {
        "America/Chicago": (
            "Alabama, Arkansas, Illinois, Iowa, Kansas, Louisiana, Minnesota, Mississippi, Missouri, Nebraska, "
            "North Dakota, Oklahoma, South Dakota, Tennessee, Texas, Wisconsin"
        ),
        "America/Denver": "Colorado, Idaho, Montana, New Mexico, Utah, Wyoming",
        "America/Phoenix": "Arizona",
        "America/Los_Angeles": "California, Nevada, Oregon, Washington",
        "America/Anchorage": "Alaska",
        "America/Indiana/Indianapolis": "Indiana",
        "America/Detroit": "Michigan",
        "America/Puerto_Rico": "Puerto Rico",
        "America/St_Thomas": "Virgin Islands",
        "Pacific/Honolulu": "Hawaii",
        "Pacific/Guam": "Guam",
        "Pacific/Saipan": "Northern Mariana Islands",
        "Pacific/Pago_Pago": "American Samoa",
    }.items()
}
"""Time zone -> its states; every other state is America/New_York. Approximate for courts that sit in the smaller part
of a state with two zones (western Kansas and Nebraska, Florida's panhandle, El Paso, northern Idaho): they get the zone
of the larger part."""

COURT_ZONES = {
    "flnd": "America/Chicago", "flnb": "America/Chicago", "tned": "America/New_York", "tneb": "America/New_York",
    "ca6": "America/New_York", "ca8": "America/Chicago", "bap6": "America/New_York", "bap8": "America/Chicago",
}  # fmt: skip
"""Courts whose zone is not their state's. A district in two zones gets the one of most of its area or of its clerk:
N.D. Fla. Central (Pensacola, Panama City), E.D. Tenn. Eastern (Knoxville, Chattanooga), N.D. Ind. Eastern (South Bend,
Fort Wayne), W.D. Ky. Eastern (Louisville), W.D. Tex. Central (San Antonio, Austin). Appellate courts get their clerk's.
"""

TYPOS = {
    "Washingon": "Washington", "Coloardo": "Colorado", "Mongtomery": "Montgomery", "Ga.": "Georgia",
    "N.J.": "New Jersey", "N.Y.": "New York",
}  # fmt: skip
TYPO = re.compile("|".join(re.escape(typo) for typo in TYPOS))
SMALL_WORD = re.compile(r"(?<=\S )(?:Of|And|The|For|On|In|At)\b")
