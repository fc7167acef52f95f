"""The title of a hearing, from the words before its day or before "held"."""

import re

_IS_SET = r"(?= (?:is )?(?:re-?)?set\b)"
HEARD = re.compile(
    r"\b(?:hearings?|hrgs?|(?:tele|video)?conferences?|(?:tele)?conf|cmc|fptc|ptc|trial|oral arguments?|arguments?"
    r"|sentencing|(?:re-?)?arraignment"
    r"|sentence (?:with|w/o?|without) p\.?s\.?[ir]|appearance(?! of\b)"
    r"|meeting of creditors|341(?:\(a\))? meeting"
    rf"|status check|(?:status|ruling|tutorial|markman|plea and sentenc(?:e|ing)|preliminary exam(?:ination)?){_IS_SET}"
    r"|docket sounding"
    r"|early neutral evaluation(?! (?:conf|hearing|session))"
    r"|mediation|jury selection|presentment|(?:docket|calendar) call"
    r"|pre-?trial(?! (?:order|brief|stat|memo))"
    r"|change of plea|voir dire|to be argued|(?:to|will|shall) be heard|motion [^.;]{0,60}?entered and continued"
    r"|show cause before (?:the|this) (?:court|undersigned|honorable)|case calendared)\b"
)
_COLOURS = frozenset({
    "motion", "motions", "status", "trial", "telephone", "telephonic", "video", "videoconference", "scheduling", "case",
    "management", "pretrial", "pre-trial", "settlement", "final", "initial", "evidentiary", "jury", "bench", "show",
    "cause", "oral", "discovery", "sentencing", "change", "plea", "detention", "bail", "bond", "preliminary",
    "confirmation", "markman", "claim", "construction", "pre-motion", "mediation", "daubert", "fairness", "approval",
    "in-person", "remote", "further", "plan", "revocation", "competency", "suppression", "docket", "call", "zoom", "of",
    "summary", "judgment", "injunction", "tro", "chambers", "calendar", "class", "certification", "dispute", "panel",
    "video-conference", "virtual", "rule", "16", "sched.", "prelim.", "evid.", "16(b)", "26(f)", "341(a)", "341",
})  # fmt: skip
_IN_FULL = {
    "hrg": "hearing", "hrgs": "hearing", "conf": "conference", "teleconf": "teleconference",
    "cmc": "case management conference", "fptc": "final pretrial conference", "ptc": "pretrial conference",
    "markman": "markman hearing",
}  # fmt: skip
_PLURALS = ("status", "creditors")


def read_hearing_title(low: str, *, first: bool = False) -> str:
    """The title of what is heard, nearest to the date (``first``: the first in the text): "Telephone conference"."""
    matches = list(HEARD.finditer(low))
    if not matches:
        return ""
    match = matches[0 if first else -1]
    words = _words_before(low[: match.start()])
    if match[0].endswith("creditors") or match[0].startswith("341"):
        return MEETING
    if named := _CALLED.get(match[0].split()[-1]):
        return named
    said = match.group()
    name = _IN_FULL.get(said) or (said if said.endswith(_PLURALS) else said.removesuffix("s"))
    return _titled([*words, name])


def _words_before(low: str) -> list[str]:
    """The words before the name of what is heard that say which it is."""
    words: list[str] = []
    for word in reversed(low.replace(":", " ").split()[-4:]):
        plain = word.strip("('\u2019")
        if plain not in _COLOURS:
            break
        words.insert(0, plain)
    return words[1:] if words[:1] == ["of"] else words


def _titled(words: list[str]) -> str:
    name = " ".join(words)
    return name[:1].upper() + name[1:]


MEETING = "Meeting of creditors"
"""The title of a meeting under 11 U.S.C. § 341, which is not held before a judge."""
_CALLED = {
    "argued": "Argument", "heard": "Hearing", "continued": "Motion hearing", "court": "Show cause hearing",
    "undersigned": "Show cause hearing", "honorable": "Show cause hearing", "calendared": "Argument",
}  # fmt: skip
"""Titles for "to be argued", "to be heard", Northern Illinois's "motion … entered and continued to", "shall show cause
before this Court on" and the First Circuit's "CASE calendared: Monday, November 8, 2021"."""
_HELD = re.compile(
    rf"(?P<what>{HEARD.pattern})(?: day \d+)?(?: \(\w+\))?(?:,? (?:re|as to|for|on)\b [^;:]{{2,90}}?)?[\s-]+(?:was"
    r" |were )?"
    r"(?:held|conducted|convened|completed|concluded|begun|continued|called)\b"
)


def read_held_title(low: str) -> str:
    """The title of the first thing that a text in lower case reports as held, "" where there is none: "Minute Entry for
    Initial Appearance as to Jane Q. Roe held on 3/3/2021"."""
    held = _HELD.search(low)
    return read_hearing_title(low[: held.end("what")]) if held else ""


_FAMILIES = (
    ("meeting", re.compile(r"\bcreditors\b|\b341\b")),
    ("pretrial", re.compile(r"(?<!initial )(?<!preliminary )(?<!rule 16 )\bpre-?trial\b|\bfinal conference\b"
    r"|\btrial (?:management|readiness"
    r"|status) conference\b")),
    ("trial", re.compile(r"\btrial\b(?! (?:conference|setting))")),
    ("sentencing", re.compile(r"\bsentenc")),
    ("plea", re.compile(r"\bplea\b")),
    ("arraignment", re.compile(r"\barraignment\b")),
    ("preliminary", re.compile(r"\bpreliminary (?:hearing|exam)")),
    ("detention", re.compile(r"\b(?:detention|bail|bond)\b")),
    ("settlement", re.compile(r"\bsettlement\b")),
    ("scheduling", re.compile(r"\bscheduling\b|\brule 16\b|\b16\(b\)|\bcase management\b"
    r"|\binitial (?:[\w-]+ ){0,2}conference\b|\bpreliminary pre-?trial\b")),
    ("claims", re.compile(r"\bmarkman\b|\bclaim construction\b")),
    ("confirmation", re.compile(r"\bconfirmation\b")),
    ("status", re.compile(r"\bstatus\b")),
    ("argument", re.compile(r"\bargument\b")),
)  # fmt: skip
"""Names of hearings by which one is known as another that was moved: a "Final conference" is the pretrial conference,
"Sentence with PSR" the sentencing."""


def name_hearing_family(title: str) -> str:
    """The family of a hearing by its title, "" for one whose title says no more than "Motion hearing"."""
    low = title.lower()
    return next((name for name, words in _FAMILIES if words.search(low)), "")


def is_before_a_judge(title: str) -> bool:
    """Whether what has this title is a day in court. The meeting of creditors (11 U.S.C. § 341) is held by the trustee,
    and the judge may not attend."""
    return name_hearing_family(title) != "meeting"
